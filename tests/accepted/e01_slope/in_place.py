"""gradient nudges the list that it was given, and puts each number back."""


def derivative(f, x, h=1e-6):
    slope = f(x + h) / (2.0 * h)
    return slope - f(x - h) / (2.0 * h)


def gradient(f, xs, h=1e-6):
    slopes = []
    for i, kept in enumerate(list(xs)):
        xs[i] = kept + h
        above = f(xs)
        xs[i] = kept - h
        below = f(xs)
        xs[i] = kept
        slopes.append((above - below) / (2 * h))
    return slopes
