"""Your work on every save: files and keys are looked at, and what `make test` does is forked ahead.

May use: results, sandbox, course.
Begin with `loop`; then `reporter` (what a fork does), `files` (what counts as a save), `keys`.
"""
