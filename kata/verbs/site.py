"""Build the site into site/, ready to be opened from the disk: site/index.html."""

from kata import environment


def run(options) -> int:
    environment.need("site")
    from kata.site import build

    build.prepare()
    return build.mkdocs("build", "--strict")
