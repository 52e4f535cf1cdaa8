"""Who takes part in a race, and why one is not timed."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contender:
    """One way to do the work of a race."""

    name: str
    stem: str = ""  # the exercise that it is written in; "" for what is not the learner's
    environment: Mapping[str, str] = field(default_factory=dict)  # of its process
    note: str = ""  # said below its result


class LeftOut(Exception):
    """LeftOut(why, size): wrong, lost, missing here, or too slow from this size on."""


def check_losses(losses: list[float], wanted: dict[int, float], what: str) -> None:
    """Raise LeftOut where one of these losses, numbered from 1, is not the one wanted; what: "step" or "batch"."""
    for number, want in wanted.items():
        loss = losses[number - 1]
        if not abs(loss - want) <= 1e-9:  # NaN is not near anything
            raise LeftOut(
                f"wrong, so not timed: the loss of {what} {number} is {loss:.12g}, want {want:.12g}"
            )
