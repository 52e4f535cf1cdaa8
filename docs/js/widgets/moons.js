// What a small network makes of two moons, epoch by epoch: its weights are a record of a real training,
// and where its answer is above 0 is worked out here.
// REPEATS e04, e05
kata.widget("moons", (place, data) => {
  const { sizes, view, networks, measured } = data;
  const [LEFT, RIGHT, BOTTOM, TOP] = view;
  const UNIT = 120; // of the drawing, for a distance of 1
  const CELL = 0.1; // the answer is asked for at the corners of squares of this size
  const LAST = networks.length - 1;

  function answer(epoch, point) {
    let [inputs, next] = [point, 0];
    const weights = networks[epoch];
    sizes.slice(1).forEach((size, layer) => {
      inputs = Array.from({ length: size }, () => {
        const products = inputs.map((input) => input * weights[next++]);
        const sum = products.reduce((a, b) => a + b) + weights[next++];
        return layer === sizes.length - 2 ? sum : Math.tanh(sum);
      });
    });
    return inputs[0];
  }

  // Walk around each square: keep the corners above 0, and on each side the place where the answer is 0.
  function regions(epoch) {
    const columns = Math.round((RIGHT - LEFT) / CELL), rows = Math.round((TOP - BOTTOM) / CELL);
    const corner = (i, j) => [LEFT + i * CELL, BOTTOM + j * CELL];
    const answers = Array.from({ length: rows + 1 }, (_, j) =>
      Array.from({ length: columns + 1 }, (_, i) => answer(epoch, corner(i, j))),
    );
    let above = "", border = "";
    for (let j = 0; j < rows; j += 1) {
      for (let i = 0; i < columns; i += 1) {
        const around = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
        const kept = [], zeros = [];
        around.forEach(([i1, j1], side) => {
          const [i2, j2] = around[(side + 1) % 4];
          const here = answers[j1][i1], there = answers[j2][i2], part = here / (here - there);
          if (here > 0) kept.push(on(corner(i1, j1)));
          if (here > 0 !== there > 0) {
            const zero = on(corner(i1 + part * (i2 - i1), j1 + part * (j2 - j1)));
            kept.push(zero);
            zeros.push(zero);
          }
        });
        if (kept.length) above += `M${kept.join("L")}z`;
        for (let k = 0; k < zeros.length; k += 2) border += `M${zeros[k]}L${zeros[k + 1]}`;
      }
    }
    return { above, border };
  }

  // --- What one sees ---

  const { make, draw } = kata;
  const on = ([x, y]) => `${((x - LEFT) * UNIT).toFixed(1)},${((TOP - y) * UNIT).toFixed(1)}`;
  const [WIDTH, HEIGHT] = [(RIGHT - LEFT) * UNIT, (TOP - BOTTOM) * UNIT];
  const picture = (height, seen, ...drawn) =>
    draw("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, role: "img", "aria-label": seen, fill: "none" }, ...drawn);

  function dots([points, labels]) {
    const ring = { r: 5, stroke: "var(--kata-blue)" }, cross = { d: "M-5,-5l10,10m0,-10l-10,10", stroke: "var(--kata-orange)" };
    const drawn = points.map((point, i) => {
      const dot = labels[i] ? draw("path", cross) : draw("circle", ring);
      dot.setAttribute("transform", `translate(${on(point)})`);
      return dot;
    });
    return draw("g", { "stroke-width": 1.8 }, ...drawn);
  }

  place.classList.add("moons");
  const above = draw("path", { fill: "var(--kata-orange)", "fill-opacity": 0.15 });
  const border = draw("path", { stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round" });
  const frame = draw("rect", { width: WIDTH, height: HEIGHT, stroke: "var(--kata-faint)" });
  const training = dots(data.training), heldOut = dots(data.held_out);
  const plane = picture(HEIGHT, "The points of the two moons, and the border that the network draws between them", above, border, frame, training, heldOut);

  const FLOOR = 110; // the loss below the plane, epoch for epoch
  const highest = Math.max(...measured.flatMap(([a, b]) => [a, b]));
  const spot = (epoch, loss) => `${((epoch / LAST) * (WIDTH - 110) + 5).toFixed(1)},${(FLOOR - (loss / highest) * (FLOOR - 10)).toFixed(1)}`;
  const curve = (which, attributes) =>
    draw("polyline", { points: measured.map((each, epoch) => spot(epoch, each[which])).join(" "), "stroke-width": 1.8, ...attributes });
  const LINE = 18; // of the words
  const word = (epoch, y, text) => draw("text", { x: +spot(epoch, 0).split(",")[0] + 10, y, fill: "currentColor", "font-size": 16 }, text);
  const ground = draw("path", { d: `M5,${FLOOR}H${WIDTH - 105}`, stroke: "var(--kata-faint)" });
  const now = draw("path", { stroke: "currentColor" });
  const [lossInTraining, lossHeldOut] = measured[LAST];
  const [high, low] = measured[LAST].slice(0, 2).map((loss) => +spot(LAST, loss).split(",")[1] + 5).sort((a, b) => a - b);
  const under = Math.min(FLOOR + 2, Math.max(low, high + LINE / 2)), over = Math.min(high, under - LINE);
  const [yTraining, yHeldOut] = lossInTraining < lossHeldOut ? [under, over] : [over, under];
  const losses = picture(
    FLOOR + 6,
    `The loss by epoch: in training it falls from ${measured[0][0].toFixed(2)} to ${lossInTraining.toFixed(2)}, on held-out points from ${measured[0][1].toFixed(2)} to ${lossHeldOut.toFixed(2)}`,
    ground,
    curve(0, { stroke: "var(--kata-blue)" }),
    curve(1, { stroke: "var(--kata-orange)", "stroke-dasharray": "5 4" }),
    now,
    word(LAST, yTraining, "training"),
    word(LAST, yHeldOut, "held out"),
    word(0, LINE - 2, "loss"),
  );

  // --- What one does ---

  const epoch = kata.slider("Epoch", { min: 0, max: LAST }, String, () => show());
  const status = kata.status();
  const held = make("input", { type: "checkbox", onchange: () => show() });

  function show() {
    const at = epoch.number;
    const { above: region, border: line } = regions(at);
    above.setAttribute("d", region);
    border.setAttribute("d", line);
    training.setAttribute("visibility", held.checked ? "hidden" : "visible");
    heldOut.setAttribute("visibility", held.checked ? "visible" : "hidden");
    now.setAttribute("d", `M${spot(at, 0)}V0`);
    back.disabled = at === 0;
    forth.disabled = at === LAST;
    const [loss, lossOut, right, rightOut] = measured[at];
    const of = (share, [, labels]) => `${Math.round(share * labels.length)} of ${labels.length}`;
    status.setAttribute("aria-live", play.playing ? "off" : "polite"); // or a voice would never come to an end
    status.textContent =
      `Training: loss ${loss.toFixed(3)}, right on ${of(right, data.training)}. ` +
      `Held out: loss ${lossOut.toFixed(3)}, right on ${of(rightOut, data.held_out)}.`;
  }
  function go(to) {
    epoch.number = to;
    if (to >= LAST) play.stop();
    show();
  }
  const step = (by) => () => go(epoch.number + by);
  const forward = () => go(epoch.number === LAST ? 0 : epoch.number + 1);

  const back = kata.button("Back", step(-1)), forth = kata.button("Next", step(1));
  const play = kata.player(forward, 200);
  place.append(
    plane,
    epoch,
    make("div", { className: "controls" }, back, forth, play, make("label", {}, held, " held-out points")),
    losses,
    status,
  );
  place.answer = answer; // for tests
  show();
});
