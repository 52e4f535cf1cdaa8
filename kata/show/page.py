"""A page of a show: one HTML file that opens from the disk, with the widgets, and the look, of the site."""

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

from kata.course.files import as_made
from kata.course.paths import DOCS

LOOK = """
html { background: var(--kata-paper); }
body { margin: 0; color: var(--md-typeset-color); background: var(--kata-paper); font-family: var(--md-text-font-family); line-height: 1.6; }
main { max-width: 44em; margin: auto; padding: 1em 1.2em 3em; }
*, ::before, ::after { box-sizing: border-box; }
"""
# The site's palette has two schemes; a page of its own takes the one that the reader's machine has.
SCHEME = """
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => (document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default");
dark.addEventListener("change", follow);
follow();
"""
STYLES = ("css/kata.css", "css/widgets.css")


def files(*widgets: str) -> list[Path]:
    """Return what a page with these widgets is made of: styles, then scripts in their order."""
    scripts = ("js/kata.js", *(f"js/widgets/{each}.js" for each in ("shared", "drawing", *widgets)))
    return [DOCS / name for name in (*STYLES, *scripts)]


def can_have(*widgets: str) -> bool:
    """Return whether all of that is here: packs, and the editor in the page, have no more than they need."""
    return all(path.exists() for path in files(*widgets))


def document(title: str, parts: Iterable[str], *widgets: str) -> str:
    """Return a page: its parts are HTML, its widgets the names of docs/js/widgets/."""
    texts = []
    for path in files(*widgets):
        with as_made(path):
            texts.append(path.read_text(encoding="utf-8"))
    look = "".join(texts[: len(STYLES)])
    look = re.sub(r"@font-face \{.*?\}\n", "", look)  # the fonts lie elsewhere
    # kata.js first, which finds no figure to fetch a script for; then the figures, then their scripts.
    first, *scripts = [f"<script>{text}</script>\n" for text in texts[len(STYLES) :]]
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{html.escape(title)}</title>
<style>{look}{LOOK}</style>
{first}</head>
<body class="md-typeset" data-md-color-scheme="default">
<script>{SCHEME}</script>
<main>
<h1>{html.escape(title)}</h1>
{chr(10).join(parts)}
</main>
{"".join(scripts)}</body>
</html>
"""


def described(drawing: str, words: str) -> str:
    """Return an SVG that says these words where it is not seen."""
    drawing = drawing.replace('role="img"', "", 1)
    return drawing.replace("<svg", f'<svg role="img" aria-label="{html.escape(words)}"', 1)


def figure(drawing: str, caption: str = "") -> str:
    return f"<figure>{drawing}{_caption(caption)}</figure>"


def widget(name: str, still: str, words: str, data: object, caption: str = "") -> str:
    """Return a figure that docs/js/widgets/ brings to life; its still picture is for paper and without scripts."""
    carried = json.dumps(data, separators=(",", ":")).replace("</", "<\\/")
    script = f'<script type="application/json">{carried}</script>'
    still = f'<div class="still">{described(still, words)}</div>'
    return f'<figure data-widget="{name}">{still}{_caption(caption)}{script}</figure>'


def _caption(words: str) -> str:
    return f"<figcaption>{html.escape(words)}</figcaption>" if words else ""
