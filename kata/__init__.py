"""The runner of Neural Kata: finds the exercises by file name, runs their tests, reports.

Where to look: `course` (what exists), `regions` (solution to stub), `plan` (whose file is used),
`run` and `child` (learner code in a process of its own), `verdict` (tests to tasks),
`report` (what is printed), `cli` (the verbs).
"""
