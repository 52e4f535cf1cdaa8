"""One-line answers in a pack: what a hidden solution, or another right way, computes, under whatever names.

Two expressions are one answer if they are alike once every name, and every chain of names such as
`self.weights`, is `_`, once a + b is b + a, `x.exp()`, `math.exp(x)` and `np.exp(x)` are one, and once a
loop that only adds up, or appends, is a sum, or a list. Lines of C, and of JavaScript, are compared by
their tokens.
"""

import ast
import builtins
import html
import re
import textwrap
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress

from kata.course import regions
from kata.course.exercises import Exercise, exercises
from kata.course.paths import TESTS
from tests.kata.pack import search

LEAST = 3  # operations of a part of an answer, and one fewer where it is all that a line computes:
TOKENS = 15  # what is shorter stands everywhere; so many are in a line of C
WHOLE = "all of a line: "
ANYWHERE = ""
MAY_STAND = {  # a whole expression, and where it is no leak
    # What a docstring, or the text of a page, says to whoever is to write it.
    "1 / (1 + math.exp(-x))": ANYWHERE,
    "1 + math.exp(-x)": ANYWHERE,
    "x if x > 0 else 0": "tests/wrong.py",
    "max(1, abs(a), abs(n))": "tests/test_e03_backward.py",
    "len(weights) != len(inputs)": ANYWHERE,
    "x if isinstance(x, Value) else Value(x)": ANYWHERE,
    "loss(model(inputs[i]), targets[i])": "docs/e08_training.md",
    "x @ w + b": "docs/",
    "(p.log() * target).sum()": "docs/e13_tensor.md",
    "-(p.log() * target).sum()": "docs/e13_tensor.md",
    # What only looks like an answer, or like a part of one, and does something else there.
    "a * b + c": ANYWHERE,
    "[a + b for a, b in zip(x, y)]": ANYWHERE,
    "[a - b for a, b in zip(x, y)]": ANYWHERE,
    "[a * b for a, b in zip(x, y)]": ANYWHERE,
    "sum(numbers) / len(numbers)": ANYWHERE,
    "[f(x) for x in xs]": ANYWHERE,
    "[f(x, y, z) for _ in range(n)]": "docs/e11_fast_value.md",
    "Path(folder) / name": "kata/",
    "items[i * n : (i + 1) * n]": ANYWHERE,
    "columns[i] - columns[j]": "kata/show/graph_layout.py",
    "[value for value in order if id(value) not in known]": "tests/test_e0",
    "[rng.uniform(-1, 1) for _ in range(n)]": "tests/test_e05_mlp.py",
    "[order[i::n] for i in range(n)]": "e07_descent",
    "sum(g**2 for g in gs)": "tests/test_e07_descent.py",
    "isinstance(x, bool) or not isinstance(x, Real)": "tests/test_e06_losses.py",
    "rate * g / len(gs)": "e07_descent",
    "alive(kind) - before": "site/e11_fast_value.html",
    # Wrong ideas of an exercise that is not hidden.
    "rate * grad / len(rows)": "site/e10_digits.html",
    "g * (x > 0)": "tests/test_e02_value.py",
    "bias + sum(w * x for w, x in zip(ws, xs))": "e04_neuron",
    "sum(y * p for p, y in zip(ps, ys))": "tests/test_e06_losses.py",
    "(z - max(zs)).exp()": "tests/test_e06_losses.py",
    "[(z - max(zs)).exp() for z in zs]": "tests/test_e06_losses.py",
    "[z / sum(zs) for z in zs]": "tests/test_e06_losses.py",
}
COUNTED = (
    *(ast.BinOp, ast.UnaryOp, ast.Call, ast.Compare, ast.Subscript, ast.IfExp, ast.BoolOp),
    *(ast.comprehension, ast.AugAssign, ast.For),
)
PARTS = (ast.expr, ast.AugAssign, ast.For)
LINES = (ast.Return, ast.Lambda, ast.Expr, ast.Assign, ast.AugAssign)
AROUND = {"float", "int", "list", "tuple", "Value", "Number", "array", "asarray"}  # a number
LIBRARIES = {"math", "cmath", "np", "numpy", "operator", "random", "itertools"}
TURNED = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}
PYTHONS_OWN = re.compile(r"site/browser/(packages|stdlib)\.js/")  # for the editor in a page
CODE = re.compile(r"```.*\n([\s\S]*?)```|`([^`\n]+)`|<code[^>]*>([\s\S]*?)</code>")
TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|[^\w\s]+?(?=[\w\s]|$)|\S")


