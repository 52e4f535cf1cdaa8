"""A heat as bars made of characters: what was measured, and how the contenders compare."""

import math
import textwrap
from collections.abc import Iterator

from kata.sandbox.progress import Progress

BAR = "#"
LEAST_BAR = 8  # characters for the longest bar, however narrow the terminal
NARROW = 64  # below, the least and the most are left out
SECONDS = {"ms": 1e-3, "s": 1.0}


def follow(records: Iterator[dict], progress: Progress, silent: bool) -> dict:
    """Print what is new in each record of a race, unless silent, and who was left out; return the last."""
    width = progress.width
    try:
        for record in records:
            progress.wipe()
            if not silent:
                heats = record["heats"]
                print(heat(record, heats[-1], width) if heats else head(record, width), flush=True)
    finally:
        progress.wipe()
    if record["left_out"] and not silent:
        print(left_out(record, width))
    return record


def head(record: dict, width: int) -> str:
    """Return what is raced, on what, and who is stood in for."""
    machine = record["machine"]
    cores = f"{machine['cores']} core{'s' * (machine['cores'] != 1)}"
    kernels = f", kernels for {machine['blas_core']}" * bool(machine["blas_core"])
    blas = f"numpy {machine['numpy']} with {machine['blas']}{kernels}"
    told = [
        f"{record['title']}.",
        f"{machine['cpu']}, {cores}; Python {machine['python']}; {blas}.",
    ]
    if stems := ", ".join(record["standing_in"]):
        told.append(f"The solution stands in for {stems}.")
    return "\n".join([*(_filled(line, width) for line in told), ""])


def heat(record: dict, heat: dict, width: int) -> str:
    """Return the numbers of a heat beside its bars, the longer the faster."""
    unit, entrants = record["unit"], heat["entrants"]
    columns = [0, 1, 4] if width <= NARROW else [0, 1, 2, 3, 4]
    if unit in SECONDS and any(each["memory"] for each in entrants):  # else three matrices
        columns.append(5)
    titles = ["", unit, "min", "max", f"x {record['against']}", "MiB"]
    rows = [titles, *(cells(each, heat, record) for each in entrants)]
    wide = [max(len(row[i]) for row in rows) for i in columns]
    room = max(LEAST_BAR, width - sum(wide) - 2 * len(wide))
    bars, factor = logarithmic([1 / each["seconds"]["median"] for each in entrants], room)
    lines = []
    for row, bar in zip(rows, ["", *bars]):
        name, *numbers = (f"{row[i]:>{n}}" if i else f"{row[i]:{n}}" for i, n in zip(columns, wide))
        lines.append("  ".join([name, *numbers, bar]).rstrip())
    notes = [f"{each['name']}: {each['note']}." for each in entrants if each["note"]]
    if factor > 1:
        notes.append(f"Logarithmic bars: one {BAR} more is {factor:.2f} times as fast.")
    done = _filled(f"{heat['what']}, medians of {heat['rounds']} rounds", width)
    below = [_filled(note, width) for note in notes]
    return "\n".join([done, "", *lines, *[""] * bool(below), *below, ""])


def left_out(record: dict, width: int) -> str:
    """Say who is left out, and why: a line for each reason."""
    reasons: dict[tuple, list[str]] = {}
    for each in record["left_out"]:
        reasons.setdefault((each["size"], each["why"]), []).append(each["name"])
    return "\n".join(
        _filled(f"Left out{f' at n = {size}' if size else ''}: {', '.join(names)}: {why}", width)
        for (size, why), names in reasons.items()
    )


def logarithmic(speeds: list[float], room: int) -> tuple[list[str], float]:
    """Return a bar for each speed, and by how much a character more is faster; one for the slowest."""
    least, most = min(speeds), max(speeds)
    step = math.log(most / least) / (room - 1)
    lengths = [1 + round(math.log(speed / least) / step) if step else room for speed in speeds]
    return [BAR * length for length in lengths], math.exp(step)


def cells(each: dict, heat: dict, record: dict) -> list[str]:
    """Return name, median, least, most, how many times as fast, and memory, as they are shown."""
    unit = record["unit"]
    against = [other for other in heat["entrants"] if other["name"] == record["against"]]
    shown = measured(each, unit)
    times = quotient(shown[0], measured(against[0], unit)[0], unit) if against else None
    memory = f"{each['memory']:.0f}" if each["memory"] else ""
    return [each["name"], *shown, ratio(times), memory]


def measured(each: dict, unit: str) -> list[str]:
    """Return median, least and most of one contender, as they are shown."""
    seconds, rate = each["seconds"], each["rate"]
    if rate is None:
        return [number(seconds[key] / SECONDS[unit]) for key in ("median", "min", "max")]
    # the least rate comes from the most seconds
    return [number(rate * seconds["median"] / seconds[key]) for key in ("median", "max", "min")]


def quotient(own: str, against: str, unit: str) -> float | None:
    """Return how many times as fast, by the numbers as they are shown, so that a reader finds the same."""
    mine, its = (float(each.replace(",", "")) for each in (own, against))
    faster, slower = (its, mine) if unit in SECONDS else (mine, its)
    return faster / slower if faster and slower else None


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
