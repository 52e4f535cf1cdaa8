"""Read the site on localhost: the address is printed, Ctrl-C ends it."""

from kata.verbs.site import mkdocs


def run(options) -> int:
    return mkdocs("serve")
