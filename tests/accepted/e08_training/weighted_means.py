"""Adds the losses up as one Value, weighs each batch's mean, zeroes through the optimizer."""

from random import Random

from .e02_value import Value
from .e07_descent import batches


def train(model, inputs, targets, loss, optimizer, batch_size, epochs, rng=None):
    if rng is None:
        rng = Random()
    history, epoch = [], 0
    while epoch < epochs:
        mean_of_epoch = 0.0
        for batch in batches(len(inputs), batch_size, rng):
            total = Value(0.0)
            for i in batch:
                total = total + loss(model(inputs[i]), targets[i])
            mean_of_batch = total * (1.0 / len(batch))
            for parameter in optimizer.parameters:
                parameter.grad = 0.0
            mean_of_batch.backward()
            mean_of_epoch += mean_of_batch.data * len(batch) / len(inputs)
            optimizer.step()
        history.append(mean_of_epoch)
        epoch += 1
    return history


def accuracy(model, inputs, labels):
    right = []
    for i in range(len(inputs)):
        outputs = model(inputs[i])
        if len(outputs) > 1:
            best = 0
            for k in range(1, len(outputs)):
                if outputs[k].data > outputs[best].data:
                    best = k
        elif outputs[0].data > 0:
            best = 1
        else:
            best = 0
        right.append(1 if best == labels[i] else 0)
    return sum(right) / len(right)
