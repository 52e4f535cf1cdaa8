// A network that trains while one looks: one input, a hidden layer of a chosen size, one answer, all points in one batch.
// data: the points, what noise adds to their targets, and for each size the weights that Python drew.
// REPEATS e05, e07, e08, e10
kata.widget("live", (place, data) => {
  const { make, set, number, scale } = kata;
  const { inputs, noise: draws, networks } = data;
  const SIZES = Object.keys(networks).map(Number), NOISES = [0, 0.1, 0.3, 0.5], RATES = [0.0001, 0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 1];
  const EPOCHS = 1000, held = inputs.slice(1).map((x, i) => (x + inputs[i]) / 2), mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  let p, memory, losses, outside, targets;

  // --- The network: a weight and a bias for each hidden neuron, then the weights and the bias of the last one ---

  const hidden = (x) => Array.from({ length: size() }, (_, i) => Math.tanh(p[2 * i] * x + p[2 * i + 1]));
  const sum = (h) => h.reduce((total, each, i) => total + p[2 * h.length + i] * each, p.at(-1));
  const answer = (x) => sum(hidden(x));

  function epoch() {
    if (over()) return;
    const n = size(), g = p.map(() => 0), errors = inputs.map((x, k) => {
      const h = hidden(x), off = sum(h) - targets[k], slope = (2 * off) / inputs.length;
      h.forEach((each, i) => {
        const back = slope * p[2 * n + i] * (1 - each ** 2);
        g[2 * i] += back * x;
        g[2 * i + 1] += back;
        g[2 * n + i] += slope * each;
      });
      g[3 * n] += slope;
      return off ** 2;
    });
    losses.push(mean(errors)); // measured before the step, as train does
    outside.push(mean(held.map((x) => (answer(x) - Math.sin(x)) ** 2)));
    const t = losses.length;
    g.forEach((slope, i) => (p[i] -= RATES[rate.number] * (kind.value === "SGD" ? slope : adam(slope, memory[i], t))));
  }

  function adam(slope, kept, t) {
    kept.m = 0.9 * kept.m + (1 - 0.9) * slope;
    kept.s = 0.999 * kept.s + (1 - 0.999) * slope ** 2;
    return kept.m / (1 - 0.9 ** t) / (Math.sqrt(kept.s / (1 - 0.999 ** t)) + 1e-8);
  }

  const lost = () => losses.length > 0 && !Number.isFinite(losses.at(-1));
  const over = () => lost() || losses.length >= EPOCHS;

  // --- What one sees ---

  const across = scale([-3.3, 3.3], [24, 290]), up = scale([-1.9, 1.9], [220, 10]);
  const spots = (xs, f) => kata.places(xs.map((x, i) => [across(x), Math.max(-50, Math.min(290, up(f(x, i))))]));
  const many = Array.from({ length: 101 }, (_, i) => Math.PI * (i / 50 - 1));
  const orange = { stroke: "var(--kata-orange)", "stroke-dasharray": "6 4", "stroke-width": 1.4 };
  const wave = set(kata.line([], orange), { points: spots(many, Math.sin) });
  const curve = kata.line([], { stroke: "var(--kata-blue)" });
  const dots = inputs.map((x) => kata.draw("circle", { r: 4, cx: across(x) }));
  const plot = kata.picture([300, 240], "", kata.axis(across, [-3, 0, 3], String, { y: 220 }), kata.axis(up, [-1, 0, 1], String, { x: 24 }), wave, curve, ...dots);
  const TOPS = [2, 20, 100, 308]; // powers of 10: the axis grows with a loss that climbs
  const ruler = kata.draw("g"), time = (t) => 50 + (240 * t) / Math.max(50, losses.length);
  const history = kata.line([], { stroke: "var(--kata-blue)" }), unseen = kata.line([], orange);
  const end = kata.draw("text", { x: 290, y: 238, "text-anchor": "end" });
  const lossPlot = kata.picture([300, 244], "", ruler, kata.draw("path", { d: "M50,220H290", stroke: "var(--kata-faint)" }), unseen, history, end);

  // --- What one does ---

  const size = () => SIZES[neurons.number];
  const list = (name, numbers, first, onmove) => kata.slider(name, { min: 0, max: numbers.length - 1, value: first }, (i) => String(numbers[i]), onmove);
  const neurons = list("Hidden neurons", SIZES, SIZES.indexOf(8), begin), rate = list("Learning rate", RATES, 3, show), noise = list("Noise", NOISES, 0, begin);
  const kind = make("select", { onchange: begin }, ...["Adam", "SGD"].map((name) => make("option", {}, name)));
  const run = (n) => () => {
    for (let i = 0; i < n; i += 1) epoch();
    if (over()) play.stop();
    show();
  };
  const one = kata.button("One epoch", run(1)), play = kata.player(run(2), 60, run(20)), again = kata.button("Start over", begin);
  const status = kata.status();
  const body = make("div", {}, make("div", { className: "pair" }, plot, lossPlot), neurons, rate, noise, kata.controls(make("label", {}, "Optimizer ", kind), one, play, again), status);
  const ask = kata.ask(
    "Plain SGD learns this sine with a learning rate of 0.1. What happens to the loss with 1?",
    ["It falls ten times as fast", "It hovers", "It climbs without end"],
    2,
    "Each step leaps over the valley and lands higher than before. Choose SGD and 1, and press Play.",
    body,
  );
  place.classList.add("live");
  place.append(ask, body);
  begin();

  function begin() {
    play.stop();
    [p, losses, outside] = [[...networks[size()]], [], []];
    memory = p.map(() => ({ m: 0, s: 0 }));
    targets = inputs.map((x, i) => Math.sin(x) + NOISES[noise.number] * draws[i]);
    dots.forEach((dot, i) => set(dot, { cy: up(targets[i]) }));
    show();
  }

  function show() {
    const epochs = losses.length, most = Math.log10(Math.max(1, ...losses.filter(Number.isFinite)));
    const top = TOPS.find((each) => most <= each), level = scale([-4, top], [220, 10]);
    ruler.replaceChildren(kata.axis(level, top > 2 ? [-4, top / 2, top] : [-4, -2, 0, 2], (k) => (k ? `1e${k}` : "1"), { x: 50 }));
    const height = (loss) => level(Math.min(top, Math.max(-4, Math.log10(loss))));
    const trace = (line, values) => set(line, { points: kata.places(values.filter((each) => !Number.isNaN(each)).map((loss, t) => [time(t), height(loss)])) });
    if (p.every(Number.isFinite)) set(curve, { points: spots(many, answer) });
    trace(history, losses), trace(unseen, outside);
    end.textContent = `${epochs} epochs`;
    const climbs = epochs > 1 && losses.at(-1) > 10 * losses[0];
    status.setAttribute("aria-live", play.playing ? "off" : "polite");
    status.textContent = !epochs
      ? `${size()} hidden neurons, ${p.length} numbers to learn, drawn by chance. The dots are what it is told, the dashed line is the sine.`
      : lost()
        ? `Epoch ${epochs}: the loss is ${number(losses.at(-1))}. It has outgrown every float; in Python that is an OverflowError, or a nan.`
        : `Epoch ${epochs}: loss ${number(losses.at(-1), 3)}; between the dots, beside the true sine, ${number(outside.at(-1), 3)}.${climbs ? " It diverges: the steps are too large." : ""}${over() ? " That is all." : ""}`;
    if (over() && [one, play].includes(document.activeElement)) again.focus();
    one.disabled = play.disabled = over();
    set(plot, { "aria-label": `The network's curve after ${epochs} epochs, over the dots and the dashed sine.` });
    set(lossPlot, { "aria-label": `The loss by epoch, on a logarithmic scale${epochs ? `: from ${number(losses[0], 3)} to ${number(losses.at(-1), 3)}` : ""}.` });
    kata.tell(place, { losses, outside, parameters: p });
  }
});
