// What the drawings of widgets share: elements, handles, scales and axes, graphs.
Object.assign(kata, {
  // draw("circle", { r: 3 }): as kata.make, for SVG, attributes only
  draw(tag, attributes = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    kata.set(element, attributes);
    element.append(...children);
    return element;
  },

  set(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  },

  // handle(dot, "logit of A", to, by): a part of a drawing that follows the pointer, to(x, y) in the drawing's units,
  // and arrow keys, by(right, up), ten times as far with Shift. at(x, y, value, words) puts it there and says so.
  handle(dot, name, to, by) {
    const handle = kata.draw("g", { class: "handle", tabindex: 0, role: "slider", "aria-label": name });
    dot.replaceWith(handle);
    handle.append(kata.draw("circle", { r: 20, fill: "transparent" }), kata.draw("circle", { r: 13, class: "ring", fill: "none" }), dot);
    const follow = (event) => {
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(handle.ownerSVGElement.getScreenCTM().inverse());
      to(x, y);
    };
    handle.onpointerdown = (event) => {
      handle.setPointerCapture(event.pointerId);
      handle.onpointermove = follow;
    };
    handle.onpointerup = handle.onpointercancel = () => (handle.onpointermove = null);
    handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }); // or the page would scroll
    const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    handle.onkeydown = (event) => {
      const arrow = arrows[event.key];
      if (!arrow) return;
      event.preventDefault();
      by(...arrow.map((each) => each * (event.shiftKey ? 10 : 1)));
    };
    handle.at = (cx, cy, value, words) => {
      for (const each of handle.children) kata.set(each, { cx, cy });
      kata.set(handle, { "aria-valuenow": value, "aria-valuetext": words });
    };
    return handle;
  },

  // scale([-1, 1], [20, 220]): from the first range to the second; .back the other way
  scale([from, to], [start, end]) {
    const scale = (value) => start + ((value - from) / (to - from)) * (end - start);
    scale.back = (place) => from + ((place - start) / (end - start)) * (to - from);
    return scale;
  },

  // axis(scale, places, (number) => text, y) along the line y; with x in its place, up the line x
  axis(scale, numbers, words, { x, y }) {
    const [low, high] = [numbers[0], numbers.at(-1)].map(scale), faint = { stroke: "var(--kata-faint)", fill: "none" };
    const tick = (number) => {
      const place = x === undefined ? { x: scale(number), y: y + 18, "text-anchor": "middle" } : { x: x - 7, y: scale(number) + 5, "text-anchor": "end" };
      return kata.draw("text", place, kata.minus(words(number)));
    };
    const line = kata.draw("path", { d: x === undefined ? `M${low},${y}H${high}` : `M${x},${low}V${high}`, ...faint });
    return kata.draw("g", {}, line, ...numbers.map(tick));
  },

  line: (points, attributes) =>
    kata.draw("polyline", { points: kata.places(points), fill: "none", "stroke-width": 2, ...attributes }),
  places: (points) => points.map(([x, y]) => `${+x.toFixed(2)},${+y.toFixed(2)}`).join(" "),

  // A copy of the still picture, or a new one of this size, in which parts can be reached by keys.
  picture(from, name, ...parts) {
    const fresh = () => kata.draw("svg", { viewBox: `0 0 ${from.join(" ")}`, width: from[0], "font-size": 14, fill: "currentColor" }, ...parts);
    return kata.set(Array.isArray(from) ? fresh() : from.querySelector("svg").cloneNode(true), { role: "group", "aria-label": name });
  },

  // graph([{ name: "a" }, { name: "p", op: "*", of: ["a", "a"] }]): values in boxes, from above, each below the circle of the
  // operation that makes it. .boxes: by name, its group, and say(number, gradient); .ways: { from, into, path } for each arrow.
  graph(values) {
    const WIDTH = 320, ROW = 96, HALF = 44, columns = [48, 160, 272];
    const leaves = values.filter(({ op }) => !op), results = values.filter(({ op }) => op), x = {}, y = {};
    leaves.forEach(({ name }, i) => ([x[name], y[name]] = [leaves.length === 2 ? columns[2 * i] : columns[i], 28]));
    results.forEach(({ name }, i) => (y[name] = 28 + ROW * (i + 1)));
    const uses = results.flatMap(({ name, of }) => of.map((from) => [from, name]));
    const way = ([from, into], bow) => ({ a: [x[from], y[from] + 22], b: [(x[from] + x[into]) / 2 + bow, (y[from] + y[into] - 30) / 2], c: [x[into], y[into] - 52] });
    const at = ({ a, b, c }, t) => [0, 1].map((k) => (1 - t) ** 2 * a[k] + 2 * t * (1 - t) * b[k] + t ** 2 * c[k]);
    const clash = ([from, into], curve) => {
      const hit = (t) => {
        const [px, py] = at(curve, t), near = ({ name, op }) => Math.abs(px - x[name]) < HALF + 4 && py > y[name] - (op ? 56 : 26) && py < y[name] + 26;
        return px < 4 || px > WIDTH - 4 || values.some((each) => each.name !== from && each.name !== into && near(each));
      };
      return [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].filter(hit).length;
    };
    // The ways of least harm for these places, and of all places the best.
    function bows() {
      const taken = [];
      const costs = uses.map((use, i) => {
        const all = [0, 40, -40, 80, -80, 130, -130].map((bow) => {
          const same = uses.findIndex((each, k) => k < i && String(each) === String(use) && taken[k] === bow) >= 0;
          return { bow, cost: clash(use, way(use, bow)) + 5 * same + Math.abs(bow) / 200 };
        });
        const best = all.reduce((one, other) => (other.cost < one.cost ? other : one));
        taken.push(best.bow);
        return best.cost;
      });
      const aside = results.map(({ name, of }) => Math.abs(x[name] - (x[of[0]] + x[of[1]]) / 2) / 1000); // below its operands, if it can be
      return { cost: [...costs, ...aside].reduce((a, b) => a + b), taken, x: { ...x } };
    }
    const place = (i) =>
      i === results.length ? bows() : columns.map((column) => ((x[results[i].name] = column), place(i + 1))).reduce((one, other) => (other.cost < one.cost ? other : one));
    const best = place(0);
    Object.assign(x, best.x);

    const { draw, number } = kata, boxes = {};
    const ways = uses.map(([from, into], i) => {
      const { a, b, c } = way([from, into], best.taken[i]), [dx, dy] = [c[0] - b[0], c[1] - b[1]], long = Math.hypot(dx, dy);
      const head = draw("path", { d: "M0,0L-8,4V-4z", fill: "currentColor", stroke: "none", transform: `translate(${c}) rotate(${(Math.atan2(dy, dx) * 180) / Math.PI})` });
      const end = [c[0] - (6 * dx) / long, c[1] - (6 * dy) / long];
      return { from, into, path: draw("g", { class: "way" }, draw("path", { d: `M${a}Q${b} ${end}`, fill: "none" }), head) };
    });
    for (const { name, op } of values) {
      const data = draw("text", { "text-anchor": "middle", y: -3, "font-weight": 600 }), grad = draw("text", { "text-anchor": "middle", y: 15 });
      const rect = draw("rect", { x: -HALF, y: -22, width: 2 * HALF, height: 44, rx: 7, fill: "var(--kata-paper)" });
      const sign = op ? [draw("path", { d: "M0,-32V-22" }), draw("circle", { cy: -42, r: 10, fill: "var(--kata-paper)" }), draw("text", { y: -37, "text-anchor": "middle" }, op === "*" ? "\u00d7" : op)] : [];
      const group = draw("g", { transform: `translate(${x[name]},${y[name]})`, class: "value" }, ...sign, rect, data, grad);
      const say = (value, gradient, word = "grad ") => {
        data.textContent = `${name} = ${number(value)}`;
        grad.textContent = gradient === undefined ? "" : word + (typeof gradient === "number" ? number(gradient) : gradient);
      };
      boxes[name] = { group, say };
    }
    const svg = kata.picture([WIDTH, 56 + ROW * results.length], "The graph", ...ways.map(({ path }) => path), ...Object.values(boxes).map(({ group }) => group));
    svg.classList.add("graph");
    return { svg, boxes, ways };
  },
});
