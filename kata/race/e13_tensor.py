"""An epoch of the digits network: backwards by hand, with your Tensors, and in PyTorch."""

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from kata.course import digits
from kata.race import e10_digits, network
from kata.race.contender import Contender, LeftOut, check_losses
from kata.race.network import BATCH

TITLE, WHAT, UNIT = e10_digits.TITLE, e10_digits.WHAT, "ms"
STANDS_ON = ["e07_descent"]
AGAINST = "numpy by hand"
STARTS = {AGAINST: network.of_arrays, "Tensor": network.of_tensors, "PyTorch": network.of_pytorch}


def contenders() -> list[Contender]:
    torch = Contender("PyTorch", note="the same float64 numbers, batch after batch")
    return [Contender(AGAINST, "e10_digits"), Contender("Tensor", "e13_tensor"), torch]


def prepare(name: str, size: None) -> tuple[Callable, float]:
    """Return the call that is timed, a whole epoch; a LeftOut says that it is wrong, or not installed."""
    if name == "PyTorch" and not find_spec("torch"):
        raise LeftOut("not installed here (make bench PEERS=1 installs it; no exercise needs it)")
    given = batches(name == "PyTorch")

    def epoch() -> list[float]:
        train = STARTS[name]()
        return [train(*batch) for batch in given]

    check_losses(epoch(), e10_digits.LOSSES, "batch")
    return epoch, 1.0


def batches(of_torch: bool) -> list[tuple]:
    """Return pixels and targets of each batch of an epoch, in the order of the file."""
    x, labels, _, _ = digits.load()
    if of_torch:
        import torch

        torch.set_num_threads(1)
        return [*zip(torch.tensor(x).split(BATCH), torch.tensor(labels).split(BATCH))]
    targets = np.eye(digits.CLASSES)[labels]
    return [(x[i : i + BATCH], targets[i : i + BATCH]) for i in range(0, len(x), BATCH)]
