"""gradient nudges one working copy, and puts each number back when its turn is over."""


def derivative(f, x, h=1e-6):
    above, below = f(x + h), f(x - h)
    return above / (2 * h) - below / (2 * h)


def gradient(f, xs, h=1e-6):
    point, slopes = [*xs], [0.0] * len(xs)
    for i, x in enumerate(xs):
        point[i] = x + h
        above = f(point)
        point[i] = x - h
        below = f(point)
        point[i] = x
        slopes[i] = 0.5 * (above - below) / h
    return slopes
