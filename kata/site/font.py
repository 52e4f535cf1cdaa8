"""The site's fonts, cut to what pages use out of packages: all under the SIL Open Font License.

Source Serif 4 for text, figures and headings, Source Code Pro for code, STIX Two Math for formulas.
"""

import importlib.util
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from kata.course.paths import DOCS
from kata.sandbox.isolation import uncollected

FONTS = DOCS / "fonts"
SERIF = "fontpkg_source_serif_4/files/SourceSerif4"
CUTS = {  # the file out of a package, and where on its axes: 14 points is a size for reading
    "kata-text": (f"{SERIF}[opsz,wght].ttf", {"opsz": 14, "wght": 400}),
    "kata-bold": (f"{SERIF}[opsz,wght].ttf", {"opsz": 14, "wght": 600}),
    "kata-italic": (f"{SERIF}-Italic[opsz,wght].ttf", {"opsz": 14, "wght": 400}),
    "kata-code": ("fontpkg_source_code_pro/files/SourceCodePro[wght].ttf", {"wght": 400}),
    "kata-math": ("ziamath/fonts/STIXTwoMath-Regular.ttf", {}),
}
# Unicode: Latin, Greek, punctuation, superscripts and subscripts, letterlike, arrows, operators, shapes
TEXT_BLOCKS = (
    *((0x20, 0x7E), (0xA0, 0xFF), (0x3B1, 0x3C9), (0x2010, 0x2026), (0x2070, 0x208E)),
    *((0x2190, 0x2193), (0x2202, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2713)),
)
MATH_BLOCKS = (  # as above, and combining marks, technical pieces of brackets, mathematical letters
    *((0x20, 0x17F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x2000, 0x206F), (0x20D0, 0x20FF)),
    *((0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2308, 0x230B), (0x239B, 0x23B6)),
    *((0x23DC, 0x23E1), (0x27E6, 0x27EF), (0x1D434, 0x1D467), (0x1D6A4, 0x1D6E1)),
    *((0x1D7CE, 0x1D7D7), (0x25CB, 0x25CF), (0x2605, 0x2606)),
)


def make() -> None:
    """Write the fonts into docs/fonts/, but those that are there."""
    FONTS.mkdir(exist_ok=True)
    with uncollected():  # or it takes half as long again: cutting makes many objects
        for name in CUTS:
            if not (FONTS / f"{name}.woff").exists():
                _cut(name).save(FONTS / f"{name}.woff")


def plain(name: str, path: Path) -> None:
    """Write a font as matplotlib reads it, which knows no web fonts."""
    font = TTFont(FONTS / f"{name}.woff")
    font.flavor = None
    font.save(path)


def _narrow_roots(font: TTFont) -> None:
    """Make every root as wide as the smallest: Chromium leaves room for the widest behind each of them."""
    variants = font["MATH"].table.MathVariants
    root = font.getBestCmap()[ord("\N{SQUARE ROOT}")]
    taller = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    names = {each.VariantGlyph for each in taller.MathGlyphVariantRecord}
    names |= {each.glyph for each in taller.GlyphAssembly.PartRecords}
    width = font["hmtx"][root][0]
    for name in sorted(names):
        share = width / font["hmtx"][name][0]
        glyph = font["glyf"][name]
        glyph.coordinates.scale((share, 1))
        glyph.coordinates.toInt()
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = width, glyph.xMin


def _cut(name: str) -> TTFont:
    file, axes = CUTS[name]
    package, _, inside = file.partition("/")
    font = TTFont(Path(importlib.util.find_spec(package).origin).parent / inside)
    math = name == "kata-math"
    features = ["*"] if math else ["kern", "mark", "mkmk", "ccmp"]
    options = subset.Options(layout_features=features, notdef_outline=True, hinting=math)
    cutter = subset.Subsetter(options)
    blocks = MATH_BLOCKS if math else TEXT_BLOCKS
    cutter.populate(unicodes=[code for first, last in blocks for code in range(first, last + 1)])
    cutter.subset(font)
    if axes:
        font = instancer.instantiateVariableFont(font, axes)
    if math:  # else the font's bound lowers the subscript of a letter with a tail: those of p and t differ
        font["MATH"].table.MathConstants.SubscriptBaselineDropMin.Value = -60
        _narrow_roots(font)
    font["head"].modified = font["head"].created  # the same bytes every time
    font.recalcTimestamp = False
    font.flavor = "woff"
    return font
