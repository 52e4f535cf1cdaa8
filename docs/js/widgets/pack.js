// Packing, step by step: which cells are copied where, which are read in which order, what is stored, as in e12's C.
// data: the matrices a and b, and how many rows and columns a tile has. The still picture has a group of cells for each array.
// REPEATS e09, e12
kata.widget("pack", (place, { a, b, rows, columns }, still) => {
  const [n, k, m] = [a.length, b.length, b[0].length], names = ["a", "b", "c", "tile", "copy-a", "copy-b"];
  const frames = [];

  // --- What happens, in the order of the C ---

  const strips = Math.ceil(m / columns);
  const cells = { a: a.flat(), b: b.flat(), c: Array(n * m).fill(0), tile: Array(rows * columns).fill(""), "copy-a": Array(rows * k).fill(""), "copy-b": Array(strips * k * columns).fill("") };
  const times = (count, f) => Array.from({ length: count }, (_, i) => f(i));
  function tell(part, text, reads = {}, writes = {}) {
    const kept = Object.fromEntries(names.map((name) => [name, [...cells[name]]]));
    frames.push({ part, text, reads, writes, cells: kept });
  }

  function pack(part, name, to, row, column, inside) {
    const from = row * (name === "a" ? k : m) + column;
    cells[`copy-${name}`][to] = inside ? cells[name][from] : 0;
    const said = inside
      ? `${name.toUpperCase()}[${row},\u00a0${column}] is copied to place ${to} of the copy of ${name.toUpperCase()}.`
      : `Beyond the edge of ${name.toUpperCase()} there is nothing: a 0 goes to place ${to}.`;
    tell(part, said, inside ? { [name]: [from] } : {}, { [`copy-${name}`]: [to] });
  }

  tell("start", "Nothing is copied yet, and C is cleared.");
  let to = 0;
  for (let j = 0; j < m; j += columns) for (let p = 0; p < k; p += 1) for (let q = 0; q < columns; q += 1) pack("b", "b", to++, p, j + q, j + q < m);
  for (let i = 0; i < n; i += rows) {
    to = 0;
    for (let p = 0; p < k; p += 1) for (let r = 0; r < rows; r += 1) pack(`a${i}`, "a", to++, i + r, p, i + r < n);
    for (let j = 0; j < m; j += columns) {
      cells.tile.fill(0);
      for (let p = 0; p < k; p += 1) {
        const left = times(rows, (r) => p * rows + r), above = times(columns, (q) => (j * k + p * columns) + q);
        left.forEach((x, r) => above.forEach((y, q) => (cells.tile[r * columns + q] += cells["copy-a"][x] * cells["copy-b"][y])));
        tell(`tile${i},${j}`, `p = ${p}: places ${left.join(", ")} of the copy of A and ${above.join(", ")} of that of B: ${rows + columns} numbers, ${rows * columns} products.`, { "copy-a": left, "copy-b": above }, { tile: times(rows * columns, (each) => each) });
      }
      const stored = times(rows, (r) => times(columns, (q) => [i + r, j + q])).flat().filter(([x, y]) => x < n && y < m);
      for (const [x, y] of stored) cells.c[x * m + y] += cells.tile[(x - i) * columns + y - j];
      const beyond = rows * columns - stored.length;
      tell(`tile${i},${j}`, `The tile is done and goes to C${beyond ? `; ${beyond} of its cells lie beyond the edge and are dropped` : ""}.`, { tile: times(rows * columns, (each) => each) }, { c: stored.map(([x, y]) => x * m + y) });
    }
  }

  // --- What one sees and does ---

  const picture = kata.set(kata.picture(still, ""), { role: "img" }), last = frames.length - 1;
  const drawn = Object.fromEntries(names.map((name) => [name, [...picture.querySelectorAll(`.${name} rect`)]]));
  const numbers = Object.fromEntries(names.map((name) => [name, [...picture.querySelectorAll(`.${name} text`)]]));
  let at = 0;
  const go = (to) => {
    at = Math.max(0, Math.min(last, to));
    if (at === last) play.stop();
    show();
  };
  const following = () => {
    const next = frames.findIndex(({ part }, i) => i > at && part !== frames[at].part);
    return next < 0 ? last : next;
  };
  const pressed = (to) => () => (play.stop(), go(to()));
  const back = kata.button("Back", pressed(() => at - 1)), next = kata.button("Next", pressed(() => at + 1)), skip = kata.button("Next part", pressed(following));
  const play = kata.player(() => go(at + 1), 500, () => go(following())), again = kata.button("Start over", pressed(() => 0));
  const status = kata.status();
  const body = kata.make("div", {}, picture, status, kata.controls(back, next, skip, play, again));
  const ask = kata.ask(
    `A tile is ${columns} columns wide. The first two cells of B are copied; which one is third?`,
    ["The third of the first row", "The first of the second row"],
    1,
    "For its next step a tile needs the next row of the same two columns, so that comes next in the copy: a strip goes down.",
    body,
  );
  place.classList.add("pack");
  place.append(ask, body);
  show();

  function show() {
    const { text, reads, writes, cells } = frames[at];
    for (const name of names) {
      drawn[name].forEach((cell, i) => {
        numbers[name][i].textContent = cells[name][i];
        cell.classList.toggle("read", Boolean(reads[name]?.includes(i)));
        cell.classList.toggle("written", Boolean(writes[name]?.includes(i)));
      });
    }
    status.setAttribute("aria-live", play.playing ? "off" : "polite");
    status.textContent = `${at} of ${last}. ${text}`;
    if (at === last && [next, skip, play].includes(document.activeElement)) again.focus(); // a button that can do nothing keeps no focus
    if (at === 0 && document.activeElement === back) next.focus();
    back.disabled = at === 0;
    next.disabled = skip.disabled = play.disabled = at === last;
    kata.set(picture, { "aria-label": `After ${at} steps: copy of A ${cells["copy-a"].join(" ") || "empty"}; copy of B ${cells["copy-b"].join(" ").trim() || "empty"}; tile ${cells.tile.join(" ").trim() || "empty"}.` });
    kata.tell(place, { step: at, copya: cells["copy-a"], copyb: cells["copy-b"], tile: cells.tile, c: cells.c, read: Object.values(reads), written: Object.values(writes) });
  }
});
