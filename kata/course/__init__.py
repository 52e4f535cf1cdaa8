"""What exists, read off the names of files: exercises with their tasks and tests, pages, data sets.

May use: errors. Runs no learner code and no test.
Begin with `exercises` (what an exercise is); then `regions` (from a solution to its stub).
"""
