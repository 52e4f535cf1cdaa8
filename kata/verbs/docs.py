"""Read the site on localhost: the address is printed, Ctrl-C ends it."""

from kata import environment


def run(options) -> int:
    environment.need("site")
    from kata.site import build

    build.prepare()
    return build.mkdocs("serve")
