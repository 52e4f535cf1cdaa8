"""Arithmetic on a page that does not come out is found; letters, roundings and lists are left alone."""

import pytest

from kata.checks.arithmetic import slips


@pytest.mark.parametrize(
    "formula",
    [
        r"9.61 - 8.41 = 1.3",
        r"(1 - 2)^2 = 2",
        r"\frac{1}{2} = 0.6",
        r"4 \cdot 0.7311 \cdot 0.2689 = 0.7867",
        r"-\ln \frac{1}{10} = 2.304",
        r"w = 1 + 0.35 = 1.36",
        r"2^{10} = 1{,}025",
        r"2 (2.4 - 1) \cdot 2 = 5.7",
        r"\begin{aligned} z &= 3 - 4 \\ &= 1.5 - 0.8 = 0.8 \end{aligned}",
    ],
)
def test_wrong_arithmetic_is_found(formula):
    assert slips(formula)


@pytest.mark.parametrize(
    "formula",
    [
        r"y = w \cdot x",
        r"i = 1, 2",
        r"e = 2.718...",
        r"1 - 0.7616^2 = 0.42",
        r"48 / 72 \approx 0.67",
        r"\ln 2 + \ln 8 = 0.693 + 2.079 = 2.772",
        r"\frac{\partial A}{\partial a} = b = 4",
    ],
)
def test_what_is_right_or_holds_letters_is_left_alone(formula):
    assert slips(formula) == []
