"""Tests of e02: values and gradients, looked at after backward() only."""

import math
import sys

from exercises.e02_value import Value
from tests.telling import expect, expect_error, task

NOTHING = "Nothing arrived there."


# --- Two rules ---


@task("Value.__add__")
def test_add_passes_on_the_gradient_that_arrives():
    """Each operand of a sum receives what arrives at the sum: here 2.0, since it is used twice."""
    a, b = Value(3.0), Value(-4.0)
    c = a + b
    (c + c).backward()
    expect("c.data", c.data, -1.0)
    expect("a.grad", a.grad, 2.0, {1.0: "Pass on out.grad, what arrives at the sum, not 1.", 0.0: NOTHING})
    expect("b.grad", b.grad, 2.0, {1.0: "Pass on out.grad, what arrives at the sum, not 1.", 0.0: NOTHING})


@task("Value.__mul__")
def test_mul_multiplies():
    """The product of two values is a value that holds their product."""
    expect("(Value(3.0) * Value(-4.0)).data", (Value(3.0) * Value(-4.0)).data, -12.0)
