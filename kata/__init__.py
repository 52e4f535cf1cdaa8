"""The runner of Neural Kata: finds the exercises by file name, runs their tests, reports.

The house, from the door downwards: a room may use those below it, never one above. `make check`
holds the code to this order, and contributing.md draws it.
"""

ROOMS = (
    *("__main__", "cli", "verbs"),
    *("checks", "pack", "grade", "site", "browser", "bench", "race", "show", "watch"),
    *("results", "sandbox", "environment", "course", "errors"),
)
