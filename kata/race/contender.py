"""Who takes part in a race, and why one is not timed."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contender:
    """One way to do the work of a race.

    Attributes: name, stem (the exercise that it is written in; "" for what is not the learner's),
    environment (of its process), note (said below its result).
    """

    name: str
    stem: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


class LeftOut(Exception):
    """LeftOut(why, size): wrong, lost, missing here, or too slow from this size on."""


def check_losses(losses: list[float], wanted: dict[int, float], what: str) -> None:
    """Compare some losses with the right ones, by their number, counted from 1.

    Args:
        what: of what there is one after the other: "step", "batch".

    Raises:
        LeftOut: one differs by more than 1e-9.
    """
    for number, want in wanted.items():
        loss = losses[number - 1]
        if not abs(loss - want) <= 1e-9:  # NaN is not near anything
            raise LeftOut(
                f"wrong, so not timed: the loss of {what} {number} is {loss:.12g}, want {want:.12g}"
            )
