"""A heat as bars made of characters: what was measured, and how the contenders compare."""

import math
import textwrap

BAR = "#"
LEAST_BAR = 8  # characters for the longest bar, however narrow the terminal
NARROW = 64  # below, the least and the most are left out
TABLE = [18, 8, 8, 8, 12]  # the least widths of its columns
SECONDS = {"ms": 1e-3, "s": 1.0}


def head(record: dict, width: int) -> str:
    """Return what is raced, on what, and who is stood in for."""
    lines = [_filled(f"{record['title']}.", width), ground(record, width)]
    if stems := ", ".join(record["standing_in"]):
        lines.append(_filled(f"The solution stands in for {stems}.", width))
    return "\n".join([*lines, ""])


def ground(record: dict, width: int) -> str:
    """Return on what it ran."""
    machine = record["machine"]
    cores = f"{machine['cores']} core{'s' * (machine['cores'] != 1)}"
    kernels = f", kernels for {machine['blas_core']}" * bool(machine["blas_core"])
    blas = f"numpy {machine['numpy']} with {machine['blas']}{kernels}"
    return _filled(f"{machine['cpu']}, {cores}; Python {machine['python']}; {blas}.", width)


def heat(record: dict, heat: dict, width: int, bars: bool = True) -> str:
    """Return the numbers of a heat beside its bars, the longer the faster.

    Without bars, the columns are the same for every race.
    """
    columns = [0, 1, 4] if width <= NARROW else [0, 1, 2, 3, 4]
    if bars and record["unit"] in SECONDS:  # of a product, the memory is its three matrices
        columns.append(5)
    titles = ["", record["unit"], "min", "max", f"x {record['against']}", "MiB"]
    rows = [titles, *(cells(each, record["unit"]) for each in heat["entrants"])]
    wide = [max(len(row[i]) for row in rows) if bars else TABLE[i] for i in columns]
    lines = [
        "  ".join(
            [f"{row[0]:{wide[0]}}", *(f"{row[i]:>{n}}" for i, n in zip(columns[1:], wide[1:]))]
        )
        for row in rows
    ]
    notes = [f"{each['name']}: {each['note']}." for each in heat["entrants"] if each["note"]]
    if bars:
        room = max(LEAST_BAR, width - sum(wide) - 2 * len(wide))
        speeds = [1 / each["seconds"]["median"] for each in heat["entrants"]]
        drawn, factor = logarithmic(speeds, room)
        lines = [f"{line}  {bar}".rstrip() for line, bar in zip(lines, ["", *drawn])]
        if factor > 1:
            notes.append(f"Logarithmic bars: one {BAR} more is {factor:.2f} times as fast.")
    done = _filled(f"{heat['what']}, medians of {heat['rounds']} rounds", width)
    below = [_filled(note, width) for note in notes]
    return "\n".join([done, "", *lines, *[""] * bool(below), *below, ""])


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


def cells(each: dict, unit: str) -> list[str]:
    """Return name, median, least, most, ratio and memory, as they are shown."""
    seconds, rate = each["seconds"], each["rate"]
    if rate is None:
        shown = [seconds[key] / SECONDS[unit] for key in ("median", "min", "max")]
    else:  # the least rate comes from the most seconds
        shown = [rate * seconds["median"] / seconds[key] for key in ("median", "max", "min")]
    memory = f"{each['memory']:.0f}" if each["memory"] else ""
    return [each["name"], *map(number, shown), ratio(each["ratio"]), memory]


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


def _filled(text: str, width: int) -> str:
    return textwrap.fill(text, width, subsequent_indent="  ", break_on_hyphens=False)
