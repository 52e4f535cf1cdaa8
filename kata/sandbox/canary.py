"""A soft check that must fail: a run that does not see it would miss real ones too."""

from pytest_check import check


def test_canary():
    check.fail("canary")
