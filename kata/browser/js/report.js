// A report of the tests: the words of the terminal, in which places and commands can be pressed.

const LINK = /site\/(e\d\d_\w+)\.html|exercises\/(e\d\d_\w+)\.py:(\d+)|make\s(hint|solution|test|progress)(?:\s+EX=(\d+)[.\d]*)?(?:\s+SEED=(\d+))?/g;

// act: { jump(line), hint(), solution(), run(seed) }; pages: the names of all exercises' pages
export function report(text, stem, act, pages) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(from, found.index), linked(found, stem, act, pages));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

function linked([words, its, file, line, verb, number, seed], stem, act, pages) {
  const here = file ? file === stem : Number(number) === Number(stem.slice(1, 3));
  const press = (onclick) => kata.make("button", { type: "button", className: "link", onclick }, words);
  const go = (href) => kata.make("a", { href }, words);
  const page = (which) => {
    const found = pages.find((each) => each === which || Number(each.slice(1, 3)) === Number(which));
    return found ? go(`${found}.html`) : words;
  };
  if (its) return go(`${its}.html`);
  if (file) return here ? press(() => act.jump(Number(line))) : page(file);
  if (verb === "progress") return go("index.html#the-way");
  if (!here) return page(number);
  return press(() => (verb === "test" ? act.run(seed && Number(seed)) : act[verb]()));
}
