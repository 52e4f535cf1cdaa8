// Who has the next turn? The walk back through r = q * p, q = p + a, p = a * b, in any order that its reader chooses:
// a value that gives before it has received everything gives a wrong number, and nothing stops it.
// REPEATS e02, e03
kata.widget("turns", (place) => {
  const values = [{ name: "a" }, { name: "b" }, { name: "p", op: "*", of: ["a", "b"] }, { name: "q", op: "+", of: ["p", "a"] }, { name: "r", op: "*", of: ["q", "p"] }];
  const { number } = kata, x = { a: 3, b: -4, p: -12, q: -9, r: 108 }, right = { a: 72, b: -63, p: -21, q: -12, r: 1 };
  const made = (name) => values.find((each) => each.name === name);
  const { svg, boxes, ways } = kata.graph(values);
  const results = values.filter(({ op }) => op).map(({ name }) => name);
  let grad, given, late; // late: what has arrived where it could not be passed on any more

  for (const { name } of values) {
    const { group } = boxes[name], turn = () => give(name);
    kata.set(group, { tabindex: 0, role: "button" });
    group.classList.add("turn");
    group.onclick = turn;
    group.onkeydown = (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), turn());
  }
  const status = kata.status();
  const again = kata.button("Start over", begin);
  place.classList.add("turns");
  place.append(svg, status, kata.controls(again));
  begin();

  function begin() {
    [grad, given, late] = [{ a: 0, b: 0, p: 0, q: 0, r: 1 }, [], []];
    show([], "The gradient of r is 1, all others are still 0. Who has the first turn? Press a value.");
  }

  function give(name) {
    if (given.length === results.length) return;
    const { op, of } = made(name);
    if (!op) return show([name], `${name} is a leaf: it was not made from others, so it only receives.`);
    if (given.includes(name)) return show([name], `${name} has had its turn: a second one would pass the same on again.`);
    const g = grad[name];
    const shares = of.map((to, i) => {
      const slope = op === "*" ? x[of[1 - i]] : 1;
      grad[to] += g * slope;
      if (given.includes(to)) late.push([name, to, g * slope]);
      return `to ${to}: ${number(g)} · ${slope < 0 ? `(${number(slope)})` : slope} = ${number(g * slope)}`;
    });
    given.push(name);
    const empty = g === 0 ? " Nothing has arrived there yet, so it passes zeros on." : "";
    show([name, ...of], `${name} = ${of.join(op === "*" ? " · " : " + ")} gives ${shares.join("; ")}.${empty} ${given.length < results.length ? "Who is next?" : verdict()}`);
  }

  function verdict() {
    const wrong = values.filter(({ op, name }) => !op && grad[name] !== right[name]).map(({ name }) => `${name} has ${number(grad[name])} instead of ${number(right[name])}`);
    if (!wrong.length) return "Each has waited for all its users: a has 72 and b has −63, as nudging finds. Start over, and let p go before q.";
    const [from, to, share] = late[0];
    return `No error, and wrong: ${wrong.join(", and ")}. The ${number(share)} from ${from} reached ${to} after its turn.`;
  }

  function show(near, text) {
    for (const { name, op } of values) {
      const { group, say } = boxes[name], done = given.includes(name), tooLate = late.some(([, to]) => to === name);
      say(x[name], grad[name]);
      const wrong = given.length === results.length && !op && grad[name] !== right[name];
      group.classList.toggle("now", near[0] === name);
      group.classList.toggle("gave", done);
      group.classList.toggle("late", tooLate || wrong);
      kata.set(group, { "aria-label": `${name}: ${number(x[name])}, gradient ${number(grad[name])}${done ? ", has given" : ""}` });
    }
    for (const { from, into, path } of ways) path.classList.toggle("now", into === near[0] && near.includes(from) && near.length > 1);
    status.textContent = text;
    kata.tell(place, { order: given, gradients: values.map(({ name }) => grad[name]) });
  }
});
