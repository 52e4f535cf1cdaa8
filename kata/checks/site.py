"""Does the site hold: the figures it is made of, and all of it in a browser?"""

import tempfile

from kata import checks
from kata.checks import tools


def check_measured_tables() -> list[str]:
    """Every table that a figure's file measures reads as that function writes it now."""
    from kata.site import tables

    return tables.stale()


def check_site() -> list[str]:
    """The site builds without a warning, and tests/site finds it whole in a real browser."""
    from kata.site import build
    from tests.site.conftest import CHROMIUM, NO_CHROMIUM

    build.prepare()
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        # MkDocs would say ten lines on its future at every build.
        build_it = ("-m", "mkdocs", "build", "--strict", "--site-dir", folder)
        if said := tools.complaints(*build_it, NO_MKDOCS_2_WARNING="1"):
            return said
        if CHROMIUM is None:
            raise checks.Skip(f"the site builds, but in no browser was it looked at: {NO_CHROMIUM}")
        return tools.complaints(
            *tools.PYTEST, "-n", str(tools.CORES), "tests/site", KATA_SITE=folder
        )
