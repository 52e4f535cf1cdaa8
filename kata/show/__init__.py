"""What `make show EX=N` draws: one file per exercise, named like it, found by that name.

May use: results, sandbox, course. Each has `show(stage)`, which yields text block by block.
Begin with `stage`, which runs it in a process of the sandbox. `svg` draws for races and pages, too.
"""
