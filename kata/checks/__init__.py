"""What keeps the course honest. Each public function is a check: it returns its complaints.

`make check` finds them here, file by file, and runs them in the order in which they stand.
"""


class Skip(Exception):
    """This machine cannot make a check; the text says why, and what would help."""
