// A neuron in hand: two inputs, two weights and a bias to move, over the curve of the still picture.
// data: where the neuron starts, and the place of z and y in the picture ([offset, pixels per 1]).
kata.widget("neuron", (place, data, still) => {
  const { make } = kata;
  const brief = (x, digits = 3) => (x && Math.abs(x) < 0.0001 ? x.toFixed(4) : String(Number(x.toPrecision(digits))));
  const at = ([offset, scale], value) => offset + scale * value;

  const picture = still.querySelector("svg").cloneNode(true);
  const part = (name) => picture.querySelector(`.${name}`);
  const move = (name, places) => {
    for (const [attribute, value] of Object.entries(places)) part(name).setAttribute(attribute, value);
  };
  const status = make("p", { role: "status" });
  const inputs = data.inputs.map((_, i) => {
    const name = `input ${i + 1}`;
    return make("input", { type: "number", min: -5, max: 5, step: "any", "aria-label": name, oninput: show });
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
  const again = make("button", { type: "button", onclick: begin }, "Start over");

  place.classList.add("neuron");
  place.append(picture, status, table, make("div", { className: "controls" }, again));
  begin();

  function begin() {
    inputs.forEach((input, i) => (input.value = data.inputs[i]));
    rows.forEach(({ slider }, i) => (slider.value = [...data.weights, data.bias][i]));
    show();
  }

  function show() {
    const xs = rows.map((_, i) => (inputs[i] ? inputs[i].valueAsNumber || 0 : 1)); // the bias counts once
    const products = rows.map(({ slider }, i) => slider.valueAsNumber * xs[i]);
    const z = Number(products.reduce((sum, product) => sum + product).toFixed(10)); // 0, not 5.6e-17
    const y = Math.tanh(z), slope = 1 - y ** 2;
    rows.forEach(({ name, slider, value, product, gradient }, i) => {
      value.textContent = `${name} = ${slider.value}`;
      product.textContent = brief(products[i], 4);
      gradient.textContent = brief(slope * xs[i]);
    });
    const sum = products.map((product) => brief(product, 4)).join(" + ");
    status.textContent = `z = ${sum} = ${brief(z, 4)}, y = tanh(z) = ${y.toFixed(4)}, slope 1 - y² = ${brief(slope)}`;
    draw(z, y, slope);
  }

  function draw(z, y, slope) {
    const inside = Math.max(-data.reach, Math.min(data.reach, z)); // further out, the point waits at the edge
    const x = at(data.z, inside), level = at(data.y, y), reach = 50 / Math.hypot(data.z[1], data.y[1] * slope);
    move("point", { cx: x, cy: level });
    move("down", { x1: x, x2: x, y2: level });
    move("across", { x2: x, y1: level, y2: level });
    move("tangent", {
      x1: at(data.z, inside - reach), x2: at(data.z, inside + reach),
      y1: at(data.y, y - slope * reach), y2: at(data.y, y + slope * reach),
    });
    part("said-z").textContent = `z = ${brief(z, 4)}${z === inside ? "" : ", further out"}`;
    part("said-y").textContent = `y = ${y.toFixed(4)}`;
    part("said-slope").textContent = `slope ${brief(slope)}`;
    picture.setAttribute("aria-label", `The curve tanh, with a point at z = ${brief(z, 4)}, y = ${y.toFixed(4)}; its slope there is ${brief(slope)}.`);
  }
});
