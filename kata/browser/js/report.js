// A report of the tests: the words of the terminal, in which places and commands can be pressed.

const LINK = /site\/(e\d\d_\w+)\.html|exercises\/(e\d\d_\w+)\.py:(\d+)|make\s(hint|solution|test|progress)(?:\s+EX=(\d+)[.\d]*)?(?:\s+SEED=(\d+))?/g;

// do: { jump(line), hint(), solution(), run(seed) }, page(number or stem): the address of an exercise's page
export function report(text, stem, act, page) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(from, found.index), linked(found, stem, act, page));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

function linked([words, its, file, line, verb, number, seed], stem, act, page) {
  const here = file ? file === stem : Number(number) === Number(stem.slice(1, 3));
  const press = (onclick) => kata.make("button", { type: "button", className: "link", onclick }, words);
  const go = (href) => (href ? kata.make("a", { href }, words) : words);
  if (its) return go(`${its}.html`);
  if (file) return here ? press(() => act.jump(Number(line))) : go(page(file));
  if (verb === "progress") return go("index.html#the-way");
  if (!here) return go(page(number));
  return press(() => (verb === "test" ? act.run(seed && Number(seed)) : act[verb]()));
}
