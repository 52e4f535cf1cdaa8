"""The maths font: STIX Two Math (SIL Open Font License) out of the package ziamath, cut to what pages use."""

import importlib.util
from pathlib import Path

from fontTools import subset

from kata.course.paths import DOCS

FONT = DOCS / "fonts" / "kata-math.woff"
BLOCKS = (  # Unicode: Latin, Greek, punctuation, letterlike, arrows, operators, technical, mathematical letters
    *((0x20, 0x17F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x2000, 0x206F), (0x20D0, 0x20FF)),
    *((0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2308, 0x230B), (0x239B, 0x23B6)),
    *(
        (0x23DC, 0x23E1),
        (0x27E6, 0x27EF),
        (0x1D434, 0x1D467),
        (0x1D6A4, 0x1D6E1),
        (0x1D7CE, 0x1D7D7),
    ),
)


def make() -> None:
    """Write the font into docs/fonts/, unless it is there."""
    if FONT.exists():
        return
    package = Path(importlib.util.find_spec("ziamath").origin).parent
    options = subset.Options(flavor="woff", layout_features=["*"], notdef_outline=True)
    font = subset.load_font(str(package / "fonts" / "STIXTwoMath-Regular.ttf"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in BLOCKS for code in range(first, last + 1)])
    cutter.subset(font)
    FONT.parent.mkdir(exist_ok=True)
    subset.save_font(font, str(FONT), options)
