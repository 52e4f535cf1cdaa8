// The slope of the cube at 2, measured with a nudge in hand, beside the error of that slope for every nudge.
// REPEATS e01
kata.widget("secant", (place) => {
  const { make, set, number, scale } = kata;
  const cube = (x) => x * x * x, X = 2, SLOPE = 12, LEAST = 13, PARTS = 8; // nudges from 1 to 1e-13, eight for each power of 10
  const measure = {
    "both sides": (h) => (cube(X + h) - cube(X - h)) / (2 * h),
    "one side": (h) => (cube(X + h) - cube(X)) / h,
  };
  const nudges = Array.from({ length: LEAST * PARTS + 1 }, (_, k) => 10 ** (k / PARTS - LEAST));
  const error = (way, h) => Math.abs(measure[way](h) - SLOPE);

  const across = scale([0.7, 3.3], [30, 290]), up = scale([0, 30], [220, 12]);
  const curve = Array.from({ length: 27 }, (_, i) => 0.7 + i / 10).map((x) => [across(x), up(cube(x))]);
  const secant = kata.line([], { stroke: "var(--kata-blue)" });
  const touch = kata.line([1.2, 2.8].map((x) => [across(x), up(8 + SLOPE * (x - X))]), { stroke: "var(--kata-orange)", "stroke-dasharray": "6 4" });
  const ends = [0, 1].map(() => kata.draw("circle", { r: 5, fill: "var(--kata-blue)" }));
  const cubePicture = kata.picture([300, 244], "", kata.axis(across, [1, 2, 3], String, { y: 220 }), kata.axis(up, [0, 10, 20, 30], String, { x: 30 }), kata.line(curve, { stroke: "currentColor", "stroke-width": 1.2 }), touch, secant, ...ends);

  const power = (k) => (k ? `1e${k}` : "1");
  const size = scale([-LEAST, 0], [50, 290]), wrong = scale([-12, 1], [220, 12]);
  const spot = (way, h) => [size(Math.log10(h)), wrong(Math.max(-12, Math.log10(error(way, h))))];
  const lines = {
    "one side": kata.line(nudges.map((h) => spot("one side", h)), { stroke: "var(--kata-orange)", "stroke-dasharray": "6 4", "stroke-width": 1.2 }),
    "both sides": kata.line(nudges.map((h) => spot("both sides", h)), { stroke: "var(--kata-blue)", "stroke-width": 1.2 }),
  };
  const here = kata.draw("circle", { r: 6, fill: "var(--kata-paper)", "stroke-width": 3 });
  const usual = kata.draw("path", { d: `M${size(-6)},12V220`, stroke: "var(--kata-faint)", "stroke-dasharray": "1 4" });
  const words = (x, y, text) => kata.draw("text", { x, y, "text-anchor": "middle" }, text);
  const errorPicture = kata.picture([300, 264], "", kata.axis(size, [-12, -9, -6, -3, 0], power, { y: 220 }), kata.axis(wrong, [-12, -9, -6, -3, 0], power, { x: 50 }), usual, ...Object.values(lines), here, words(172, 256, "nudge h, and the error of the slope"));

  const nudge = kata.slider("Nudge h", { min: 0, max: nudges.length - 1, value: nudges.length - 1 }, (k) => number(nudges[k], 3), show);
  const way = make("select", { onchange: show }, ...Object.keys(measure).map((name) => make("option", {}, name)));
  const status = kata.status();
  const body = make("div", {}, make("div", { className: "pair" }, cubePicture, errorPicture), nudge, kata.controls(make("label", {}, "Nudged to ", way)), status);
  const ask = kata.ask(
    "A thousandth as a nudge gives an error of a millionth. And a millionth of a millionth, 1e\u221212?",
    ["An error that is smaller still", "A larger error"],
    1,
    "Two results so close together agree in almost all their digits, and few are left in their difference. Where does it turn? Move the nudge.",
    body,
  );
  place.classList.add("secant");
  place.append(ask, body);
  show();

  function show() {
    const h = nudges[nudge.number], name = way.value, slope = measure[name](h), off = error(name, h);
    const from = name === "both sides" ? X - h : X, points = [from, X + h].map((x) => [across(x), up(cube(x))]);
    set(secant, { points: kata.places(points) });
    points.forEach(([cx, cy], i) => set(ends[i], { cx, cy }));
    const [cx, cy] = spot(name, h);
    set(here, { cx, cy, stroke: lines[name].getAttribute("stroke") });
    const rise = cube(X + h) - cube(from), run = name === "both sides" ? "2h" : "h";
    const turned = h < 1e-5 ? " Most digits of the two results cancel." : "";
    status.textContent = `The result moves by ${number(rise, 6)}; divided by ${run}, that is a slope of ${number(slope, 12)}. Its error is ${number(off, 3)}.${turned}`;
    set(cubePicture, { "aria-label": `The cube; a line through it from ${number(from)} to ${number(X + h)} with the slope ${number(slope, 12)}, beside the line that touches it at 2 with the slope 12.` });
    set(errorPicture, { "aria-label": `The error over the nudge: at ${number(h, 3)} it is ${number(off, 3)}.` });
    kata.tell(place, { h, slope, error: off });
  }
});
