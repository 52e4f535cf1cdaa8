"""What keeps the course honest. Each public function is a check: it returns its complaints.

`make check` finds them here, file by file, and runs them in the order in which they stand.
"""
