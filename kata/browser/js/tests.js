// The tests on the learner's text: how far they are, the report, and the tasks as they fill.
import { report } from "./report.js";
import { run } from "./run.js";

const { make } = kata;
const WORDS = { passed: "passed", todo: "to do", running: "runs", skipped: "skipped", waits: "waits" };

export class Tests {
  // screen: { tasks, report, told, aside }; act: { jump(line), hint(), solution(), run(seed) } for what can be pressed in a report
  constructor(stem, screen, desk, machine, act) {
    Object.assign(this, { stem, screen, desk, machine, act, facts: kata.facts.exercises[stem] });
    // Run the tests on these files of the learner's; passed names those that later exercises may use.
    kata.test = async (stem, files, passed = [], seed = Math.floor(Math.random() * 1000), columns = 100, on = {}, stop = {}) =>
      run(await machine.start(), { stem, seed, files, passed: passed.filter((each) => each !== stem), columns }, on, stop);
    this.list(desk.state.tasks);
  }

  start(seed) {
    return this.machine.busy("Running the tests", (_, stop) => this.run(seed, stop));
  }

  async run(seed, stop) {
    const { stem, desk, screen, facts } = this;
    desk.say();
    screen.told.replaceChildren();
    screen.aside.replaceChildren();
    const { files, passed } = desk.files();
    const text = files[stem], going = {};
    const on = {
      early: (found) => this.tell(found),
      event: ({ event, test, status }) => {
        const task = facts.tests[test];
        if (event === "test") this.machine.tell(`Checking ${task}`);
        if (event !== "outcome" || !task) return;
        if (going[task] === undefined || status !== "passed") going[task] = status;
        this.list(going);
      },
    };
    const found = await kata.test(stem, files, passed, seed, this.columns(), on, stop);
    if (!found) return "Stopped.";
    if (found.refused) {
      screen.report.replaceChildren(found.refused);
      return "The tests could not be run.";
    }
    this.tell(found);
    this.last = { text, first: found.first };
    desk.note({ text, tasks: states(found), ...(found.passed && { passed: text, done: true }) });
    const gist = found.report.split("\n\n").map((part) => part.split("\n")[0]);
    return found.passed ? `${gist[0]}. Done.` : gist.join(". ");
  }

  // The first task that is open in the text as it is now; null where none is, undefined where that could not be found out.
  async open() {
    const { desk, facts } = this;
    if (desk.text === desk.stub) return facts.tasks[0];
    if (this.last?.text !== desk.text) await this.start();
    return this.last?.text === desk.text ? this.last.first : undefined;
  }

  tell(found) {
    this.screen.report.replaceChildren(...report(found.report, this.stem, this.act, kata.facts.pages));
    this.list(states(found));
  }

  list(found) {
    this.screen.tasks.replaceChildren(
      ...this.facts.tasks.map((name) => {
        const word = WORDS[found[name]] ?? (found[name] ? "wrong" : "to do");
        return make("li", { className: word.replace(" ", "-") }, make("code", {}, name), ` ${word}`);
      }),
    );
  }

  // How many characters fit into a line of the report.
  columns() {
    const paper = this.screen.report;
    const ruler = make("span", { style: "white-space: pre" }, "0".repeat(50));
    paper.append(ruler);
    paper.style.display = "block"; // also where it is empty
    const { paddingLeft, paddingRight } = getComputedStyle(paper);
    const room = paper.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const fit = Math.floor(room / (ruler.getBoundingClientRect().width / 50));
    paper.style.display = "";
    ruler.remove();
    return Math.max(40, Math.min(100, fit));
  }
}

const states = (found) =>
  Object.fromEntries(found.tasks.map((each) => [each.name + (each.star ? " *" : ""), each.blocked_by ? "waits" : each.status]));
