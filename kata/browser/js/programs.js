// What the learner's code does beside the tests: shown at work, and a line tried on it.
import { program } from "./run.js";

const { make } = kata;
const SHOW_SECONDS = 120, TRY_SECONDS = 10;
const UNWRITTEN = 43; // how a show ends where a hole was met (sandbox/program.py): the solution then stands in

export class Programs {
  // screen: { told, aside, line, tried }
  constructor(stem, screen, desk, machine) {
    Object.assign(this, { stem, screen, desk, machine });
  }

  // Run one of a child's programs; told({ text, drawing }) has what it says. Returns how it ended.
  async run(pythons, name, seconds, told, stop, more = {}, ...rest) {
    const { files, passed } = this.desk.files();
    const job = await pythons.ask("program", JSON.stringify({ stem: this.stem, files, passed, ...more }));
    const how = await program(pythons, name, job, files, seconds, told, stop, ...rest);
    if (how.timedOut || how.status < 40) how.lost = await pythons.ask("lost", how.status ?? 0, !!how.timedOut, seconds);
    return how;
  }

  show() {
    return this.machine.busy("Your code at work", (pythons, stop) => this.perform(pythons, stop, false));
  }

  async perform(pythons, stop, standIn) {
    const drawn = make("div", { className: "drawn" });
    const text = make("pre", { tabIndex: 0 });
    this.screen.told.replaceChildren();
    this.screen.aside.replaceChildren(drawn, text);
    const told = (news) => {
      if (news.text) text.append(news.text);
      if (news.drawing) drawn.innerHTML = news.drawing;
    };
    const how = await this.run(pythons, "show", SHOW_SECONDS, told, stop, { stand_in: standIn });
    if (how.status === UNWRITTEN && !stop.asked) return this.perform(pythons, stop, true);
    if (how.lost) text.append(how.lost);
    return how.stopped ? "Stopped." : "Shown below.";
  }

  tryLine() {
    if (this.screen.line.value.trim()) return this.machine.busy("Trying the line", (pythons, stop) => this.evaluate(pythons, stop));
  }

  async evaluate(pythons, stop) {
    const { line, tried } = this.screen;
    let text = "";
    const how = await this.run(pythons, "try_line", TRY_SECONDS, (told) => (text = told.text), stop, {}, line.value);
    tried.textContent = how.stopped ? "Stopped." : `>>> ${line.value}\n${how.lost ?? text}`;
    return "";
  }
}
