// The learner's work, kept in the browser: by exercise, under keys of this course and of the folder that it lies in.
import { unzip, zip } from "./zip.js";

const MOST = 20; // texts kept of one exercise, to go back to
const FOLDER = "exercises/";

export class Work {
  // say(text): a sentence for the learner, where the browser does not keep things; they are then in own
  constructor(prefix, say) {
    [this.prefix, this.say, this.own] = [prefix, say, {}];
    addEventListener("storage", ({ key }) => {
      if (key?.startsWith(prefix)) this.changed?.(key.slice(prefix.length));
    });
    addEventListener("beforeunload", (event) => Object.keys(this.own).length && event.preventDefault());
  }

  // { text, passed, done, tasks, hints, kept } of an exercise; the text of its stub where there is none
  of(stem) {
    return { text: undefined, passed: undefined, done: false, tasks: {}, hints: {}, kept: [], ...this.read(stem) };
  }

  read(stem) {
    try {
      return this.own[stem] ?? JSON.parse(localStorage.getItem(this.prefix + stem));
    } catch {
      return null;
    }
  }

  note(stem, news) {
    const state = { ...this.of(stem), ...news };
    try {
      localStorage.setItem(this.prefix + stem, JSON.stringify(state));
      delete this.own[stem];
    } catch {
      this.own[stem] = state;
      this.say("This browser does not keep your work when the page is closed: save it to a file.");
    }
    dispatchEvent(new Event("kata-work"));
  }

  // Put another text in the place of one, which is kept.
  keep(stem, text) {
    const { kept } = this.of(stem);
    if (kept.at(-1) !== text) this.note(stem, { kept: [...kept, text].slice(-MOST) });
  }

  // Texts of all exercises that were begun, and the names of those that have passed as they are.
  files(stems) {
    const states = stems.map((stem) => [stem, this.of(stem)]).filter(([, state]) => state.text !== undefined);
    return {
      files: Object.fromEntries(states.map(([stem, state]) => [stem, state.text])),
      passed: states.filter(([, state]) => state.passed === state.text).map(([stem]) => stem),
    };
  }

  save(stems, version) {
    const { files } = this.files(stems);
    const named = Object.entries(files).map(([stem, text]) => [`${FOLDER}${stem}.py`, text]);
    const link = kata.make("a", { href: URL.createObjectURL(zip([...named, ["version.txt", `${version}\n`]])), download: "neural-kata-work.zip" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return named.length;
  }

  // Take the exercises out of a file that was saved, or one exercise's own file; what was there is kept.
  async open(file, stubs) {
    const name = file.name.replace(/\.py$/, "").replace(/ ?\(\d+\)$/, "");
    const named = file.name.endsWith(".py") ? [[`${name}.py`, await file.text()]] : await unzip(await file.arrayBuffer());
    const own = named.filter(([path]) => `/${path}`.includes(`/${FOLDER}`)); // a whole course has solutions, too
    const found = [];
    for (const [path, text] of own.length ? own : named) {
      const stem = path.split("/").pop().replace(/\.py$/, "");
      if (!Object.hasOwn(stubs, stem)) continue;
      const before = this.of(stem).text ?? stubs[stem];
      if (before !== text) this.keep(stem, before);
      this.note(stem, { text, done: this.of(stem).passed === text });
      found.push(stem);
    }
    return found;
  }
}
