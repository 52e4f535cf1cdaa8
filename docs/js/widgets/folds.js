// Two hidden relus of e05, each shown by the line where its sum is 0, and what the last neuron then reads: the plane, folded.
// A line goes through two points that can be dragged; on one side of it the neuron answers 0.
// REPEATS e04, e05
kata.widget("folds", (place) => {
  const { set, number, scale, places } = kata;
  const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]], OUT = [1, -2], LEVEL = 0.5, LOW = -0.6, HIGH = 1.6, FAR = 3;
  const FIRST = [[[0.4, -0.4], [-0.4, 0.4]], [[1.2, -0.2], [-0.2, 1.2]]]; // x1 + x2 = 0 and x1 + x2 = 1
  let points;

  // A neuron's weights stand upright on its line, as long as those of the page: 1 and 1, if it falls from left to right.
  function neuron([[x1, y1], [x2, y2]]) {
    const [dx, dy] = [x2 - x1, y2 - y1], size = Math.sqrt(2 / (dx ** 2 + dy ** 2));
    const w = [dy, -dx].map((each) => Number((size * each).toFixed(12))); // 1, not 1.0000000000000002
    return [...w, Number((-w[0] * x1 - w[1] * y1).toFixed(12))];
  }
  const reads = (neurons, [x, y]) => neurons.map(([w1, w2, b]) => Math.max(0, b + w1 * x + w2 * y));
  const answer = (h) => h.reduce((sum, each, i) => sum + OUT[i] * each, 0);

  // --- The plane of the lamps ---

  const x = scale([LOW, HIGH], [24, 244]), y = scale([LOW, HIGH], [240, 20]);
  const shade = () => kata.draw("path", { fill: "var(--kata-blue)", "fill-opacity": 0.18 });
  const green = { stroke: "var(--kata-green)", "stroke-width": 2.2 };
  const case_ = ([a, b]) => kata.draw("circle", { r: 6, stroke: "currentColor", "stroke-width": 1.8, fill: a === b ? "var(--kata-paper)" : "currentColor" });
  const above = shade(), lines = [kata.line([], green), kata.line([], { ...green, "stroke-dasharray": "8 4" })], corners = CORNERS.map(case_);
  const dots = FIRST.map(() => [0, 1].map(() => kata.draw("circle", { r: 6, fill: "var(--kata-green)" })));
  const names = [0, 1].map((i) => kata.draw("text", { "font-weight": 600 }, `h${"₁₂"[i]}`));
  const plane = kata.picture([256, 268], "", kata.axis(x, [0, 1], String, { y: 248 }), kata.axis(y, [0, 1], String, { x: 22 }), above, ...lines, ...corners, ...names, ...dots.flat());
  corners.forEach((dot, i) => set(dot, { cx: x(CORNERS[i][0]), cy: y(CORNERS[i][1]) }));
  const handles = dots.map((both, line) =>
    both.map((dot, end) => {
      const to = (px, py) => go(line, end, x.back(px), y.back(py)), by = (right, up) => go(line, end, points[line][end][0] + right / 20, points[line][end][1] + up / 20);
      return kata.handle(dot, `Line of h${line + 1}, point ${end + 1}`, to, by);
    }),
  );

  // --- What the last neuron reads ---

  const h1 = scale([0, FAR], [30, 250]), h2 = scale([0, FAR], [240, 20]), spot = ([a, b]) => [h1(a), h2(b)];
  const below = shade(), grid = kata.draw("g", { stroke: "var(--kata-faint)" }), seen = CORNERS.map(case_), words = CORNERS.map(() => kata.draw("text", {}));
  set(below, { d: `M${spot([LEVEL, 0])}L${spot([FAR, 0])}L${spot([FAR, (FAR - LEVEL) / 2])}z` });
  const folded = kata.picture([276, 268], "", below, kata.axis(h1, [0, 1, 2, 3], String, { y: 240 }), kata.axis(h2, [0, 1, 2, 3], String, { x: 30 }), grid, ...seen, ...words);

  const status = kata.status();
  const body = kata.make("div", {}, kata.make("div", { className: "pair" }, plane, folded), kata.keys(), kata.controls(kata.button("Start over", begin)), status);
  const ask = kata.ask(
    "If both lines lie in the same place, can all four corners still be right?",
    ["Yes", "No"],
    1,
    "Then both neurons always answer the same, and two that agree are one: one line has to do it, and it cannot. Drag one line onto the other.",
    body,
  );
  place.classList.add("folds");
  place.append(ask, body);
  begin();

  function begin() {
    points = FIRST.map((line) => line.map((each) => [...each]));
    show();
  }

  function go(line, end, ...to) {
    const kept = points[line][end];
    points[line][end] = to.map((each) => Number(Math.max(LOW + 0.1, Math.min(HIGH - 0.1, each)).toFixed(2)));
    if (String(points[line][0]) === String(points[line][1])) points[line][end] = kept; // no line goes through one point
    show();
  }

  // Where the answer is above a half, in strips of a fortieth, cut exactly where it crosses.
  function region(neurons) {
    const step = 1 / 40, at = (a, b) => answer(reads(neurons, [a, b])) - LEVEL;
    let drawn = "";
    for (let b = LOW; b < HIGH - step / 2; b += step) {
      for (let a = LOW; a < HIGH - 0.05; a += 0.1) {
        const [one, two] = [at(a, b + step / 2), at(a + 0.1, b + step / 2)], cross = a + (0.1 * one) / (one - two);
        if (one <= 0 && two <= 0) continue;
        const [left, right] = [one > 0 ? a : cross, two > 0 ? a + 0.1 : cross];
        drawn += `M${x(left).toFixed(1)},${y(b).toFixed(1)}H${x(right).toFixed(1)}v-2.5H${x(left).toFixed(1)}z`;
      }
    }
    return drawn;
  }

  function show() {
    const neurons = points.map(neuron), hidden = CORNERS.map((corner) => reads(neurons, corner)), answers = hidden.map(answer);
    set(above, { d: region(neurons) });
    points.forEach((line, i) => {
      const [[x1, y1], [x2, y2]] = line, far = [-9, 9].map((t) => [x(x1 + t * (x2 - x1)), y(y1 + t * (y2 - y1))]);
      set(lines[i], { points: places(far) });
      set(names[i], { x: x(x2) + 10, y: y(y2) - 8 });
      line.forEach(([a, b], end) => handles[i][end].at(x(a), y(b), a, `x1 ${number(a)}, x2 ${number(b)}`));
    });
    const ticks = Array.from({ length: 12 }, (_, i) => LOW + i / 5), fine = Array.from({ length: 45 }, (_, i) => LOW + i / 20);
    const rows = ticks.flatMap((c) => [fine.map((each) => [each, c]), fine.map((each) => [c, each])]);
    grid.replaceChildren(...rows.map((row) => kata.line(row.map((each) => spot(reads(neurons, each))), { "stroke-width": 0.6 })));
    const met = {};
    hidden.forEach((h, i) => {
      const [cx, cy] = spot(h), key = h.map((each) => each.toFixed(3)).join();
      set(seen[i], { cx, cy });
      const first = (met[key] ??= i);
      words[i].textContent = first === i ? hidden.flatMap((other, k) => (other.map((each) => each.toFixed(3)).join() === key ? CORNERS[k].join(" ") : [])).join(", ") : "";
      set(words[i], { x: cx + 9, y: cy - 8 });
    });
    const right = CORNERS.filter(([a, b], i) => answers[i] > LEVEL === (a !== b)).length;
    const [one, two] = neurons.map(([w1, w2, b], i) => `h${i + 1} = relu(${number(w1, 3)} x1 ${w2 < 0 ? "\u2212" : "+"} ${number(Math.abs(w2), 3)} x2 ${b < 0 ? "\u2212" : "+"} ${number(Math.abs(b), 3)})`);
    const dead = neurons.some((_, i) => hidden.every((h) => h[i] === 0)) ? " One of the two answers 0 in every corner: it is of no use." : "";
    status.textContent = `${one}, ${two}, y = h1 \u2212 2 h2. Right: ${right} of 4 corners.${dead}`;
    set(plane, { "aria-label": `The plane of the two lamps with two lines; where y is above a half it is shaded. ${right} of 4 corners are right.` });
    set(folded, { "aria-label": `What the last neuron reads: ${CORNERS.map((each, i) => `${each.join(" ")} at h1 ${number(hidden[i][0], 3)}, h2 ${number(hidden[i][1], 3)}`).join("; ")}.` });
    kata.tell(place, { neurons, hidden, answers, right });
  }
});
