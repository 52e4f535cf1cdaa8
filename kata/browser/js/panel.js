// The panel under "Your turn": what is on the screen, and who does what a button says.
import { Desk } from "./desk.js";
import { Help } from "./help.js";
import { Machine } from "./machine.js";
import { Programs } from "./programs.js";
import { Tests } from "./tests.js";

const { make } = kata;
const RUNS = /Mac|iPhone|iPad/.test(navigator.platform) ? "Cmd+Enter" : "Ctrl+Enter";

kata.panel = (place, { prefix, loadParts, terminal }) => {
  const { stem } = place.dataset;
  const button = (name, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, name);
  const said = (className) => make("p", { role: "status", className });
  const screen = {
    desk: make("div", { className: "desk" }),
    paper: make("pre", { className: "on-paper" }),
    needs: [
      button("Run", () => act.run(), { className: "first", title: RUNS }),
      button("Hint", () => act.hint()),
      button("Solution", () => act.solution()),
      ...(kata.facts.exercises[stem].shows ? [button("Show", () => programs.show())] : []),
      button("Try", null, { type: "submit" }),
    ],
    stops: button("Stop", null, { disabled: true }),
    back: button("Undo", () => desk.undo(), { hidden: true, title: "brings back what Reset, or a file, has replaced" }),
    status: said("gist"),
    notice: said("notice"),
    told: said("told"),
    aside: make("div", { className: "aside" }),
    tasks: make("ul", { className: "tasks", "aria-label": "The tasks" }),
    report: make("pre", { className: "report", tabIndex: 0, "aria-label": "The report" }),
    line: make("input", { type: "text", spellcheck: false, autocapitalize: "off", autocomplete: "off", "aria-label": "A line to try" }),
    tried: make("pre", { className: "tried", role: "status" }),
  };
  const { status, notice, told, aside, tasks, line, tried } = screen;
  const opens = make("input", { type: "file", accept: ".zip,.py", hidden: true });
  opens.onchange = () => {
    const [file] = opens.files;
    opens.value = ""; // so that the same one can be opened again
    return desk.open(file);
  };
  const [runs, ...others] = screen.needs, submit = others.pop();
  const keeps = [button("Reset", () => desk.reset()), screen.back, button("Save to a file", () => desk.save()), button("Open a file", () => opens.click())];
  const tries = (event) => {
    event.preventDefault();
    programs.tryLine();
  };
  place.replaceChildren(
    make("p", { className: "file" }, `exercises/${stem}.py`, make("span", {}, `Lines with a bar are given. ${RUNS} runs; Esc, then Tab, leaves the editor.`)),
    screen.desk,
    screen.paper,
    make("div", { className: "bar" }, runs, screen.stops, ...others, ...keeps, opens),
    ...[status, notice, told, aside, tasks, screen.report],
    make("form", { className: "try", onsubmit: tries }, make("label", {}, "Try a line ", line), submit),
    tried,
  );

  const act = { jump: (number) => desk.edit.jump(number), run: (seed) => tests.start(seed), hint: () => help.hint(), solution: () => help.solution() };
  const desk = new Desk(stem, screen, prefix, act.run);
  const machine = new Machine(screen, loadParts, terminal);
  const tests = new Tests(stem, screen, desk, machine, act);
  const help = new Help(stem, screen, desk, machine, tests);
  const programs = new Programs(stem, screen, desk, machine);
  machine.start().then(
    () => machine.tell(`Ready: press Run, or ${RUNS}.`),
    () => {}, // why not has been said
  );
};
