"""Figures of docs/contributing.md."""

import textwrap

from kata import ROOMS
from kata.course import house as rooms
from kata.show import svg

LETTERS = 33  # of a line of files' names
LINE, CELL = 17, 14  # pixels: of text; of the marks,
LEFT, TOP = 254, 104  # which begin here


def house() -> str:
    """The rooms of kata/ from the door downwards: lines, files, and a mark for each room it imports."""
    imports = rooms.imports()
    used = {(rooms.room(a), rooms.room(b)) for a, found in imports.items() for b in found}
    right = LEFT + CELL * len(ROOMS)
    parts, y = [svg.text(LEFT - 18, TOP - 14, "lines", "end", fill=svg.BLUE)], TOP
    for i, name in enumerate(ROOMS):
        files = [path for path in imports if rooms.room(path) == name]
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
        x = LEFT + CELL * (i + 0.5)
        turned = f"translate({x + 4} {TOP - 14}) rotate(-90)"
        parts += [
            svg.line(0, y, right, y, stroke=svg.LINE),
            svg.text(0, y + LINE, name, "start", font_weight=600),
            svg.text(LEFT - 18, y + LINE, f"{lines:,}", "end", fill=svg.BLUE),
            svg.text(0, 0, name, "start", transform=turned),
            svg.rect(x - CELL / 2, y + 5, CELL, CELL, fill=svg.LINE),
        ]
        for j, other in enumerate(ROOMS):
            if i != j and (name, other) in used:
                parts.append(svg.circle(LEFT + CELL * (j + 0.5), y + 12, 4.5, fill=svg.BLUE))
        y += LINE + 8
        for text in textwrap.wrap(_names(files), LETTERS, break_on_hyphens=False):
            parts.append(svg.text(0, y + LINE - 6, text, "start"))
            y += LINE
    return svg.document(right, y + 4, parts, size=13)


def _names(files: list) -> str:
    """Return the names of a room's files; those of a folder inside it are only counted."""
    inside = [path.relative_to(rooms.KATA).parts[1:] for path in files]
    names = [parts[0].removesuffix(".py") for parts in inside if len(parts) == 1]
    names += sorted({f"{parts[0]}/" for parts in inside if len(parts) > 1})
    return ", ".join(name for name in names if name != "__init__")
