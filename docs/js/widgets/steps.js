// A walk through a graph: numbers forward, gradients back, each gradient predicted before it is shown.
// data.values: what the graph is made of, in the order in which it was made; data.numbers: what its leaves may be.
// REPEATS e02, e03
kata.widget("steps", (place, data, still) => {
  const { make, button } = kata;
  const kinds = {
    "*": { word: "product", make: (x, y) => x * y, slope: (other) => other, why: "the other factor, " },
    "+": { word: "sum", make: (x, y) => x + y, slope: () => 1, why: "always " },
  };
  const leaves = data.values.filter((value) => !value.op);
  const results = data.values.filter((value) => value.op);
  const end = results.at(-1).name;
  const edges = data.values.flatMap((value) => value.of.map((from) => [from, value.name])); // as they are drawn

  // A frame is what the picture shows (numbers x, gradients g, what is near), what is said, and what is asked, if anything.
  function walk(numbers) {
    const x = {}, g = {}, frames = [];
    const tell = (text, near, ask) => frames.push({ text, near, ask, x: { ...x }, g: { ...g } });
    const formula = (value, show = (name) => name) => value.of.map(show).join(` ${value.op} `);

    leaves.forEach(({ name }, i) => (x[name] = numbers[i]));
    tell(`${leaves.map(({ name }) => `${name} = ${x[name]}`).join(" and ")} are given. Next computes ${results[0].name}; on the way back, you predict each gradient.`, []);
    for (const value of results) {
      x[value.name] = kinds[value.op].make(...value.of.map((name) => x[name]));
      tell(`${value.name} = ${formula(value)} = ${formula(value, (name) => x[name])} = ${x[value.name]}.`, [value.name]);
    }
    for (const { name } of data.values) g[name] = 0;
    tell(`Now back. Every gradient begins at 0. What is the gradient of ${end}, the end?`, [end], {
      name: end,
      want: 1,
      hint: `If ${end} moves by 0.001, how far does ${end} move?`,
      slips: [[x[end], `That is the number of ${end}, not its slope.`], [0, "With 0 at the end, nothing could flow back."]],
    });
    g[end] = 1;
    tell(`If ${end} moves by 0.001, ${end} moves by 0.001: its gradient is 1, and from here it is handed back.`, [end]);
    for (const value of [...results].reverse()) {
      value.of.forEach((name, i) => {
        const { word, slope: slopeAt, why } = kinds[value.op], other = x[value.of[1 - i]], near = [name, value.name];
        const slope = slopeAt(other), arrived = g[value.name], share = slope * arrived, before = g[name];
        tell(`${value.name} = ${formula(value)} is a ${word}, and its gradient is ${arrived}. The gradient of ${name} is ${before} so far: what is it after this step?`, near, {
          name,
          want: before + share,
          hint: `The slope of the ${word} along ${name}, times the ${arrived} that arrives, added to the ${before} that is there.`,
          slips: slips(name, value.op, { own: x[name], other, before, arrived, share }),
        });
        g[name] += share;
        tell(`Along ${name}, the slope of a ${word} is ${why}${slope}. So ${slope} * ${arrived} = ${share} is added to the gradient of ${name}: ${before} + ${share} = ${g[name]}.`, near);
      });
    }
    const moves = leaves.map(({ name }) => `If ${name} moves by 0.001, ${end} moves by ${shown(g[name] / 1000)}.`);
    tell(`Every gradient is there. ${moves.join(" ")}`, []);
    return frames;
  }

  // What a usual slip gives, and what to say to it.
  function slips(name, op, { own, other, before, arrived, share }) {
    const either = (slope, text) => [[slope * arrived, text], [before + slope * arrived, text]];
    const byOwn = `That is made with ${name}'s own number. Along one factor, the slope of a product is the other factor.`;
    return [
      [before ? share : NaN, `That is the new share alone. There is ${before} in ${name} already, and the share is added to it.`],
      [before, before ? "That is what was there. The new share is missing." : "Something does arrive."],
      ...(op === "*" ? either(own, byOwn) : either(other, "That is the rule of a product, and this is a sum.")),
      ...(op === "*" ? either(1, "That is the rule of a sum, and this is a product.") : []),
      [own, `That is the number of ${name}, not its slope.`],
    ];
  }

  const shown = (number) => String(Number(number.toFixed(4)));
  const picture = still.querySelector("svg").cloneNode(true);
  const texts = [...picture.querySelectorAll("text")];
  const lines = picture.querySelector("g").children; // a curve and its arrowhead for each edge
  const boxes = data.values.map(({ name }) => {
    const at = texts.findIndex((text) => text.textContent === name); // name, "data", number, "grad", number
    return { name, frame: texts[at].previousElementSibling, data: texts[at + 2], grad: texts[at + 4] };
  });

  let round = 0, at = 0, frames = walk(data.numbers[0]);
  const status = kata.status();
  const label = make("span");
  const field = make("input", { type: "number", step: "any", required: true });
  const guess = make("form", { className: "controls", onsubmit: check }, make("label", {}, label, field), make("button", {}, "Check"));
  const back = button("Back", () => go(at - 1));
  const next = button("Next", (event) => go(at + 1, "", event.detail === 0)); // 0: pressed by a key
  const again = button("Start over", () => go(0));
  const others = button("Other numbers", () => {
    round = (round + 1) % data.numbers.length;
    frames = walk(data.numbers[round]);
    go(0);
  });
  place.classList.add("steps");
  place.append(picture, status, guess, make("div", { className: "controls" }, back, next, again, others));
  go(0);

  function check(event) {
    event.preventDefault();
    const { want, slips, hint } = frames[at].ask, got = field.valueAsNumber;
    if (got === want) {
      next.focus();
      go(at + 1, "Yes. ");
    } else {
      status.textContent = kata.minus(`${shown(got)} is not it. ${slips.find(([number]) => number === got)?.[1] ?? hint}`);
      field.select();
    }
  }

  function go(to, before = "", byKey = false) {
    at = to;
    const { text, near, ask, x, g } = frames[at], last = at === frames.length - 1;
    status.textContent = kata.minus(before + text);
    for (const { name, frame, data, grad } of boxes) {
      data.textContent = kata.minus(String(x[name] ?? ""));
      grad.textContent = kata.minus(String(g[name] ?? ""));
      frame.classList.toggle("now", near.includes(name));
    }
    edges.forEach(([from, into], i) => {
      const used = end in g ? near.includes(from) && near.includes(into) : near.includes(into);
      for (const part of [lines[2 * i], lines[2 * i + 1]]) part.classList.toggle("now", used);
    });
    const said = data.values.map(({ name }) => `${name} has data ${x[name] ?? "unknown"}, gradient ${g[name] ?? "unknown"}`);
    picture.setAttribute("aria-label", kata.minus(`The graph at this step: ${said.join("; ")}.`));
    guess.style.visibility = ask ? "visible" : "hidden";
    label.textContent = ask ? `Gradient of ${ask.name} ` : "";
    field.value = "";
    if (ask && byKey) field.focus();
    if (last && document.activeElement === next) again.focus(); // a button that can do nothing keeps no focus
    if (at === 0 && document.activeElement === back) next.focus();
    back.disabled = at === 0;
    next.disabled = last;
    next.textContent = ask ? "Show me" : "Next";
  }
});
