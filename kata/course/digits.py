"""The handwritten digits: read from data/digits.csv, and checked before anyone learns from them."""

import hashlib
from pathlib import Path

import numpy as np

from kata.course.paths import ROOT
from kata.errors import CommandError

FILE = ROOT / "data" / "digits.csv"
SHA256 = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
LINES, PIXELS, INK, CLASSES = 1797, 64, 16, 10
TRAIN = 1437  # the lines after these are by other writers, but for the one whose form lies across the cut


def load(path: Path | str = FILE) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (train_x, train_labels, test_x, test_labels): pixels 0.0 to 1.0, labels 0 to 9.

    Raises:
        CommandError: the file is missing or is not the published one.
    """
    path = Path(path)
    try:
        content = path.read_bytes().replace(b"\r\n", b"\n")  # git on Windows may write both
    except FileNotFoundError:
        raise _refusal(path, "is missing") from None
    except OSError as error:
        raise _refusal(path, f"cannot be read ({error.strerror})") from error
    rows = [_row(path, number, line) for number, line in enumerate(content.splitlines(), start=1)]
    if len(rows) != LINES:
        raise _refusal(path, f"holds {len(rows)} lines, not {LINES}")
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise _refusal(path, "is not the published file: its SHA-256 is another")
    table = np.array(rows)
    x, labels = table[:, :PIXELS] / INK, table[:, PIXELS]
    return x[:TRAIN], labels[:TRAIN], x[TRAIN:], labels[TRAIN:]


def _row(path: Path, number: int, line: bytes) -> list[int]:
    """Return the 64 pixels and the digit of one line."""
    try:
        row = [int(cell) for cell in line.split(b",")]
    except ValueError:
        raise _refusal(path, f"is damaged: line {number} is not whole numbers") from None
    if len(row) != PIXELS + 1:
        raise _refusal(
            path, f"is damaged: line {number} holds {len(row)} numbers, not {PIXELS + 1}"
        )
    if not all(0 <= pixel <= INK for pixel in row[:PIXELS]):
        raise _refusal(path, f"is damaged: line {number} has a pixel outside 0 to {INK}")
    if not 0 <= row[PIXELS] < CLASSES:
        raise _refusal(
            path, f"is damaged: line {number} ends with {row[PIXELS]}, which is no digit"
        )
    return row


def _refusal(path: Path, fact: str) -> CommandError:
    shown = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path
    way_out = "git checkout -- data/digits.csv    brings the published file back"
    return CommandError(f"{shown} {fact}.\n  {way_out}")
