// By hand: a graph drawn by chance, and each of its gradients to be typed. A wrong one is named as e02's and e03's tests
// name it; the same number of a graph gives the same graph again. On paper: six graphs, to be filled in.
// REPEATS e02, e03
kata.widget("drill", (place) => {
  const { make, number } = kata;
  const NAMES = ["a", "b", "c", "p", "q", "s", "r"], ON_PAPER = 6;
  const SAID = {
    overwritten: "One gradient has overwritten another: add with +=, so that both are in the sum.",
    upstream: "That is the slope alone: multiply it by the gradient that arrives.",
    own: "That is each operand's own number: take the other's.",
    sum: "Those are the slopes of a sum; here they are the factors.",
    product: "That is the rule of a product, and this is a sum.",
    added: "The slope and the gradient that arrives are multiplied, not added.",
    data: (name) => `That is the number of ${name}, not its slope.`,
    early: (name) => `${name} passed its gradient on before all of it had arrived.`,
    zero: "Something does arrive: follow the arrows from the end.",
  };

  // --- A graph and its gradients ---

  // Chance that can be repeated: mulberry32, a number from 0 up to n.
  function chance(seed) {
    return (n) => {
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) % n;
    };
  }

  function draw(pick, size) {
    const many = size > 4 ? 2 + pick(2) : 2; // leaves among its values
    const names = [...NAMES.slice(0, many), ...NAMES.slice(3, 3 + size - many - 1), "r"], values = [], x = {};
    for (const [i, name] of names.entries()) {
      values.push({ name });
      if (i < many) x[name] = (2 + pick(5)) * (pick(2) ? 1 : -1);
      else {
        const of = [names[i > many ? i - 1 : pick(i)], names[pick(i)]], op = pick(3) ? "*" : "+";
        values[i] = { name, op, of: pick(2) ? of : of.reverse() };
        x[name] = op === "*" ? x[of[0]] * x[of[1]] : x[of[0]] + x[of[1]];
      }
    }
    return { values, x };
  }

  // Every place where name is used: by whom, the slope there, and the slope of who takes its own number.
  const uses = ({ values, x }, name) =>
    values.flatMap(({ name: user, op, of = [] }) =>
      of.flatMap((each, i) => (each === name ? [{ user, op, slope: op === "*" ? x[of[1 - i]] : 1, other: x[of[1 - i]] }] : [])),
    );
  const sum = (list, f) => list.reduce((total, each) => total + f(each), 0);

  // The gradients that a walk leaves in which the values give in this order.
  function walk(graph, order) {
    const g = Object.fromEntries(graph.values.map(({ name }) => [name, Number(name === "r")]));
    for (const user of order) {
      for (const { name } of graph.values) for (const use of uses(graph, name)) if (use.user === user) g[name] += g[user] * use.slope;
    }
    return g;
  }

  // What a slip gives for a value, and what to say to it: first those that the drill is for, which no two share.
  function slips(graph, name) {
    const { x, g, results } = graph, at = uses(graph, name), products = at.filter(({ op }) => op === "*"), found = [];
    const add = (value, text) => value !== g[name] && found.push([value, text]);
    if (at.length > 1) for (const { user, slope } of at) add(g[user] * slope, SAID.overwritten);
    add(sum(at, ({ slope }) => slope), SAID.upstream);
    if (products.length) add(sum(at, ({ user, op }) => g[user] * (op === "*" ? x[name] : 1)), SAID.own);
    for (const early of results) {
      const others = results.filter((each) => each !== early);
      for (const k of others.keys()) {
        const before = others.slice(0, k), had = walk(graph, before)[early];
        if (had && had !== g[early]) add(walk(graph, [...before, early, ...others.slice(k)])[name], SAID.early(early));
      }
    }
    return found;
  }

  function otherSlips(graph, name) {
    const { x, g } = graph, at = uses(graph, name), kinds = at.map(({ op }) => op);
    return [
      [kinds.includes("*") ? sum(at, ({ user }) => g[user]) : NaN, SAID.sum],
      [kinds.includes("+") ? sum(at, ({ user, other }) => g[user] * other) : NaN, SAID.product],
      [sum(at, ({ user, slope }) => g[user] + slope), SAID.added],
      [x[name], SAID.data(name)],
      [0, SAID.zero],
    ];
  }

  const apart = (found) => found.every(([one, text]) => found.every(([other, too]) => one !== other || text === too));

  // A graph that is worth it: all is used, something twice, no number is a burden, and a slip can be told from the others.
  function graphOf(seed) {
    const pick = chance(seed), size = 3 + ((seed - 1) % 4); // first a small one
    for (;;) {
      const graph = draw(pick, size), { values, x } = graph;
      graph.results = values.filter(({ op }) => op).map(({ name }) => name).reverse();
      const g = (graph.g = walk(graph, graph.results)), often = values.map(({ name }) => uses(graph, name).length);
      const small = values.every(({ name }) => Math.abs(x[name]) < 200 && Math.abs(g[name]) < 200 && g[name] && x[name]);
      const shared = values.length < 4 || Math.max(...often) > 1;
      const distinct = new Set(Object.values(x)).size === size && values.every(({ of = [] }) => new Set(of).size !== 1);
      if (small && shared && distinct && often.slice(0, -1).every(Boolean) && values.every(({ name }) => apart(slips(graph, name)))) return graph;
    }
  }

  // --- What one sees and does ---

  const seed = make("input", { type: "number", min: 1, max: 9999, value: 1, onchange: () => begin() });
  const label = make("span"), field = make("input", { type: "number", step: "any", required: true });
  const guess = make("form", { className: "controls", onsubmit: check }, make("label", {}, label, " ", field), make("button", {}, "Check"));
  const show = kata.button("Show me", () => tell(`${say()} `));
  const next = kata.button("Next graph", () => ((seed.value = Number(seed.value) + 1), begin(), field.focus()));
  const status = kata.status(), board = make("div"), paper = make("div", { className: "paper" });
  let graph, picture, asked, known;
  place.classList.add("drill");
  place.append(board, status, guess, kata.controls(show, next, make("label", {}, "Graph number ", seed)), paper);
  addEventListener("beforeprint", print);
  begin();

  function begin() {
    seed.value = Math.min(9999, Math.max(1, Math.floor(seed.valueAsNumber) || 1));
    graph = graphOf(seed.valueAsNumber);
    picture = kata.graph(graph.values);
    board.replaceChildren(picture.svg);
    [known, asked] = [{ r: 1 }, graph.values.map(({ name }) => name).reverse().slice(1)];
    const formulas = graph.values.map(({ name, op, of }) => `${name} = ${op ? of.join(` ${op} `) : graph.x[name]}`);
    kata.tell(place, { graph: formulas.join("; ") });
    ask("The gradient of r is 1. ");
    print();
  }

  function ask(before) {
    const [name] = asked, users = uses(graph, name ?? "").map(({ user }) => user);
    for (const { name: each } of graph.values) {
      picture.boxes[each].say(graph.x[each], each === name ? "?" : known[each]);
      picture.boxes[each].group.classList.toggle("now", each === name);
    }
    for (const { from, path } of picture.ways) path.classList.toggle("now", from === name);
    const places = users.length === 1 ? "one place" : `${users.length} places`;
    status.textContent = before + (name ? `${name} is used in ${places}: what is its gradient?` : "All gradients are there. Take the next graph.");
    label.textContent = name ? `Gradient of ${name}` : "";
    guess.style.visibility = name ? "visible" : "hidden";
    show.disabled = !name;
    if (!name && [field, show].includes(document.activeElement)) next.focus();
    field.value = "";
    const said = graph.values.map(({ name: each }) => `${each} is ${number(graph.x[each])}, gradient ${known[each] === undefined ? "unknown" : number(known[each])}`);
    kata.set(picture.svg, { "aria-label": `${place.dataset.graph}. ${said.join("; ")}.` });
    kata.tell(place, { asked: name ?? "", gradients: Object.entries(known).flat() });
  }

  function say() {
    const [name] = asked, shares = uses(graph, name).map(({ user, slope }) => `${number(graph.g[user])} · ${number(slope)} from ${user}`);
    return `${name}: ${shares.join(", plus ")}; its gradient is ${number(graph.g[name])}.`;
  }

  function tell(before) {
    known[asked[0]] = graph.g[asked.shift()];
    ask(before);
  }

  function check(event) {
    event.preventDefault();
    const got = field.valueAsNumber, [name] = asked;
    if (got === graph.g[name]) return tell(`Yes. ${say()} `);
    const [, text] = [...slips(graph, name), ...otherSlips(graph, name)].find(([value]) => value === got) ?? [0, "For each arrow that leaves it: the gradient there, times the slope; and all of these added."];
    status.textContent = `${number(got)} is not it. ${text}`;
    field.select();
  }

  // Six graphs from this number on, with room for the gradients, and the answers below.
  function print() {
    const sheet = Array.from({ length: ON_PAPER }, (_, i) => {
      const each = graphOf(seed.valueAsNumber + i), { svg, boxes } = kata.graph(each.values);
      for (const { name } of each.values) boxes[name].say(each.x[name], name === "r" ? 1 : "____");
      const answers = each.values.map(({ name }) => `${name} ${number(each.g[name])}`).join(", ");
      return { drawn: make("div", {}, make("p", {}, `Graph ${seed.valueAsNumber + i}`), svg), answers: `Graph ${seed.valueAsNumber + i}: ${answers}.` };
    });
    paper.replaceChildren(...sheet.map(({ drawn }) => drawn), make("p", { className: "answers" }, `The gradients: ${sheet.map(({ answers }) => answers).join(" ")}`));
  }
});