def found(pack: bytes, chosen: list[Exercise], hidden: list[Exercise]) -> list[str]:
    """Return where in a pack an answer to one of the chosen stands, and whose it is.

    What is sealed is not looked at, and what an earlier exercise has in plain sight is no answer to a later one.
    """
    known: dict[str, str] = {}
    for each in exercises()[::-1]:
        theirs = dict.fromkeys(answers(each), each.stem)
        known = {form: stem for form, stem in known.items() if each in hidden or form not in theirs}
        known |= theirs if each in chosen else {}
    rows = {row: each.stem for each in chosen for row in lines(each)}
    stands = [([*forms(code)][-1], where) for code, where in MAY_STAND.items()]
    said = set()
    for name, text in search.texts("", pack):
        if name.endswith(search.UNSEALED) or PYTHONS_OWN.search(name):
            continue
        for code in [text] if name.endswith(".py") else _codes(text):
            there = forms(code)
            for form in there.keys() & known.keys():
                if not any(form == each and where in name for each, where in stands):
                    said.add(f"{name}: {there[form]} <= {known[form]}")
        if not name.endswith(".py"):
            tokens = _tokens(text)
            said |= {f"{name}: {row} <= {rows[row]}" for row in rows if row in tokens}
    return sorted(said)


def _codes(text: str) -> Iterator[str]:
    """Yield the pieces of code in a page; of a session, what is typed."""
    for each in CODE.findall(text):
        code = html.unescape(re.sub("</?(span|a|code)[^>]*>", "", "".join(each)))
        typed = re.findall(r"^(?:>>>|\.\.\.) ?(.*)", code, re.MULTILINE)
        yield "\n".join(typed) or code


def answers(exercise: Exercise) -> set[str]:
    """Return the forms of the solution to an exercise and of the other right ways, but for what its stub shows."""
    bodies = [body for path in exercise.parts.values() for body in regions.bodies(path).values()]
    accepted = (TESTS / "accepted" / exercise.stem).glob("*.py")
    known = {*forms(*bodies, *(path.read_text() for path in accepted))}
    rows = [re.findall(r"^ *[^ #].*", body, re.MULTILINE) for body in bodies]
    alone = {*forms(*(own[0] for own in rows if len(own) == 1))}
    known = {form for form in known if not form.startswith(WHOLE) or form in alone}
    stubs = "\n".join(text.decode() for text in regions.stubs(exercise).values())
    return known - {*forms(stubs)}


def lines(exercise: Exercise) -> set[str]:
    """Return the longer lines of a solution that are not in its stub, by their tokens."""
    stubs = _tokens("\n".join(text.decode() for text in regions.stubs(exercise).values()))
    bodies = [body for path in exercise.parts.values() for body in regions.bodies(path).values()]
    found = {_tokens(line) for body in bodies for line in body.splitlines()}
    return {line for line in found if line.count(" ") > TOKENS and line not in stubs}


def _tokens(text: str) -> str:
    words = ("_" if word[0].isalpha() else word for word in TOKEN.findall(text))
    return f" {' '.join(words)} "


def forms(*codes: str) -> dict[str, str]:
    """Return what is computed in pieces of code, in the form that is compared: as it is written."""
    found: dict[str, str] = {}
    for code in codes:
        for tree in _trees(code):
            with suppress(RecursionError):  # text of a script, say; no answer is nested so deep
                _form(tree, found)
    return found


