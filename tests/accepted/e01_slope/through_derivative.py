"""gradient goes through derivative, one function of one number per input."""


def derivative(f, x, h=1e-6):
    rise = f(x + h) - f(x - h)
    run = (x + h) - (x - h)
    return rise / run


def gradient(f, xs, h=1e-6):
    def along(i):
        return lambda x: f([*xs[:i], x, *xs[i + 1 :]])

    return [derivative(along(i), x, h) for i, x in enumerate(xs)]
