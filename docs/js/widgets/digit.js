// A field to draw a digit in, and a network of e10 that reads it. The weights come with the page.
// REPEATS e06, e10
kata.widget("digit", (place, data) => {
  const { W1, b1, W2, b2, samples } = data;
  const SIDE = 8, PART = 4; // cells along a side; the pen is finer: each cell is 4 x 4 dots, as in the scans
  const FINE = SIDE * PART, PEN = 2.6; // dots along a side; the pen's radius in dots

  // x w + b, for one row x
  const dense = (x, w, b) => b.map((start, j) => x.reduce((sum, each, i) => sum + each * w[i][j], start));

  function read(pixels) {
    const hidden = dense(pixels, W1, b1).map((sum) => Math.max(sum, 0));
    const logits = dense(hidden, W2, b2);
    const powers = logits.map((logit) => Math.exp(logit - Math.max(...logits)));
    return powers.map((power) => power / powers.reduce((a, b) => a + b));
  }

  // --- The ink ---

  const ink = new Uint8Array(FINE * FINE); // dots; the network sees how many there are in each cell
  let real = null; // the label, while a real digit is shown as it is

  const dots = (cell) =>
    Array.from({ length: PART * PART }, (_, k) => {
      const row = Math.floor(cell / SIDE) * PART + Math.floor(k / PART);
      return row * FINE + (cell % SIDE) * PART + (k % PART);
    });
  const DOTS = Array.from({ length: SIDE * SIDE }, (_, cell) => dots(cell));
  const levels = () => DOTS.map((each) => each.reduce((sum, dot) => sum + ink[dot], 0));
  const fill = (cell, level) => DOTS[cell].forEach((dot, k) => (ink[dot] = k < level));

  function blot(x, y) { // in dots
    for (let row = 0; row < FINE; row += 1)
      for (let column = 0; column < FINE; column += 1)
        if ((column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2 < PEN ** 2) ink[row * FINE + column] = 1;
  }
  function stroke(from, to) {
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1])) || 1;
    for (let i = 0; i <= steps; i += 1) blot(...from.map((start, k) => start + ((to[k] - start) * i) / steps));
  }

  // --- What one sees ---

  const { make, draw } = kata;
  place.classList.add("digit");
  const cells = Array.from({ length: SIDE * SIDE }, (_, i) =>
    draw("rect", { x: i % SIDE, y: Math.floor(i / SIDE), width: 1, height: 1, fill: "currentColor" }),
  );
  const grid = draw("path", {
    d: Array.from({ length: SIDE + 1 }, (_, i) => `M${i},0V${SIDE}M0,${i}H${SIDE}`).join(""),
    stroke: "var(--kata-faint)", "stroke-width": 0.02, fill: "none",
  });
  const cursor = draw("rect", { class: "cursor", width: 1, height: 1, fill: "none", stroke: "var(--kata-orange)", "stroke-width": 0.12 });
  const field = draw("svg", {
    viewBox: `-0.1 -0.1 ${SIDE + 0.2} ${SIDE + 0.2}`, class: "field", tabindex: 0, role: "application",
    "aria-label": "Field of 8 by 8 cells. Arrow keys move, space inks, Delete rubs out.",
  }, ...cells, grid, cursor);
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = make("div", { className: "bar" }), number = make("td");
    const row = make("tr", {}, make("th", { scope: "row" }, String(digit)), make("td", {}, bar), number);
    return { row, bar, number };
  });
  const table = make("table", { className: "bars" }, make("caption", {}, "Probability of each digit"), make("tbody", {}, ...rows.map(({ row }) => row)));
  const status = kata.status();
  const where = make("p", { className: "unseen", "aria-live": "polite" });

  function answer(seen, said) {
    const [first, second] = said.map((p, digit) => [p, digit]).sort(([a], [b]) => b - a);
    const sure = first[0] > 0.999 ? "more than 0.999" : first[0].toFixed(3);
    const what = `${first[1]}, with probability ${sure}`;
    if (real !== null) {
      const verdict = first[1] === real ? "" : " That is wrong.";
      return `A real ${real} that the network never saw in training. It reads ${what}.${verdict}`;
    }
    if (!seen.some((level) => level > 0)) return `An empty field. The network knows only digits, so it must say one: ${what}.`;
    return first[0] < 0.6 ? `In doubt: ${what}, or perhaps ${second[1]}, with ${second[0].toFixed(3)}.` : `The network reads ${what}.`;
  }
  function show() {
    const seen = levels(), said = read(seen.map((level) => level / 16));
    cells.forEach((cell, i) => cell.setAttribute("fill-opacity", seen[i] / 16));
    rows.forEach(({ row, bar, number }, digit) => {
      row.className = said[digit] === Math.max(...said) ? "most" : "";
      bar.style.width = `${100 * said[digit]}%`;
      number.textContent = said[digit].toFixed(3);
    });
    cursor.setAttribute("x", at[0]);
    cursor.setAttribute("y", at[1]);
    const text = answer(seen, said);
    if (text !== status.textContent) status.textContent = text;
  }

  // --- What one does ---

  let at = [3, 1]; // the cursor's column and row
  let pen = null; // where the pen is, while it is down
  const spot = (event) => {
    const inverse = field.getScreenCTM().inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
    return [x * PART, y * PART];
  };
  function draws(event) {
    const to = spot(event);
    if (real !== null) ink.fill(0); // the pen begins a digit of its own
    stroke(pen ?? to, to);
    pen = to;
    real = null;
    show();
  }
  field.onpointerdown = (event) => {
    if (event.button !== 0) return;
    field.setPointerCapture(event.pointerId);
    draws(event);
  };
  field.onpointermove = (event) => pen && draws(event);
  field.onpointerup = field.onpointercancel = () => (pen = null);

  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  field.onkeydown = (event) => {
    const cell = at[1] * SIDE + at[0];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) at = at.map((old, k) => Math.min(SIDE - 1, Math.max(0, old + moves[event.key][k])));
    else if ([" ", "Enter"].includes(event.key)) (real === null || ink.fill(0)) && blot((at[0] + 0.5) * PART, (at[1] + 0.5) * PART);
    else if (["Delete", "Backspace"].includes(event.key)) fill(cell, 0);
    else return;
    event.preventDefault();
    if (!moves[event.key]) real = null;
    show();
    where.textContent = `Row ${at[1] + 1}, column ${at[0] + 1}: ink ${levels()[at[1] * SIDE + at[0]]} of 16.`;
  };

  function clear() {
    ink.fill(0);
    real = null;
    show();
  }
  let next = 0;
  function showReal() {
    const sample = samples[next++ % samples.length];
    sample.levels.forEach((level, cell) => fill(cell, level));
    real = sample.label;
    show();
  }
  const button = (name, onclick) => make("button", { type: "button", onclick }, name);
  place.append(
    make("div", { className: "sides" }, field, table),
    make("p", { className: "keys" }, "Draw one of your own: by mouse or finger, or with the keys, where arrows move, space inks and Delete rubs out."),
    make("div", { className: "controls" }, button("Clear", clear), button("Show me a real one", showReal)),
    status,
    where,
  );
  Object.assign(place, { read, levels }); // for tests
  showReal(); // so that one sees at once what it does
});
