"""The handwritten digits: read from data/digits.csv, and checked before anyone learns from them."""

import hashlib
from pathlib import Path

import numpy as np

from kata.course.paths import ROOT
from kata.errors import CommandError, back, shown

FILE = ROOT / "data" / "digits.csv"
SHA256 = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
LINES, PIXELS, INK, CLASSES = 1797, 64, 16, 10
TRAIN = 1437  # the lines after these are by other writers, but for the one whose form lies across the cut


def load(path: Path | str = FILE) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (train_x, train_labels, test_x, test_labels): pixels 0.0 to 1.0, labels 0 to 9."""
    path, content = Path(path), b""
    try:
        content = path.read_bytes().replace(b"\r\n", b"\n")  # git on Windows may write both
        fault = _fault(content) if hashlib.sha256(content).hexdigest() != SHA256 else ""
    except FileNotFoundError:
        fault = "is missing"
    except OSError as error:
        fault = f"cannot be read ({error.strerror})"
    if fault:
        raise CommandError(f"{shown(path)} {fault}: {back('data/digits.csv')}.")
    table = np.loadtxt(content.splitlines(), dtype=int, delimiter=",")
    x, labels = table[:, :PIXELS] / INK, table[:, PIXELS]
    return x[:TRAIN], labels[:TRAIN], x[TRAIN:], labels[TRAIN:]


def _fault(content: bytes) -> str:
    """Say what is wrong with a file that is not the published one."""
    lines = content.splitlines()
    for number, line in enumerate(lines, start=1):
        damaged = f"is damaged: line {number}"
        try:
            row = [int(cell) for cell in line.split(b",")]
        except ValueError:
            return f"{damaged} is not whole numbers"
        if len(row) != PIXELS + 1:
            return f"{damaged} holds {len(row)} numbers, not {PIXELS + 1}"
        if not all(0 <= pixel <= INK for pixel in row[:PIXELS]):
            return f"{damaged} has a pixel outside 0 to {INK}"
        if not 0 <= row[PIXELS] < CLASSES:
            return f"{damaged} ends with {row[PIXELS]}, which is no digit"
    if len(lines) != LINES:
        return f"holds {len(lines)} lines, not {LINES}"
    return "is not the published file: its SHA-256 is another"
