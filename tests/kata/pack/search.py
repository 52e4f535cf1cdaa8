"""A pack searched for answers: every text in it, however it is wrapped."""

import base64
import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from kata.course.exercises import Exercise
from kata.pack.hidden import Leaks

PART = re.compile(rb'kata\.part\("\w+", "([\w+/=]+)"\)')  # of the editor in the page
UNSEALED = ", unsealed.py"  # behind the name of a file
SEALED = re.compile(r'b64decode\("""\n([\w+/=\n]+)"""\)')


def found(pack: bytes, hidden: list[Exercise], asked: list[Exercise] | None = None) -> list[str]:
    """Return where in a pack a hidden solution stands, three lines in a row; of what is sealed, one that was asked for."""
    plain, sealed = Leaks(hidden), Leaks(asked or hidden)
    return [
        f"{name}: {whose}"
        for name, text in texts("", pack)
        if (whose := (sealed if name.endswith(UNSEALED) else plain).of(text, name.endswith(".py")))
    ]


def texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text in a file, and in the files that it holds."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for each in archive.namelist():
                yield from texts(f"{name}/{each}", archive.read(each))
        return
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    for part in PART.findall(content):
        yield from texts(name, base64.b64decode(part))
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return
    yield name, text
    for part in SEALED.findall(text):
        yield f"{name}{UNSEALED}", zlib.decompress(base64.b64decode(part)).decode()
    if name.endswith((".html", ".js", ".json", ".svg")):
        yield name, html.unescape(re.sub("<[^>]*>", "", text))
        plain = re.sub(r"\\n", "\n", text)
        yield name, html.unescape(re.sub("<[^>]*>", "", plain))
