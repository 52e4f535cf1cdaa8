// What widgets share; loaded before them, on the pages that have one.
Object.assign(kata, {
  still: matchMedia("(prefers-reduced-motion: reduce)"), // .matches: nothing may move by itself

  // player(step, 60, leap): a button that calls step() every 60 ms until it is pressed again or its stop() is called;
  // .playing says which. Where nothing may move by itself, each press is one leap() instead.
  player(step, pause, leap = step) {
    let clock;
    const button = kata.make("button", { type: "button" }, "Play");
    button.playing = false;
    button.stop = () => {
      clearInterval(clock);
      button.playing = false;
      button.textContent = "Play";
    };
    button.onclick = () => {
      if (button.playing) return button.stop();
      if (kata.still.matches) return leap();
      button.playing = true;
      button.textContent = "Pause";
      clock = setInterval(step, pause);
    };
    return button;
  },

  // number(-0.00001234): "−1.23e−5"; what is infinite, or no number, is said as Python's readers know it
  number(x, digits = 4) {
    const size = Math.abs(x), far = size >= 1e6 || (size > 0 && size < 1e-4);
    const text = Number.isFinite(x) && far ? x.toExponential(2) : String(Number(x.toPrecision(digits)));
    return kata.minus(Number.isNaN(x) ? "NaN" : text);
  },

  minus: (text) => text.replace(/(?<![\w)\]])-(?=[\d.I])|(?<=\de)-(?=\d)/g, "\u2212"),

  // tell(place, { loss: 1.6, powers: [2, 7, 1] }): the exact numbers, as data attributes, for tests and the curious
  tell(place, numbers) {
    for (const [name, value] of Object.entries(numbers)) place.dataset[name] = [value].flat(3).join(" ");
  },

  button: (text, onclick) => kata.make("button", { type: "button", onclick }, text),
  controls: (...children) => kata.make("div", { className: "controls" }, ...children),
  status: () => kata.make("p", { role: "status" }),
  keys: () => kata.make("p", { className: "keys" }, "Drag a dot, or move it with the arrow keys; with Shift, ten times as far."),

  // slider("Learning rate", { min: 0, max: 9 }, (number) => "0.1", show): a label, a track and its value in words
  slider(name, range, words, onmove) {
    const input = kata.make("input", { type: "range", step: 1, ...range, value: range.value ?? 0 });
    const shown = kata.make("span");
    const row = kata.make("label", { className: "rate" }, kata.make("i", {}, name), input, shown);
    row.say = () => {
      shown.textContent = words(row.number);
      input.setAttribute("aria-valuetext", shown.textContent);
    };
    Object.defineProperty(row, "number", {
      get: () => input.valueAsNumber,
      set(value) {
        input.value = value;
        row.say();
      },
    });
    input.oninput = () => (row.say(), onmove(row.number));
    row.say();
    return row;
  },

  // ask("Which?", ["this", "that"], 1, "Because ..."): a question that comes first; the rest waits for a guess.
  ask(question, answers, right, why, rest) {
    const said = kata.status();
    rest.inert = true;
    const reply = (i) => {
      rest.inert = false;
      said.textContent = (i === right ? "Right. " : i < 0 ? "" : "Not so. ") + why;
      for (const [k, each] of choices.entries()) each.setAttribute("aria-pressed", k === i);
    };
    const choices = answers.map((text, i) => kata.button(text, () => reply(i)));
    const skip = kata.button("Show me", () => reply(-1));
    const words = kata.make("p", {}, question);
    return kata.make("div", { className: "ask", role: "group", "aria-label": "A guess first" }, words, kata.controls(...choices, skip), said);
  },
});
