// The learner's text: written in an editor and kept, with a way back from whatever takes its place.
import { editor } from "./editor.js";
import { Work } from "./work.js";

const { make } = kata;

export class Desk {
  // screen: { desk, paper, back, notice }; run() is what Ctrl+Enter does
  constructor(stem, screen, prefix, run) {
    const { exercises } = kata.facts;
    this.stubs = Object.fromEntries(Object.entries(exercises).map(([each, { stub }]) => [each, stub]));
    Object.assign(this, { stem, screen, stub: this.stubs[stem] });
    this.work = new Work(prefix, (text) => this.say(text));
    this.work.changed = (which) => which === stem && this.changed();
    this.seen = this.there;
    const change = () => {
      clearTimeout(this.saving);
      this.saving = setTimeout(() => this.keep(), 300);
    };
    this.edit = editor(screen.desk, `Your file, ${stem}.py`, this.seen, this.stub, { run, change });
    screen.paper.textContent = this.seen;
    this.offerUndo();
    if (this.seen !== this.stub) this.say("This is what was written in this browser before; Reset brings the stub.");
    addEventListener("pagehide", () => this.keep());
    this.edit.focus();
  }

  get text() {
    return this.edit.text;
  }

  // What the browser keeps of this exercise.
  get state() {
    return this.work.of(this.stem);
  }

  get there() {
    return this.state.text ?? this.stub;
  }

  note(news) {
    this.work.note(this.stem, news);
  }

  say(...words) {
    this.screen.notice.replaceChildren(...words);
  }

  offerUndo() {
    this.screen.back.hidden = !this.state.kept.length;
  }

  // All that the learner has written, of all exercises, and which have passed.
  files() {
    this.keep();
    const { files, passed } = this.work.files(Object.keys(this.stubs));
    return { files: { ...files, [this.stem]: this.text }, passed };
  }

  keep() {
    clearTimeout(this.saving);
    this.screen.paper.textContent = this.text;
    if (this.text === this.seen) return;
    const { there } = this;
    if (there !== this.seen) {
      this.work.keep(this.stem, there);
      this.say("Another tab had changed this exercise: its text is kept, and comes back with Undo.");
      this.offerUndo();
    }
    this.seen = this.text;
    this.note({ text: this.seen, done: this.state.passed === this.seen });
  }

  changed() {
    if (this.there === this.seen) return;
    const take = make("button", { type: "button", onclick: () => this.put(this.there) }, "Take that text");
    this.say("This exercise was changed in another tab. ", take);
  }

  // Put another text in the place of this one, which is kept.
  put(text) {
    this.keep();
    if (this.text !== text && this.text !== this.stub) this.work.keep(this.stem, this.text);
    this.replace(text);
    this.say();
  }

  replace(text) {
    this.seen = this.there;
    this.edit.replace(text);
    this.keep();
    this.offerUndo();
  }

  reset() {
    if (this.text === this.stub) return this.say("It is the stub already.");
    this.put(this.stub);
    this.say("It is the stub again; Undo brings back what was there.");
  }

  undo() {
    const { kept } = this.state;
    if (!kept.length) return;
    const now = this.text;
    this.note({ kept: [...(now !== this.stub && !kept.includes(now) ? [now] : []), ...kept.slice(0, -1)] });
    this.replace(kept.at(-1));
    this.say("It is as it was before.");
  }

  save() {
    this.keep();
    const count = this.work.save(Object.keys(this.stubs), kata.facts.version);
    this.say(`Saved ${count} exercise${count === 1 ? "" : "s"} to neural-kata-work.zip. In a clone, make adopt FROM=neural-kata-work.zip takes it.`);
  }

  async open(file) {
    this.keep();
    try {
      const found = await this.work.open(file, this.stubs);
      if (!found.length) return this.say(`${file.name} holds no exercise of this course.`);
      if (found.includes(this.stem)) this.replace(this.there);
      this.say(`Taken from ${file.name}: ${found.join(", ")}. What was there is kept; Undo brings it back.`);
    } catch (error) {
      this.say(`${file.name} could not be read: ${error.message}`);
    }
  }
}
