// Three logits in hand: their powers of e, the probabilities, the loss, and what arrives at each logit. Add a thousand,
// and the powers overflow, unless the largest logit is subtracted first, as in e06.
// REPEATS e06, e10
kata.widget("logits", (place, data, still) => {
  const { make, set, number } = kata;
  const names = ["A", "B", "C"], first = [Math.log(2), Math.log(7), 0], REACH = 5;
  let logits, added; // what is drawn on the tracks, and what is added to all three

  const picture = kata.picture(still, "Three logits, and what becomes of them");
  const part = (name, i = "") => picture.querySelector(`.${name}${i}`);
  const within = (z) => Math.max(-REACH, Math.min(REACH, z));
  const move = (i, z) => ((logits[i] = Number(within(z).toFixed(2))), show());
  const handles = names.map((name, i) => {
    const to = (x) => move(i, (x - 80) / 10), by = (right, up) => move(i, logits[i] + (right + up) / 10);
    return kata.handle(part("z", i), `Logit of ${name}`, to, by);
  });
  const truth = make("select", { onchange: show }, ...names.map((name) => make("option", {}, name)));
  const shift = make("input", { type: "checkbox", onchange: show });
  const add = (by) => () => ((added += by), show());
  const status = kata.status();
  const controls = kata.controls(
    make("label", {}, "True class ", truth),
    kata.button("+1000", add(1000)),
    kata.button(kata.minus("-1000"), add(-1000)),
    make("label", {}, shift, " subtract the largest first"),
    kata.button("Start over", begin),
  );
  const body = make("div", {}, picture, kata.keys(), controls, status);
  const ask = kata.ask(
    "Add 1000 to each of the three logits. On paper, what happens to the probabilities?",
    ["The largest becomes 1", "They stay as they are"],
    1,
    "Each power is multiplied by the same number, and so is their sum. Press +1000 and see what the computer makes of it.",
    body,
  );
  place.classList.add("logits");
  place.append(ask, body);
  begin();

  function begin() {
    [logits, added, truth.value, shift.checked] = [[...first], 0, "A", false];
    show();
  }

  function compute() {
    const c = names.indexOf(truth.value), z = logits.map((each) => each + added);
    const m = shift.checked ? Math.max(...z) : 0;
    const powers = z.map((each) => Math.exp(each - m)), sum = powers.reduce((a, b) => a + b);
    const p = powers.map((each) => each / sum), t = names.map((_, i) => Number(i === c));
    const loss = shift.checked ? Math.log(sum) + m - z[c] : -Math.log(p[c]);
    return { c, z, m, powers, sum, p, loss, slopes: p.map((each, i) => each - t[i]) };
  }

  function show() {
    const { c, z, m, powers, sum, p, loss, slopes } = compute();
    const most = Math.max(...powers), full = (x) => (Number.isNaN(x) ? 0 : x);
    const say = (name, i, x) => {
      part(`said-${name}`, i).textContent = number(x);
      part(`said-${name}`, i).classList.toggle("wrong", !Number.isFinite(x));
    };
    names.forEach((name, i) => {
      const x = 80 + 10 * logits[i], share = powers[i] === most ? 1 : powers[i] / most;
      handles[i].at(x, 64 + 62 * i, z[i], number(z[i]));
      for (const [what, x] of Object.entries({ power: powers[i], p: p[i], grad: slopes[i] })) say(what, i, x);
      part("said-z", i).textContent = number(z[i], added ? 6 : 4);
      set(part("said-z", i), { x });
      set(part("power", i), { width: most ? 54 * full(share) : 0 });
      set(part("p", i), { width: 66 * full(p[i]) });
      set(part("grad", i), { x: 338 + 36 * Math.min(0, full(slopes[i])), width: 36 * Math.abs(full(slopes[i])) });
    });
    const wrong = !Number.isFinite(loss);
    part("said-loss").textContent = `loss: ${number(loss)}`;
    part("said-loss").classList.toggle("wrong", wrong);
    part("said-sum").classList.toggle("wrong", !Number.isFinite(sum));
    part("said-sum").textContent = `sum of the powers: ${number(sum)}`;
    status.textContent = kata.minus(words());
    kata.tell(place, { logits: z, powers, sum, probabilities: p, loss, slopes });

    function words() {
      if (sum === Infinity) {
        const many = powers.filter((each) => each === Infinity).length;
        return `e to the ${number(Math.max(...z), 6)} is too large for a float: Infinity here, an OverflowError in Python. Infinity / Infinity is NaN, not a number${many < 3 ? "; what is finite, divided by Infinity, is 0" : ""}.`;
      }
      if (sum === 0) return "Every power is too small for a float and has become 0. 0 / 0 is NaN, not a number; in Python, a ZeroDivisionError.";
      if (wrong) return `The probability of ${names[c]} has become 0, and the surprise at it Infinity.`;
      const taken = shift.checked ? `With ${number(m, 6)} subtracted from each, ` : "";
      const said = `${taken}${names[c]}, the true class, has probability ${number(p[c])}, and the loss is ${number(loss)}. `;
      const down = names.filter((_, i) => i !== c).map((name) => `${name} by ${number(slopes[names.indexOf(name)], 3)}`);
      return `${said}A step against the slopes raises ${names[c]} by ${number(-slopes[c], 3)} times the rate, and lowers ${down.join(", ")}.`;
    }
  }
});
