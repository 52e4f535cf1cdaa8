// A run: the judge hears what a child tells, and says until when the child may go on.

const now = () => performance.now() / 1000;

// Run the tests that request asks for; on.event(event), on.early(report) while it is under way.
// Returns the report. stop.now() ends it; it then returns null.
export async function run(pythons, request, on, stop) {
  let answer = JSON.parse(await pythons.ask("begin", JSON.stringify(request)));
  while (answer.job && !stop.asked) {
    const child = await pythons.take();
    const lost = stop.asked ? null : await follow(pythons, child, answer, request.files, on, stop);
    child.end();
    pythons.spare(); // the next one boots while the report is written
    if (lost) answer = JSON.parse(await pythons.ask("end", lost.status ?? 0, !!lost.timedOut, lost.stacks ?? ""));
  }
  return stop.asked ? null : answer;
}

function follow(pythons, child, { job, seed }, files, on, stop) {
  return new Promise((done, fail) => {
    let deadline = Infinity, timer, stacks = "", heard = pythons.ask("start", now()), open = 1;
    const finish = (lost) => {
      clearTimeout(timer);
      child.told = child.gone = () => {};
      heard.then(() => done(lost), fail);
    };
    const watch = (until) => {
      open -= 1;
      deadline = until;
      clearTimeout(timer);
      timer = setTimeout(look, Math.max(0, deadline - now()) * 1000);
    };
    const look = () => {
      if (open) return; // more is on its way to the judge
      if (now() < deadline) return watch(deadline, (open += 1));
      child.end();
      finish({ timedOut: true, stacks });
    };
    heard = heard.then(watch);
    child.told = (line) => {
      const event = JSON.parse(line);
      if (event.stacks) return (stacks = event.stacks);
      stacks = "";
      open += 1;
      on.event?.(event);
      heard = pythons.ask("hear", line, now()).then((text) => {
        const { deadline, early } = JSON.parse(text);
        if (early) on.early?.(early);
        watch(deadline);
      });
      heard.catch(() => finish(null)); // the judge has ended
    };
    child.gone = (how) => finish(how);
    stop.now = () => {
      stop.asked = true;
      child.end();
      finish(null);
    };
    child.write(paths(files));
    child.call("child", "run", JSON.stringify(job), seed);
  });
}

export const paths = (files) =>
  Object.fromEntries(Object.entries(files).map(([stem, text]) => [`/course/exercises/${stem}.py`, text]));

// Have a child do something else than run tests: name is "show" or "try_line". Returns { status, timedOut }.
export async function program(pythons, name, job, files, seconds, told, stop, ...more) {
  const child = await pythons.take();
  const how = stop.asked ? { stopped: true } : await new Promise((done) => {
    const timer = setTimeout(() => done({ timedOut: true, status: 0 }), seconds * 1000);
    child.told = (line) => told(JSON.parse(line));
    child.gone = (how) => {
      clearTimeout(timer);
      done(how);
    };
    stop.now = () => {
      stop.asked = true;
      clearTimeout(timer);
      done({ stopped: true });
    };
    child.write(paths(files));
    child.call("child", name, job, ...more);
  });
  child.end();
  pythons.spare();
  return how;
}
