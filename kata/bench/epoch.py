"""An epoch of the digits with e10's train, scikit-learn and torch: for make bench."""

from collections.abc import Callable

import numpy as np

from kata.course import digits
from kata.race import e10_digits
from kata.race.contender import Contender, LeftOut
from kata.race.network import BATCH, LEARNING_RATE

TITLE = "Training the digits network (64-32-10, batches of 32), on one thread"
WHAT = e10_digits.WHAT
UNIT, AGAINST = "ms", "e10 train"
EPOCHS, ACCURACY = 10, 0.8  # what each must have learned before it is timed


def contenders() -> list[Contender]:
    return [Contender("e10 train", "e10_digits"), Contender("scikit-learn"), Contender("torch")]


def prepare(name: str, size: None) -> tuple[Callable, float]:
    """Return the call that is timed, a whole epoch; a LeftOut says what is not installed, or does not learn."""
    train_x, train_labels, x, labels = digits.load()
    make = {"e10 train": own, "scikit-learn": sklearn, "torch": torch}[name]
    try:
        epoch, read = make(train_x, train_labels)
    except ModuleNotFoundError as error:
        raise LeftOut(f"no module {error.name} here (make bench PEERS=1 installs it)") from None
    for _ in range(EPOCHS):
        epoch()
    right = float((read(x) == labels).mean())
    if right < ACCURACY:
        raise LeftOut(f"not timed: {right:.1%} right after {EPOCHS} epochs")
    return epoch, 1.0


def own(x: np.ndarray, labels: np.ndarray) -> tuple[Callable, Callable]:
    """Return a call that trains e10's network for an epoch, and one that reads digits."""
    from exercises import e10_digits

    rng = np.random.default_rng(0)
    p, targets = e10_digits.init_parameters([64, 32, 10], rng), np.eye(10)[labels]
    return (
        lambda: e10_digits.train(p, x, targets, LEARNING_RATE, BATCH, 1, rng),
        lambda x: e10_digits.forward(p, x)[0].argmax(axis=1),
    )


def sklearn(x: np.ndarray, labels: np.ndarray) -> tuple[Callable, Callable]:
    """Return the same for scikit-learn's network."""
    from sklearn.neural_network import MLPClassifier

    plain = {"solver": "sgd", "alpha": 0, "momentum": 0, "random_state": 0}
    sizes = {"batch_size": BATCH, "learning_rate_init": LEARNING_RATE}
    model = MLPClassifier([32], **plain, **sizes)
    return lambda: model.partial_fit(x, labels, classes=range(10)), model.predict


def torch(x: np.ndarray, labels: np.ndarray) -> tuple[Callable, Callable]:
    """Return the same for torch's, in its own float32."""
    import torch
    from torch import nn

    torch.manual_seed(0)
    torch.set_num_threads(1)
    inputs, targets = torch.tensor(x, dtype=torch.float32), torch.tensor(labels)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    descent, loss = torch.optim.SGD(model.parameters(), LEARNING_RATE), nn.CrossEntropyLoss()

    def epoch() -> None:
        for batch in torch.randperm(len(inputs)).split(BATCH):
            descent.zero_grad()
            loss(model(inputs[batch]), targets[batch]).backward()
            descent.step()

    @torch.no_grad()
    def read(x: np.ndarray) -> np.ndarray:
        return model(torch.tensor(x, dtype=torch.float32)).argmax(dim=1).numpy()

    return epoch, read
