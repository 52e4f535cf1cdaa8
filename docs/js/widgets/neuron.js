// A neuron in hand: two inputs, two weights, a bias and a curve to choose, over the still picture; its point can be dragged,
// and then the bias follows.
// data: where the neuron starts, the place of z in the picture ([offset, pixels per 1]), and of y for each curve.
// REPEATS e02, e04
kata.widget("neuron", (place, data, still) => {
  const { make } = kata;
  const brief = (x, digits = 3) => kata.minus(x && Math.abs(x) < 0.0001 ? x.toFixed(4) : String(Number(x.toPrecision(digits))));
  const at = ([offset, scale], value) => offset + scale * value;
  const within = (reach, value) => Math.max(-reach, Math.min(reach, value));

  // Each curve: y of z, its slope, and how the two are said.
  const flatBelow = (z) => `, as z is ${z > 0 ? "" : "not "}above 0`;
  const curves = {
    tanh: { y: Math.tanh, slope: (z, y) => 1 - y ** 2, rule: "slope 1 \u2212 y² = " },
    relu: { y: (z) => Math.max(0, z), slope: (z) => Number(z > 0), rule: "slope ", why: flatBelow },
    sigmoid: { y: (z) => 1 / (1 + Math.exp(-z)), slope: (z, y) => y * (1 - y), rule: "slope y (1 \u2212 y) = " },
    linear: { y: (z) => z, slope: () => 1, rule: "slope ", why: () => " everywhere" },
  };

  const picture = kata.picture(still, "");
  const part = (name) => picture.querySelector(`.${name}`);
  const move = (name, places) => {
    for (const [attribute, value] of Object.entries(places)) part(name).setAttribute(attribute, value);
  };
  const point = kata.handle(part("point"), "Sum z, by the bias", (x) => lean((x - data.z[0]) / data.z[1] - sum), (right, up) => lean(rows.at(-1).slider.valueAsNumber + (right + up) / 10));
  let sum; // of the products without the bias

  const status = kata.status();
  const inputs = data.inputs.map((_, i) => {
    const name = `input ${i + 1}`;
    return make("input", { type: "number", min: -5, max: 5, step: "any", "aria-label": name, oninput: show, onchange: keepWithin });
  });
  const names = [...data.weights.map((_, i) => `w${i + 1}`), "b"];
  const rows = names.map((name, i) => {
    const slider = make("input", { type: "range", min: -2, max: 2, step: 0.1, oninput: show });
    const value = make("span"), product = make("td"), gradient = make("td");
    const input = make("td", {}, inputs[i] ?? "");
    const label = make("label", {}, value, slider);
    return { name, slider, value, product, gradient, row: make("tr", {}, input, make("td", {}, label), product, gradient) };
  });
  const head = ["input", "weight", "product", "gradient"].map((text) => make("th", { scope: "col" }, text));
  const table = make("table", { className: "numbers" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows.map(({ row }) => row)));
  const choice = make("select", { onchange: show }, ...Object.keys(curves).map((name) => make("option", {}, name)));
  const again = make("button", { type: "button", onclick: begin }, "Start over");

  place.classList.add("neuron");
  place.append(picture, kata.keys(), status, table, make("div", { className: "controls" }, make("label", {}, "Curve ", choice), again));
  begin();

  function begin() {
    inputs.forEach((input, i) => (input.value = data.inputs[i]));
    rows.forEach(({ slider }, i) => (slider.value = [...data.weights, data.bias][i]));
    choice.value = "tanh";
    show();
  }

  // What is typed counts as far as 5; when the typing is over, the field says so.
  function keepWithin() {
    if (this.value) this.value = within(5, this.valueAsNumber);
    show();
  }

  function lean(bias) {
    rows.at(-1).slider.value = bias; // it keeps within its track
    show();
  }

  function show() {
    const xs = rows.map((_, i) => (inputs[i] ? within(5, inputs[i].valueAsNumber || 0) : 1)); // the bias counts once
    const products = rows.map(({ slider }, i) => slider.valueAsNumber * xs[i]);
    sum = products[0] + products[1];
    const z = Number(products.reduce((sum, product) => sum + product).toFixed(10)); // 0, not 5.6e-17
    const curve = curves[choice.value], y = curve.y(z), slope = curve.slope(z, y);
    rows.forEach(({ name, slider, value, product, gradient }, i) => {
      value.textContent = kata.minus(`${name} = ${slider.value}`);
      product.textContent = brief(products[i], 4);
      gradient.textContent = brief(slope * xs[i]);
    });
    const rest = products.slice(1).map((product) => (product < 0 ? ` \u2212 ${brief(-product, 4)}` : ` + ${brief(product, 4)}`));
    const said = choice.value === "linear" ? "y = z" : `y = ${choice.value}(z)`;
    status.textContent = kata.minus(
      `z = ${brief(products[0], 4)}${rest.join("")} = ${brief(z, 4)}, ` +
      `${said} = ${y.toFixed(4)}, ${curve.rule}${brief(slope)}${curve.why?.(z) ?? ""}`,
    );
    draw(curve, z, y, slope);
    kata.tell(place, { z, y, slopes: xs.map((x) => slope * x) });
  }

  function draw(curve, z, y, slope) {
    const inside = within(data.reach, z); // further out, the point waits at the edge
    const scale = data.y[choice.value], top = Math.abs(80 / scale[1]); // what the dotted lines stand for
    const shown = curve.y(inside), x = at(data.z, inside), level = at(scale, shown);
    const reach = 50 / Math.hypot(data.z[1], scale[1] * slope);
    const line = Array.from({ length: 101 }, (_, i) => (i - 50) / 10);
    part("curve").setAttribute("points", line.map((each) => `${at(data.z, each)},${at(scale, curve.y(each)).toFixed(1)}`).join(" "));
    part("above").textContent = top;
    part("below").textContent = brief(-top);
    point.at(x, level, z, `z = ${brief(z, 4)}`);
    move("down", { x1: x, x2: x, y2: level });
    move("across", { x2: x, y1: level, y2: level });
    move("tangent", {
      x1: at(data.z, inside - reach), x2: at(data.z, inside + reach),
      y1: at(scale, shown - slope * reach), y2: at(scale, shown + slope * reach),
    });
    part("said-z").textContent = `z = ${brief(z, 4)}${z === inside ? "" : ", further out"}`;
    part("said-y").textContent = kata.minus(`y = ${y.toFixed(4)}`);
    part("said-slope").textContent = `slope ${brief(slope)}`;
    picture.setAttribute("aria-label", kata.minus(`The curve ${choice.value}, with a point at z = ${brief(z, 4)}, y = ${y.toFixed(4)}; its slope there is ${brief(slope)}.`));
  }
});
