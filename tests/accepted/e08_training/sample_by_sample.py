"""Calls backward for every sample with its share of the loss, and shuffles without batches()."""

import random


def train(model, inputs, targets, loss, optimizer, batch_size, epochs, rng=None):
    rng = rng or random.Random()
    order = list(range(len(inputs)))
    history = []
    for _ in range(epochs):
        rng.shuffle(order)
        measured = []
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            for p in model.parameters():
                p.grad = 0
            for i in batch:
                share = loss(model(inputs[i]), targets[i]) * (1 / len(batch))
                share.backward()
                measured.append(share.data * len(batch))
            optimizer.step()
        history.append(sum(measured) / len(measured))
    return history


def accuracy(model, inputs, labels):
    def named(sample):
        scores = [float(output.data) for output in model(sample)]
        if len(scores) == 1:
            return scores[0] > 0
        return max(range(len(scores)), key=scores.__getitem__)

    return sum(named(x) == label for x, label in zip(inputs, labels)) / len(inputs)
