"""A heat as bars made of characters: what was measured, and how the entrants compare."""

import math
import textwrap

BAR = "#"
LEAST_BAR = 8  # characters for the longest bar, however narrow the terminal
NARROW = 64  # below, the least and the most are left out
TABLE = [18, 8, 8, 8, 12]  # the widths of its columns
SECONDS = {"ms": 1e-3, "s": 1.0}


def head(record: dict, width: int) -> str:
    """Return what is raced, on what, and who is stood in for."""
    lines = [_filled(f"{record['title']}.", width), ground(record, width)]
    if record["standing_in"]:
        stems = ", ".join(record["standing_in"])
        lines.append(_filled(f"The solution stands in for {stems}.", width))
    return "\n".join(lines) + "\n"


def ground(record: dict, width: int) -> str:
    """Return on what it ran."""
    machine = record["machine"]
    cores = f"{machine['cores']} core{'s' * (machine['cores'] != 1)}"
    kernels = f", kernels for {machine['blas_core']}" * bool(machine["blas_core"])
    blas = f"numpy {machine['numpy']} with {machine['blas']}{kernels}"
    return _filled(f"{machine['cpu']}, {cores}; Python {machine['python']}; {blas}.", width)


def heat(record: dict, width: int) -> str:
    """Return the bars of the latest heat, the longer the faster."""
    heat = record["heats"][-1]
    entrants, rows = heat["entrants"], _rows(record, heat)
    if record["unit"] not in SECONDS:  # of a product, the memory is its three matrices
        rows = [row[:-1] for row in rows]
    if width < NARROW:
        rows = [[*row[:2], *row[4:]] for row in rows]
    wide = [max(map(len, column)) for column in zip(*rows)]
    room = max(LEAST_BAR, width - sum(wide) - 2 * len(wide))
    bars, factor = logarithmic([1 / each["seconds"]["median"] for each in entrants], room)
    lines = [_filled(f"{heat['what']}, medians of {heat['rounds']} rounds", width), ""]
    lines += [f"{_line(row, wide)}  {bar}".rstrip() for row, bar in zip(rows, ["", *bars])]
    lines += ["", *notes(heat, width)]
    if factor > 1:
        said = f"Logarithmic bars: one {BAR} more is {factor:.2f} times as fast."
        lines.append(_filled(said, width))
    return "\n".join(lines).rstrip() + "\n"


def table(record: dict, width: int) -> str:
    """Return all heats without bars, in columns that are the same for every race."""
    lines = [_filled(f"{record['title']}.", width)]
    columns = [0, 1, 2, 3, 4] if width > sum(TABLE) + 2 * len(TABLE) else [0, 1, 4]
    wide = [TABLE[i] for i in columns]
    for heat in record["heats"]:
        lines.append(_filled(f"{heat['what']}, medians of {heat['rounds']} rounds", width))
        lines += [_line([row[i] for i in columns], wide) for row in _rows(record, heat)]
        lines += notes(heat, width)
    return "\n".join(lines)


def notes(heat: dict, width: int) -> list[str]:
    """Return what is said below a heat of single entrants."""
    told = [f"{each['name']}: {each['note']}." for each in heat["entrants"] if each["note"]]
    return [_filled(line, width) for line in told]


def left_out(record: dict, width: int) -> list[str]:
    """Say who is left out, and why: a line for each reason."""
    reasons: dict[tuple, list[str]] = {}
    for each in record["left_out"]:
        reasons.setdefault((each["size"], each["why"]), []).append(each["name"])
    return [
        _filled(f"Left out{f' at n = {size}' if size else ''}: {', '.join(names)}: {why}", width)
        for (size, why), names in reasons.items()
    ]


def logarithmic(speeds: list[float], room: int) -> tuple[list[str], float]:
    """Return a bar for each speed, and by how much a character more is faster; one for the slowest."""
    least, most = min(speeds), max(speeds)
    step = math.log(most / least) / (room - 1)
    lengths = [1 + round(math.log(speed / least) / step) if step else room for speed in speeds]
    return [BAR * length for length in lengths], math.exp(step)


def number(x: float) -> str:
    """Return x in three digits, without an exponent."""
    if x >= 100:
        return f"{float(f'{x:.3g}'):,.0f}"
    digits = 2 - math.floor(math.log10(x)) if x > 0 else 0
    return f"{x:.{min(digits, 6)}f}"


def ratio(x: float | None) -> str:
    """Return a ratio as a learner says it: 1.9, 40, 1/2,100."""
    if x is None:
        return "-"
    return number(x) if x >= 0.1 else f"1/{number(1 / x)}"


def _rows(record: dict, heat: dict) -> list[list[str]]:
    """Return the head of a heat's columns, and a row for each entrant."""
    head = ["", record["unit"], "min", "max", f"x {record['against']}", "MiB"]
    return [head, *(cells(each, record["unit"]) for each in heat["entrants"])]


def _line(row: list[str], wide: list[int]) -> str:
    name, *others = row
    return "  ".join([name.ljust(wide[0]), *(c.rjust(n) for c, n in zip(others, wide[1:]))])


def cells(each: dict, unit: str) -> list[str]:
    """Return name, median, least, most, ratio and memory, as they are shown."""
    seconds = each["seconds"]
    if each["rate"] is None:
        shown = [seconds[key] / SECONDS[unit] for key in ("median", "min", "max")]
    else:  # the least rate comes from the most seconds
        shown = [
            each["rate"] * seconds["median"] / seconds[key] for key in ("median", "max", "min")
        ]
    memory = f"{each['memory']:.0f}" if each["memory"] else ""
    return [each["name"], *map(number, shown), ratio(each["ratio"]), memory]


def _filled(text: str, width: int) -> str:
    return textwrap.fill(text, width, subsequent_indent="  ", break_on_hyphens=False)
