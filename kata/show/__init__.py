"""What `make show EX=N` draws: one file per exercise, named like it, found by that name.

Each has `show(stage)`, which yields text block by block; `__main__` runs it, in a process of its
own, with the name `exercises` meaning the learner's files. A new show is a new file, no more.
"""
