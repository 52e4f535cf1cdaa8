"""Whose work is shipped with the site, and its licences: a text that lies in the site."""

import json
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

HEAD = Path(__file__).with_name("licences.txt")
FACES = ("fontpkg-source-serif-4", "fontpkg-source-code-pro")
SITE = ("mkdocs-material", "mkdocs", "ziamath", *FACES)
FONT = ("matplotlib", "LICENSE_STIX")


def text(npm: Path, wheels: tuple[str, ...]) -> str:
    """Return the licences of all that is shipped: of the site, and of the editor, if npm is a folder."""
    head, about = HEAD.read_text(encoding="utf-8"), npm / "pyodide" / "package.json"
    if about.exists():
        version = json.loads(about.read_text(encoding="utf-8"))["version"]
        parts = [head.format(pyodide=version)]
    else:
        parts = [head.partition("In browser/")[0]]
    for name, file in (*_of_npm(npm), *_of_python((*SITE, *wheels))):
        rule = "=" * len(name)
        parts.append(f"{name}\n{rule}\n\n{file.read_text(encoding='utf-8').strip()}\n")
    return "\n\n".join(parts)


def _of_npm(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each package that is bundled, with the file of its licence."""
    for file in sorted([*folder.glob("*/LICENSE*"), *folder.glob("@*/*/LICENSE*")]):
        name = file.parent.relative_to(folder).as_posix()
        if not name.startswith(("@esbuild", "esbuild", "@types", "ws")):
            yield name, file


def _of_python(names: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for name in (*names, FONT[0]):
        for file in metadata.distribution(name).files:
            wanted = file.name == FONT[1] if name == FONT[0] else ".dist-info/" in file.as_posix()
            if wanted and "LICENSE" in file.name:
                yield (file.name if name == FONT[0] else name), Path(file.locate())
