"""The one place that starts learner code, and the one that tells what it did by accident.

May use: course, errors. Knows nothing of whose file is used, or of what is remembered.
Begin with `runner` (tests) and `program` (shows, races): parents; `child` and `events`; then `process`.
"""
