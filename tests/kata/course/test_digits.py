"""Tests of the loader: the published digits come out right, and anything else is refused."""

import numpy as np
import pytest

from kata.course import digits
from kata.errors import CommandError, back

WAY_OUT = back("data/digits.csv")


def refusal(path) -> str:
    """Return what is said of this file, and see that it names the file and the way out."""
    with pytest.raises(CommandError) as refused:
        digits.load(path)
    said = str(refused.value)
    assert path.name in said
    assert WAY_OUT in said
    assert len(said.splitlines()) <= 2
    return said


@pytest.fixture
def lines() -> list[bytes]:
    """The published lines, for a test to damage."""
    return digits.FILE.read_bytes().replace(b"\r\n", b"\n").splitlines(keepends=True)


def write(folder, lines):
    """Write these lines as digits.csv in a folder of the test's own."""
    path = folder / "digits.csv"
    path.write_bytes(b"".join(lines))
    return path


def test_shapes_types_and_ranges():
    """1,437 rows to learn from, 360 to test on; pixels are shares of ink, labels are digits."""
    train_x, train_labels, test_x, test_labels = digits.load()
    assert train_x.shape == (1437, 64)
    assert test_x.shape == (360, 64)
    assert train_labels.shape == (1437,)
    assert test_labels.shape == (360,)
    assert train_x.dtype == test_x.dtype == np.float64
    assert np.issubdtype(train_labels.dtype, np.integer)
    assert train_x.min() == test_x.min() == 0.0
    assert train_x.max() == test_x.max() == 1.0
    assert set(train_labels.tolist()) == set(test_labels.tolist()) == set(range(10))


def test_first_and_last_lines_are_where_they_belong():
    """The order is the file's: first the training rows, then the test rows."""
    train_x, train_labels, test_x, test_labels = digits.load()
    published = digits.FILE.read_text(encoding="utf-8").splitlines()
    for x, label, line in (
        (train_x[0], train_labels[0], published[0]),
        (train_x[-1], train_labels[-1], published[1436]),
        (test_x[0], test_labels[0], published[1437]),
        (test_x[-1], test_labels[-1], published[-1]),
    ):
        *pixels, digit = map(int, line.split(","))
        assert (x * 16).tolist() == pixels
        assert label == digit


def test_each_load_has_arrays_of_its_own():
    """Whoever scribbles into the rows spoils nobody else's."""
    digits.load()[0][:] = 7.0
    assert digits.load()[0].max() == 1.0


def test_windows_line_ends_are_the_same_file(tmp_path, lines):
    """Git on Windows may write CRLF; the digits are the same."""
    path = write(tmp_path, [line.replace(b"\n", b"\r\n") for line in lines])
    for got, want in zip(digits.load(path), digits.load()):
        assert np.array_equal(got, want)


def test_a_path_may_be_text(tmp_path, lines):
    """load takes a string as well as a Path."""
    assert digits.load(str(write(tmp_path, lines)))[0].shape == (1437, 64)


def test_one_changed_digit_is_refused(tmp_path, lines):
    """A value that is possible but not the published one shows in the SHA-256."""
    assert lines[9].startswith(b"0,0,11,12,")
    lines[9] = lines[9].replace(b"0,0,11,12,", b"0,0,11,13,", 1)
    assert "SHA-256" in refusal(write(tmp_path, lines))


def test_one_damaged_byte_is_refused(tmp_path, lines):
    """A byte that is no number is named by its line."""
    lines[41] = b"x" + lines[41][1:]
    assert "line 42 " in refusal(write(tmp_path, lines))


def test_a_missing_line_is_refused(tmp_path, lines):
    """1,796 lines are not 1,797."""
    del lines[700]
    assert "1796 lines, not 1797" in refusal(write(tmp_path, lines))


def test_a_line_cut_short_is_refused(tmp_path, lines):
    """A download that broke off ends within a line."""
    lines[-1] = lines[-1][:40]
    assert "line 1797 " in refusal(write(tmp_path, lines))


def test_too_much_ink_is_refused(tmp_path, lines):
    """Pixels go from 0 to 16."""
    lines[4] = b"17" + lines[4][1:]
    assert "line 5 has a pixel outside 0 to 16" in refusal(write(tmp_path, lines))


def test_less_than_no_ink_is_refused(tmp_path, lines):
    """Pixels go from 0 to 16."""
    lines[4] = b"-1" + lines[4][1:]
    assert "line 5 has a pixel outside 0 to 16" in refusal(write(tmp_path, lines))


def test_a_label_that_is_no_digit_is_refused(tmp_path, lines):
    """Labels go from 0 to 9."""
    lines[2] = lines[2].rsplit(b",", 1)[0] + b",10\n"
    assert "line 3 ends with 10" in refusal(write(tmp_path, lines))


def test_an_empty_file_is_refused(tmp_path):
    """Nothing at all is not 1,797 lines."""
    assert "0 lines, not 1797" in refusal(write(tmp_path, []))


def test_bytes_that_are_no_text_are_refused(tmp_path):
    """An archive or a picture under this name is told by its first line."""
    assert "line 1 " in refusal(write(tmp_path, [b"\x1f\x8b\x08\xff\x00\n"]))


def test_a_missing_file_is_refused(tmp_path):
    """A missing file is said to be missing."""
    assert "is missing" in refusal(tmp_path / "digits.csv")


def test_a_folder_in_its_place_is_refused(tmp_path):
    """What cannot be read is refused as well."""
    (tmp_path / "digits.csv").mkdir()
    assert "cannot be read" in refusal(tmp_path / "digits.csv")
