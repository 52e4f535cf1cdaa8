"""The first losses of the digits network in PyTorch, which the page of e13 shows beside those of a Tensor.

python -m kata.bench.pytorch    records them, where torch is installed; make bench PEERS=1 compares
"""

import json
from importlib.util import find_spec

from kata.course.paths import DOCS
from kata.race import e13_tensor, network

RECORD = DOCS / "measured" / "e13_pytorch.json"
FIRST = 5


def losses() -> list[float]:
    """Return the losses of the first batches, each before its update."""
    train = network.of_pytorch()
    return [train(*batch) for batch in e13_tensor.batches(True)[:FIRST]]


def compared() -> str:
    """Say whether PyTorch still gives what is recorded."""
    if not find_spec("torch"):
        return "PyTorch is not installed here, so its losses on the page of e13 are not compared."
    pairs = [*zip(losses(), recorded()["losses"])]
    worst = max(abs(now - then) for now, then in pairs)
    verdict = "are as recorded" if worst <= 1e-9 else f"differ from the record by {worst:.2g}"
    return f"The first {len(pairs)} losses of PyTorch on the page of e13 {verdict}."


def recorded() -> dict:
    """Return the record: {"torch": version, "losses": [...]}."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    import torch

    found = {"torch": torch.__version__, "losses": losses()}
    RECORD.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"wrote docs/measured/{RECORD.name}")
