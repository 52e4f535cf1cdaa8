// The way through memory for one row of C, read by read, in either order of the loops, with a counted cache.
// data: the side n of the matrices, which is also the length of a line; room, how many lines of B the cache holds.
// REPEATS e09
kata.widget("cache", (place, { n, room }, still) => {
  const { make, button } = kata;
  const orders = { ijk: "i, j, p", ikj: "i, p, j" };
  const reads = n * n, pause = 450; // milliseconds between two reads

  // What is read at time t: row 0 of A, column j of B, cell j of C.
  function touched(order, t) {
    const outer = Math.floor(t / n), inner = t % n;
    const [j, p] = order === "ijk" ? [outer, inner] : [inner, outer];
    return { j, p, a: p, b: p * n + j, c: j };
  }

  // The cache after so many reads: the lines it holds, the one used last at the end, and how often it fetched one.
  function run(order, times) {
    const held = [];
    let fetches = 0, fetched, gone;
    for (let t = 0; t < times; t++) {
      const line = Math.floor(touched(order, t).b / n);
      fetched = !held.includes(line);
      if (fetched) fetches++;
      else held.splice(held.indexOf(line), 1);
      gone = held.length === room ? held.shift() : undefined;
      held.push(line);
    }
    return { held, fetches, fetched, gone };
  }

  const picture = still.querySelector("svg").cloneNode(true);
  const parts = (names) => [...picture.querySelectorAll(names)];
  const done = { ijk: 0, ikj: 0 };
  const status = kata.status();
  const options = Object.entries(orders).map(([value, text]) => make("option", { value }, text));
  const select = make("select", { onchange: halt }, ...options);
  const step = button("Step", () => {
    play.stop();
    forward();
  });
  const play = kata.player(forward, pause, () => {
    done[select.value] = reads;
    show();
  });
  const reset = button("Start over", () => {
    done.ijk = done.ikj = 0;
    halt();
  });
  kata.still.addEventListener("change", halt);
  place.classList.add("cache");
  place.append(picture, status, make("div", { className: "controls" }, make("label", {}, "Loops ", select), step, play, reset));
  show();

  function forward() {
    if (++done[select.value] === reads) play.stop();
    show();
  }

  function halt() {
    play.stop();
    show();
  }

  function show() {
    const order = select.value, t = done[order], over = t === reads;
    for (const each of Object.keys(orders)) {
      const { held, fetches } = run(each, done[each]);
      const now = done[each] ? touched(each, done[each] - 1).b : -1;
      parts(`.${each} .read`).forEach((dot, i) => dot.classList.toggle("hidden", i >= done[each]));
      parts(`.${each} .cell`).forEach((cell, i) => cell.classList.toggle("now", i === now));
      parts(`.${each} .held`).forEach((bar, line) => bar.classList.toggle("hidden", !held.includes(line)));
      parts(`.${each} .name`)[0].classList.toggle("chosen", each === order);
      parts(`.${each} .count`)[0].textContent = `reads: ${done[each]}, fetches: ${fetches}`;
    }
    const { a, b, c, j, p } = touched(order, t - 1), { held, fetches, fetched, gone } = run(order, t);
    for (const [name, now] of Object.entries({ A: a, B: b, C: c })) {
      parts(`.${name} .cell`).forEach((cell, i) => cell.classList.toggle("now", t > 0 && i === now));
    }
    parts(".B .cell").forEach((cell, i) => cell.classList.toggle("kept", held.includes(Math.floor(i / n))));
    const line = Math.floor(b / n);
    const push = gone === undefined ? "" : `, and line ${gone} goes`;
    const what = fetched ? `line ${line} is fetched${push}` : `line ${line} is there already`;
    const at = (name, row, column) => `${name}[${row},\u00a0${column}]`; // never broken in two
    status.textContent = t ? `Read ${t} of ${reads}: ${at("C", 0, j)} += ${at("A", 0, p)} * ${at("B", p, j)}. Cell ${b} of B: ${what}.` : "Nothing is read yet. A bar will mark each line of B that is in the cache.";
    status.setAttribute("aria-live", play.playing ? "off" : "polite"); // while it plays, a voice could not keep up
    const lines = held.length ? `lines ${held.join(" and ")} of B` : "nothing";
    picture.setAttribute("aria-label", `Order ${orders[order]}: after ${t} reads of B there were ${fetches} fetches, and the cache holds ${lines}.`);
    if (over && [step, play].includes(document.activeElement)) reset.focus(); // a button that can do nothing keeps no focus
    step.disabled = play.disabled = over;
    if (!play.playing) play.textContent = kata.still.matches ? "To the end" : "Play";
  }
});
