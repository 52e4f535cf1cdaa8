"""The one error that ends a command: it names the thing and the way out."""


class CommandError(Exception):
    """Printed as it is; exit status 2."""
