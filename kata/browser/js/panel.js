// The panel under "Your turn": an editor, the tests, and what helps.
import { editor } from "./editor.js";
import { Pythons } from "./python.js";
import { report } from "./report.js";
import { program, run } from "./run.js";
import { Work } from "./work.js";

const SHOW_SECONDS = 120, TRY_SECONDS = 10;
const UNWRITTEN = 43; // how a show ends where a hole was met (sandbox/program.py): the solution then stands in
const WORDS = { passed: "passed", todo: "to do", running: "runs", skipped: "skipped", waits: "waits" };
const { make } = kata;

let pythons; // one start for the whole page

// Run the tests on these files of the learner's; passed names those that later exercises may use.
kata.test = async (stem, files, passed = [], seed = Math.floor(Math.random() * 1000), columns = 100, on = {}, stop = {}) =>
  run(await pythons, { stem, seed, files, passed: passed.filter((each) => each !== stem), columns }, on, stop);

kata.panel = (place, { prefix, loadParts, terminal }) => {
  const { stem } = place.dataset;
  const { exercises, pages } = kata.facts;
  const facts = exercises[stem];
  const stems = Object.keys(exercises);
  const stubs = Object.fromEntries(stems.map((each) => [each, exercises[each].stub]));
  const page = (which) => {
    const found = pages.find((each) => each === which || Number(each.slice(1, 3)) === Number(which));
    return found && `${found}.html`;
  };
  const work = new Work(prefix, (text) => notice.replaceChildren(text));

  // What is on the screen.
  const button = (name, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, name);
  const status = make("p", { role: "status", className: "gist" });
  const notice = make("p", { role: "status", className: "notice" });
  const desk = make("div", { className: "desk" });
  const paper = make("pre", { className: "on-paper" });
  const tasks = make("ul", { className: "tasks", "aria-label": "The tasks" });
  const said = make("pre", { className: "report", tabIndex: 0, "aria-label": "The report" });
  const aside = make("div", { className: "aside" });
  const runs = button("Run", () => start(), { className: "first", title: "Ctrl+Enter" });
  const stops = button("Stop", () => stop.now?.(), { hidden: true });
  const opens = make("input", { type: "file", accept: ".zip,.py", hidden: true });
  const line = make("input", { type: "text", spellcheck: false, autocomplete: "off", "aria-label": "A line to try", placeholder: facts.try ?? "" });
  const tried = make("pre", { className: "tried", role: "status" });
  const back = button("Undo", undo, { hidden: true, title: "brings back what Reset, or a file, has replaced" });
  const helps = [button("Hint", hint), button("Solution", solution), button("Reset", reset), back];
  const shows = facts.shows ? [button("Show", () => show())] : [];
  const files = [button("Save to a file", save), button("Open a file", () => opens.click())];
  place.replaceChildren(
    make("p", { className: "file" }, `exercises/${stem}.py`, make("span", {}, "Lines with a bar are given. Ctrl+Enter runs; Esc, then Tab, leaves the editor.")),
    desk, paper,
    make("div", { className: "bar" }, runs, stops, ...helps, ...shows, ...files, opens),
    status, notice, tasks, said, aside,
    make("form", { className: "try", onsubmit: tryLine }, make("label", {}, "Try a line ", line), button("Try", undefined, { type: "submit" })),
    tried,
  );

  const state = work.of(stem);
  let last = null, stop = {}, seen = state.text ?? facts.stub, saving;
  const edit = editor(desk, `Your file, ${stem}.py`, seen, facts.stub, { run: () => start(), change });
  const act = { jump: edit.jump, hint, solution, run: start };
  listed(state.tasks);
  back.hidden = !state.kept.length;
  paper.textContent = seen;
  edit.focus();

  const ready = (pythons ??= loadParts(tell).then((parts) => Pythons.start(parts, tell)));
  ready.then(
    () => tell("Ready: press Run, or Ctrl+Enter."),
    (error) => {
      console.warn(error);
      pythons = null;
      tell(`Python could not be started (${error.message}). Your text is kept: reload the page to try again. ${terminal}`);
      runs.disabled = true;
    },
  );

  function tell(text) {
    status.replaceChildren(text);
  }

  function change() {
    clearTimeout(saving);
    saving = setTimeout(keep, 300);
  }

  function keep() {
    clearTimeout(saving);
    paper.textContent = edit.text;
    if (edit.text === seen) return;
    const there = work.of(stem).text ?? facts.stub;
    if (there !== seen) {
      work.keep(stem, there);
      notice.replaceChildren("Another tab had changed this exercise: its text is kept, and comes back with Undo.");
      back.hidden = false;
    }
    seen = edit.text;
    work.note(stem, { text: seen, done: work.of(stem).passed === seen });
  }
  addEventListener("pagehide", keep);
  work.changed = (which) => {
    if (which === stem && work.of(stem).text !== seen)
      notice.replaceChildren("This exercise was changed in another tab. ", button("Take that text", () => put(work.of(stem).text)));
  };

  function put(text) {
    keep();
    if (edit.text !== text && edit.text !== facts.stub) work.keep(stem, edit.text);
    seen = work.of(stem).text ?? facts.stub;
    edit.replace(text);
    keep();
    back.hidden = !work.of(stem).kept.length;
    notice.replaceChildren();
  }

  // How many characters fit into a line of the report.
  function columns() {
    const ruler = make("span", {}, "0".repeat(50));
    said.append(ruler);
    said.style.display = "block"; // also where it is empty
    const { paddingLeft, paddingRight } = getComputedStyle(said);
    const room = said.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const fit = Math.floor(room / (ruler.getBoundingClientRect().width / 50));
    said.style.display = "";
    ruler.remove();
    return Math.max(40, Math.min(100, fit));
  }

  function listed(found) {
    tasks.replaceChildren(
      ...facts.tasks.map((name) => {
        const word = WORDS[found[name]] ?? (found[name] ? "wrong" : "to do");
        return make("li", { className: word.replace(" ", "-") }, make("code", {}, name), ` ${word}`);
      }),
    );
  }

  // Do something that takes a while, and may be stopped.
  async function busy(what, action) {
    const there = await ready.catch(() => null); // why not has been said
    if (!there || !stops.hidden) return;
    keep();
    stop = {};
    runs.disabled = true;
    stops.hidden = false;
    tell(what);
    try {
      await action();
    } catch (error) {
      console.warn(error);
      idle(`This was too much for the page (${error.message.split("\n")[0].slice(0, 100)}). Your text is kept. ${terminal}`);
    }
  }

  function idle(text) {
    runs.disabled = false;
    stops.hidden = true;
    tell(text);
  }

  function start(seed) {
    return busy("Running the tests", () => test(seed));
  }

  async function test(seed) {
    aside.replaceChildren();
    const text = edit.text, going = {};
    const states = (found) =>
      Object.fromEntries(found.tasks.map((each) => [each.name + (each.star ? " *" : ""), each.blocked_by ? "waits" : each.status]));
    const told = (found) => {
      said.replaceChildren(...report(found.report, stem, act, page));
      listed(states(found));
    };
    const on = {
      early: told,
      event({ event, test, status }) {
        const task = facts.tests[test];
        if (event === "test") tell(`Checking ${task}`);
        if (event !== "outcome" || !task) return;
        if (going[task] === undefined || status !== "passed") going[task] = status;
        listed(going);
      },
    };
    const { files, passed } = work.files(stems);
    const found = await kata.test(stem, { ...files, [stem]: text }, passed, seed, columns(), on, stop);
    if (!found) return idle("Stopped.");
    if (found.refused) {
      said.replaceChildren(found.refused);
      return idle("The tests could not be run.");
    }
    told(found);
    last = { text, found };
    work.note(stem, { text, tasks: states(found), ...(found.passed && { passed: text, done: true }) });
    const gist = found.report.split("\n\n").map((part) => part.split("\n")[0]);
    idle(found.passed ? `${gist[0]}. Done.` : gist.join(". "));
  }

  async function hint() {
    if (last?.text !== edit.text) {
      if (edit.text === facts.stub) last = { text: edit.text, found: { first: facts.tasks[0], tasks: [] } };
      else await start();
    }
    const task = last?.found.first;
    if (!task) return aside.replaceChildren(make("p", {}, "All has passed: no hint needed."));
    const hints = facts.hints[task] ?? [];
    const told = work.of(stem).hints;
    const number = Math.min((told[task] ?? 0) + 1, hints.length);
    work.note(stem, { hints: { ...told, [task]: number } });
    const end = number === hints.length ? " That was the last hint." : "";
    aside.replaceChildren(make("p", {}, make("strong", {}, `${task}. Hint ${number} of ${hints.length}: `), hints[number - 1], end));
  }

  async function solution() {
    if (!facts.solution) return aside.replaceChildren(make("p", {}, "The solution is with your teacher."));
    const { done, gaveUp } = work.of(stem);
    if (!done && !gaveUp) {
      const give = button("Show it all the same", () => (work.note(stem, { gaveUp: true }), solution()));
      return aside.replaceChildren(make("p", {}, "It has not passed yet, so its solution stays closed. A hint is a nudge. ", give));
    }
    const { ask } = await ready.then((all) => ({ ask: all.ask.bind(all) }));
    const found = JSON.parse(await ask("solution", stem, edit.text));
    const differs = found.diff ? [make("p", {}, "From yours (-) to the solution (+):"), make("pre", { tabIndex: 0 }, found.diff)] : [make("p", {}, "Yours is the same, line by line.")];
    aside.replaceChildren(make("pre", { tabIndex: 0 }, found.solution), ...differs);
  }

  function reset() {
    if (edit.text === facts.stub) return notice.replaceChildren("It is the stub already.");
    put(facts.stub);
    notice.replaceChildren("It is the stub again; Undo brings back what was there.");
  }

  function undo() {
    const { kept } = work.of(stem);
    if (!kept.length) return;
    const text = kept.at(-1), now = edit.text;
    work.note(stem, { kept: [...(now !== facts.stub && !kept.includes(now) ? [now] : []), ...kept.slice(0, -1)] });
    seen = work.of(stem).text ?? facts.stub;
    edit.replace(text);
    keep();
    back.hidden = !work.of(stem).kept.length;
    notice.replaceChildren("It is as it was before.");
  }

  async function job(more = {}) {
    const own = work.files(stems);
    const request = { stem, ...own, files: { ...own.files, [stem]: edit.text }, ...more };
    return [await (await ready).ask("program", JSON.stringify(request)), request.files];
  }

  function show(standIn = false) {
    return busy("Your code at work", () => perform(standIn));
  }

  async function perform(standIn) {
    const drawn = make("div", { className: "drawn" });
    const text = make("pre", { tabIndex: 0 });
    aside.replaceChildren(drawn, text);
    const [found, own] = await job({ stand_in: standIn });
    const how = await program(await ready, "show", found, own, SHOW_SECONDS, (told) => {
      if (told.text) text.append(told.text);
      if (told.drawing) drawn.innerHTML = told.drawing;
    }, stop);
    idle(how.stopped ? "Stopped." : "");
    if (how.status === UNWRITTEN) return show(true);
    if (how.timedOut || how.status < 40) text.append(await (await ready).ask("lost", how.status ?? 0, !!how.timedOut, SHOW_SECONDS));
  }

  function tryLine(event) {
    event.preventDefault();
    if (line.value.trim()) busy("Trying the line", evaluate);
  }

  async function evaluate() {
    const [found, own] = await job();
    let text = "";
    const how = await program(await ready, "try_line", found, own, TRY_SECONDS, (told) => (text = told.text), stop, line.value);
    idle("");
    if (how.status !== 0 || how.timedOut) text = await (await ready).ask("lost", how.status ?? 0, !!how.timedOut, TRY_SECONDS);
    tried.textContent = how.stopped ? "Stopped." : `>>> ${line.value}\n${text}`;
  }

  function save() {
    keep();
    const count = work.save(stems, kata.facts.version);
    notice.replaceChildren(`Saved ${count} exercise${count === 1 ? "" : "s"} to neural-kata-work.zip. In a clone, make adopt FROM=neural-kata-work.zip takes it.`);
  }

  opens.onchange = async () => {
    const [file] = opens.files;
    opens.value = "";
    try {
      keep();
      const found = await work.open(file, stems, stubs);
      notice.replaceChildren(found.length ? `Taken from ${file.name}: ${found.join(", ")}. What was there is kept; Undo brings it back.` : `${file.name} holds no exercise of this course.`);
      if (!found.includes(stem)) return;
      seen = work.of(stem).text;
      edit.replace(seen);
      back.hidden = !work.of(stem).kept.length;
    } catch (error) {
      notice.replaceChildren(`${file.name} could not be read: ${error.message}`);
    }
  };
};
