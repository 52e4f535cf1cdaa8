"""Is the house in order: rooms that import only what is below them, and files of one idea?"""

from graphlib import CycleError, TopologicalSorter

from kata import ROOMS
from kata.course.house import KATA, imports, room

LONGEST = 200  # lines of a file


def check_rooms() -> list[str]:
    """Imports in kata/ run downwards, from room to room, and among files there is no circle."""
    found, depth = imports(KATA), {name: index for index, name in enumerate(ROOMS)}
    rooms = {path: room(path, KATA) for path in found}
    said = [
        f"kata/{name} belongs in a room: {', '.join(ROOMS)}"
        for name in sorted({path.relative_to(KATA).parts[0] for path in found})
        if name.removesuffix(".py") not in ROOMS
    ]
    for path, used in found.items():
        shown = path.relative_to(KATA.parent)
        said += [
            f"{shown} uses {other.relative_to(KATA.parent)}: {rooms[path]} is below {rooms[other]}"
            for other in used
            if depth.get(rooms[path], 0) > depth.get(rooms[other], 0)
        ]
        length = len(path.read_text(encoding="utf-8").splitlines())
        said += [f"{shown} has {length} lines: one idea?"] * (length > LONGEST)
    try:
        TopologicalSorter(found).prepare()
    except CycleError as error:
        circle = " -> ".join(path.relative_to(KATA).as_posix() for path in error.args[1])
        said.append(f"these files of kata/ import each other: {circle}")
    return said