def _trees(code: str) -> Iterator[ast.AST]:
    """Yield the code as Python reads it, and the texts in it that are code."""
    code = textwrap.dedent(code)
    for text in (code, f"def f():\n{textwrap.indent(code, ' ')}"):
        try:
            with warnings.catch_warnings(
                action="ignore"
            ):  # of backslashes, in a text that is no code
                tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        yield tree
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from _trees(node.value)
        return


def _form(node: ast.AST, found: dict[str, str]) -> tuple[str, int]:
    """Return the form of a tree, and how many operations are in it; those of its parts are found on the way."""
    sizes = [int(isinstance(node, COUNTED) and not _is_around(node))]

    def of(part) -> str:
        if isinstance(part, list):
            return f"[{','.join(map(of, part))}]"
        if not isinstance(part, ast.AST):
            return repr(part)
        form, size = _form(part, found)
        sizes.append(size)
        return form

    form = _written(node, of)
    size = sum(sizes)
    if size >= LEAST and isinstance(node, PARTS) and not isinstance(node, ast.Slice):
        found.setdefault(form, ast.unparse(node).partition("\n")[0])
    elif size == LEAST - 1 and isinstance(node, LINES):
        found.setdefault(WHOLE + form, ast.unparse(node))
    return form, size


def _written(node: ast.AST, of: Callable) -> str:
    match node:
        case ast.Name() | ast.arg():
            return "_"
        case ast.Attribute() if _is_chain(node):
            return "_"
        case ast.Constant(value=bool() | None | str()):
            return repr(node.value)
        case ast.Constant(value=int() as number) if number > 2:
            return "_"
        case ast.Constant():
            return repr(node.value).removesuffix(".0")
        case ast.JoinedStr():
            return "text"
        case (
            ast.Lambda(body=inner)
            | ast.Expr(value=inner)
            | ast.Return(value=inner)
            | ast.Assign(value=inner)
        ):
            return of(inner)
        case ast.Call() if _is_around(node):
            return of(node.args[0])
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            words = [*map(of, node.args), *sorted(f"{k.arg}={of(k.value)}" for k in node.keywords)]
            owner = getattr(node.func, "value", ast.Name("math"))
            if not (isinstance(owner, ast.Name) and owner.id in LIBRARIES):
                words.insert(0, of(owner))
            own = isinstance(node.func, ast.Name) and name not in vars(builtins)
            return f"{'_' if own else name}({','.join(words)})"
        case ast.BinOp(op=ast.Add() | ast.Mult()):
            return (
                f"({f' {type(node.op).__name__} '.join(sorted([of(node.left), of(node.right)]))})"
            )
        case ast.Compare(ops=[op], comparators=[right]) if type(op) in TURNED:
            return f"({of(right)} {TURNED[type(op)].__name__} {of(node.left)})"
        case ast.Compare(ops=[op], comparators=[right]):
            return f"({of(node.left)} {type(op).__name__} {of(right)})"
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            return f"each({of(node.elt)} {' '.join(map(of, node.generators))})"
        case ast.comprehension():
            return f"for {of(node.target)} in {of(node.iter)} {of(node.ifs)}"
        case ast.For(body=[only], orelse=[]) if added := _added(only):
            return f"sum(each({of(added)} for {of(node.target)} in {of(node.iter)} []))"
    fields = (of(value) for name, value in ast.iter_fields(node) if name != "ctx")
    return f"{type(node).__name__}({','.join(fields)})"


def _added(statement: ast.stmt) -> ast.expr | None:
    """Return what a statement adds to a sum: `total += x`, `total = total + x`."""
    match statement:
        case ast.AugAssign(target=ast.Name(), op=ast.Add(), value=value):
            return value
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.BinOp(left=ast.Name(id=same), op=ast.Add(), right=value),
        ) if name == same:
            return value
    return None


def _is_around(node: ast.AST) -> bool:
    """Is this only a number, as `float(x)`, `Value(x)` and -1 are?"""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[_], keywords=[]):
            return name in AROUND
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return True
    return False


def _is_chain(node: ast.AST) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)
