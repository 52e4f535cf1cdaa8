// Gradient descent of a line's slope w and intercept b, five ways beside each other, from one start and with one
// learning rate; another rate draws the paths anew, as far as they were. The rules are those of e07; the order of the samples in each epoch comes with the data.
// REPEATS e01, e06, e07
kata.widget("descent", (place, data) => {
  const { points, orders, start, best, view, contours } = data;
  const [ACROSS, DOWN] = [180, 160];
  const RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1];
  const FIRST_RATE = 3;
  const FIRST_EPOCHS = 20; // that another rate draws before anything was pressed
  const LOST = 1000; // times the loss at the start: a path that climbs so high has diverged

  // Each rule turns a parameter's gradient into its step, before the learning rate; memory is that parameter's own.
  const plain = (g) => g;
  const momentum = (g, memory) => (memory.v = 0.9 * (memory.v ?? 0) + g);
  const adam = (g, memory, t) => {
    memory.m = 0.9 * (memory.m ?? 0) + (1 - 0.9) * g;
    memory.s = 0.999 * (memory.s ?? 0) + (1 - 0.999) * g ** 2;
    return memory.m / (1 - 0.9 ** t) / (Math.sqrt(memory.s / (1 - 0.999 ** t)) + 1e-8);
  };
  const ways = [
    { name: "batch", size: points.length, rule: plain },
    { name: "mini-batch of 4", size: 4, rule: plain },
    { name: "single sample", size: 1, rule: plain },
    { name: "momentum, by 4", size: 4, rule: momentum },
    { name: "Adam, by 4", size: 4, rule: adam },
  ];

  const loss = ([w, b]) => points.reduce((sum, [x, t]) => sum + (w * x + b - t) ** 2, 0) / points.length;
  const perEpoch = (way) => Math.ceil(points.length / way.size);
  const updates = (way) => way.path.length - 1;
  const epochs = (way) => updates(way) / perEpoch(way);
  const lost = (way) => !(loss(way.path.at(-1)) < LOST * loss(start));
  const over = (way) => lost(way) || epochs(way) >= orders.length;

  function update(way) {
    if (over(way)) return;
    const [w, b] = way.path.at(-1);
    const first = (updates(way) % perEpoch(way)) * way.size;
    const batch = orders[Math.floor(epochs(way))].slice(first, first + way.size).map((i) => points[i]);
    let [slopeW, slopeB] = [0, 0];
    for (const [x, t] of batch) {
      slopeW += (2 * (w * x + b - t) * x) / batch.length;
      slopeB += (2 * (w * x + b - t)) / batch.length;
    }
    const t = way.path.length;
    way.path.push([w - rate() * way.rule(slopeW, way.memory[0], t), b - rate() * way.rule(slopeB, way.memory[1], t)]);
  }

  // On to so many updates; asked is kept, since a path that is lost stops before.
  function go(way, asked) {
    way.asked = Math.min(asked, orders.length * perEpoch(way));
    while (updates(way) < way.asked && !over(way)) update(way);
  }

  // --- What one sees ---

  const { make, draw, button } = kata;
  const scale = ([left, right, bottom, top]) => ([x, y]) =>
    `${(((x - left) / (right - left)) * ACROSS).toFixed(1)},${(((top - y) / (top - bottom)) * DOWN).toFixed(1)}`;
  const on = scale(view);
  const onData = scale([-0.7, 2.1, -1.6, 4]);
  const polyline = (places, attributes) => draw("polyline", { points: places.join(" "), fill: "none", ...attributes });
  const at = (where, element) => element.setAttribute("transform", `translate(${where})`) ?? element;

  function panel(name, seen, ...drawn) {
    const svg = draw("svg", { viewBox: `0 0 ${ACROSS} ${DOWN}`, role: "img", "aria-label": seen }, ...drawn);
    const said = make("p");
    panels.append(make("div", { className: "panel" }, make("p", { className: "name" }, name), svg, said));
    return { svg, said };
  }

  place.classList.add("descent");
  const panels = make("div", { className: "panels" });
  for (const way of ways) {
    const rings = contours.map((ring) => polyline(ring.map(on), { stroke: "var(--kata-faint)", "stroke-width": 0.7 }));
    const cross = draw("path", { d: "M-6,0h12m-6,-6v12", stroke: "var(--kata-orange)", "stroke-width": 2 });
    const begin = draw("circle", { r: 4, fill: "var(--kata-paper)", stroke: "var(--kata-blue)", "stroke-width": 1.5 });
    way.line = polyline([], { stroke: "var(--kata-blue)", "stroke-width": 1.5 });
    way.now = draw("circle", { r: 4.5, fill: "var(--kata-blue)" });
    const drawn = [...rings, way.line, at(on(start), begin), way.now, at(on(best), cross)];
    way.pick = make("button", { type: "button", onclick: () => pick(way) }, way.name);
    way.said = panel(way.pick, `The path of ${way.name} on the lines of equal loss`, ...drawn).said;
    way.fit = draw("line");
  }
  const dots = points.map((point) => at(onData(point), draw("circle", { r: 3, fill: "currentColor" })));
  const picked = make("span");
  const together = panel(picked, "", ...ways.map((way) => way.fit), ...dots);

  // One of the five lines is blue and has a name, the others are faint.
  function pick(chosen) {
    for (const way of ways) {
      way.pick.setAttribute("aria-pressed", way === chosen);
      way.fit.setAttribute("stroke", way === chosen ? "var(--kata-blue)" : "var(--kata-faint)");
      way.fit.setAttribute("stroke-width", way === chosen ? 2.5 : 1);
    }
    dots[0].before(chosen.fit); // over the others
    picked.textContent = `the line of ${chosen.name}`;
    together.svg.setAttribute("aria-label", `The points, the line of ${chosen.name}, and faintly those of the others`);
  }

  const number = (value) => (value < 1000 ? value.toFixed(3) : value.toExponential(1));
  const count = (value, unit) => `${+value.toFixed(2)} ${unit}${value === 1 ? "" : "s"}`;

  function show() {
    for (const way of ways) {
      const here = way.path.at(-1);
      way.line.setAttribute("points", way.path.map(on).join(" "));
      at(on(here), way.now);
      const [[x1, y1], [x2, y2]] = [-0.7, 2.1].map((x) => onData([x, here[0] * x + here[1]]).split(","));
      for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) way.fit.setAttribute(name, value);
      const fate = lost(way) ? "diverged" : `loss ${number(loss(here))}`;
      way.said.replaceChildren(fate, make("br"), `${count(updates(way), "update")}, ${count(epochs(way), "epoch")}`);
    }
    const gone = ways.filter(lost).map((way) => way.name);
    const done = ways.every(over);
    for (const button of [oneUpdate, oneEpoch, play]) button.disabled = done;
    status.setAttribute("aria-live", play.playing ? "off" : "polite"); // or a voice would never come to an end
    const nearest = ways.reduce((a, b) => (loss(a.path.at(-1)) <= loss(b.path.at(-1)) ? a : b));
    status.textContent = kata.minus(
      (updates(nearest) === 0
        ? `Every path begins at w = ${start[0]}, b = ${start[1]}, with a loss of ${number(loss(start))}; the best line has ${number(best[2])}.`
        : `Lowest now: ${nearest.name}, ${number(loss(nearest.path.at(-1)))}; the best line has ${number(best[2])}.`) +
      (gone.length ? ` Diverged, to a thousand times the first loss: ${gone.join("; ")}.` : "") +
      (done ? " That is all." : ""),
    );
  }

  // --- What one does ---

  const slider = kata.slider("Learning rate", { min: 0, max: RATES.length - 1, value: FIRST_RATE }, (i) => String(RATES[i]), retrace);
  const rate = () => RATES[slider.number];

  function retrace() {
    const asked = ways.map((way) => way.asked || FIRST_EPOCHS * perEpoch(way));
    fresh();
    ways.forEach((way, i) => go(way, asked[i]));
    show();
  }

  let beat = 0; // samples that each way has looked at since Play was pressed
  function look() {
    beat += 1;
    for (const way of ways) if (beat % way.size === 0) go(way, way.asked + 1);
    if (ways.every(over)) play.stop();
    show();
  }
  function epoch() {
    // to the end of the epoch that the slowest of them is in: then all have seen the same samples
    const end = Math.floor(Math.min(...ways.filter((way) => !over(way)).map(epochs))) + 1;
    for (const way of ways) go(way, Math.max(way.asked, end * perEpoch(way)));
    beat = 0;
    show();
  }
  const fresh = () => ways.forEach((way) => Object.assign(way, { path: [start], memory: [{}, {}], asked: 0 }));
  function again() {
    fresh();
    play.stop();
    beat = 0;
    show();
  }
  const oneUpdate = button("One update", () => (ways.forEach((way) => go(way, way.asked + 1)), show()));
  const oneEpoch = button("One epoch", epoch);
  const play = kata.player(look, 60, epoch);
  const status = kata.status();
  place.append(
    slider,
    make("div", { className: "controls" }, oneUpdate, oneEpoch, play, button("Start over", again)),
    panels,
    status,
  );
  place.paths = () => Object.fromEntries(ways.map(({ name, path }) => [name, path])); // for tests
  pick(ways[0]);
  again();
});
