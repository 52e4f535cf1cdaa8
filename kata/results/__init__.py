"""From the outcomes of tests to what a learner reads, and what is kept between two commands.

May use: sandbox, course, errors.
Begin with `resolver` (whose file is used), `verdict` (from tests to tasks), `report` (what is printed).
"""
