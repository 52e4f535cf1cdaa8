"""Whose work is in the kata in the page, and its licences: a text that lies beside the scripts."""

from importlib import metadata
from pathlib import Path

HEAD = """\
The kata in the page: whose work is in these scripts

panel.js holds CodeMirror and Lezer. worker.js, wasm.js and stdlib.js hold Pyodide, which is Python compiled
to WebAssembly, unchanged but for being put into one script each. packages.js holds the Python packages that
run the tests. course.js is Neural Kata itself (MIT).
"""
# What npm's package of Pyodide carries no text for. Its source: https://github.com/pyodide/pyodide
PYODIDE = """\
Pyodide is under the Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/. Its files are here as
they were published; the source of this version is the tag {version} of https://github.com/pyodide/pyodide.
It contains, compiled:
  CPython       Python Software Foundation License 2.0, https://docs.python.org/3/license.html
  Emscripten    MIT, and with it musl (MIT) and compiler-rt (Apache 2.0 with LLVM exception)
  zlib          the zlib licence          bzip2     its BSD-like licence
  SQLite        public domain             xz        0BSD (liblzma)
  libffi        MIT                       mpdecimal BSD 2-clause
  HACL*         MIT                       expat     MIT
  OpenSSL       not in it                 zstd      BSD 3-clause
"""


def text(packages: Path, wheels: tuple[str, ...]) -> str:
    """Return the licences of everything that is shipped."""
    parts = [HEAD]
    folders = [
        path for path in packages.iterdir() if path.name in ("crelt", "style-mod", "w3c-keyname")
    ]
    for folder in sorted(
        [
            *folders,
            *packages.glob("@codemirror/*"),
            *packages.glob("@lezer/*"),
            *packages.glob("@marijn/*"),
        ]
    ):
        for file in sorted(folder.glob("LICEN[CS]E*")):
            parts.append(
                _part(folder.relative_to(packages).as_posix(), file.read_text(encoding="utf-8"))
            )
    version = (packages / "pyodide" / "package.json").read_text(encoding="utf-8")
    version = version.partition('"version": "')[2].partition('"')[0]
    parts.append(_part("pyodide", PYODIDE.format(version=version)))
    for name in wheels:
        for file in metadata.distribution(name).files:
            if ".dist-info/" in file.as_posix() and "LICENSE" in file.name.upper():
                parts.append(_part(name, Path(file.locate()).read_text(encoding="utf-8")))
    return "\n".join(parts)


def _part(name: str, text: str) -> str:
    return f"{'=' * 78}\n{name}\n{'=' * 78}\n{text.strip()}\n"
