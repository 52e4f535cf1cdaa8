"""What a teacher hands out: a zip that holds what learners need, without what gives hidden exercises away.

May use: show, results, sandbox, course, errors.
Begin with `contents`; `hidden` says what must not be in it, and looks for it.
"""
