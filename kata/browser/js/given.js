// Which lines of a text are the stub's own, as they were given: true for each of them, false for what is the learner's.
export function given(stub, text) {
  const [before, after] = [stub.split("\n"), text.split("\n")];
  const hole = (line) => /TODO: your code here|raise NotImplementedError/.test(line);
  const found = after.map(() => false);
  const beside = (step, line) => {
    while (after[line]?.trim() === "") line += step;
    return found[line] ?? true;
  };
  // length[i][j]: how many lines before[i:] and after[j:] have in common, in order
  const length = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      length[i][j] = before[i] === after[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) found[j++] = !hole(before[i++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  // An empty line is given where its neighbours are.
  return found.map((is, line) => is && (after[line].trim() !== "" || (beside(-1, line) && beside(1, line))));
}
