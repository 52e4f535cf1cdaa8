// Help: one hint after the other for the first task that is open, and the solution to who has passed or given up.
const { make } = kata;

export class Help {
  // screen: { told, aside }
  constructor(stem, screen, desk, machine, tests) {
    Object.assign(this, { screen, desk, machine, tests, stem, facts: kata.facts.exercises[stem] });
  }

  say(...words) {
    this.screen.aside.replaceChildren();
    this.screen.told.replaceChildren(...words);
  }

  async hint() {
    const task = await this.tests.open();
    if (task === undefined) return;
    if (!task) return this.say("All has passed: no hint needed.");
    const hints = this.facts.hints[task] ?? [];
    if (!hints.length) return this.say(`There is no hint for ${task}.`);
    const told = this.desk.state.hints;
    const number = Math.min((told[task] ?? 0) + 1, hints.length);
    this.desk.note({ hints: { ...told, [task]: number } });
    const end = number === hints.length ? " That was the last hint." : "";
    this.say(make("strong", {}, `${task}. Hint ${number} of ${hints.length}: `), hints[number - 1], end);
  }

  async solution() {
    if (!this.facts.solution) return this.say("The solution is with your teacher.");
    const { passed, gaveUp } = this.desk.state;
    if (passed === undefined && !gaveUp) {
      const onclick = () => {
        this.desk.note({ gaveUp: true });
        this.solution();
      };
      const give = make("button", { type: "button", onclick }, "Show it all the same");
      return this.say("It has not passed yet, so its solution stays closed. A hint is a nudge. ", give);
    }
    this.say();
    await this.machine.busy("Fetching the solution", async (pythons) => {
      const { solution, diff } = JSON.parse(await pythons.ask("solution", this.stem, this.desk.text));
      const same = make("p", {}, "Yours is the same, line by line.");
      const differs = [make("p", {}, "From yours (-) to the solution (+):"), make("pre", { tabIndex: 0 }, diff)];
      this.screen.aside.replaceChildren(make("p", {}, "The solution:"), make("pre", { tabIndex: 0 }, solution), ...(diff ? differs : [same]));
      return "The solution is below.";
    });
  }
}
