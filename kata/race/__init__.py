"""Your own code, timed: `make race EX=N`. One file per race, named like its exercise.

May use: show (for drawing), results, sandbox, course. Each contender works in a process of the sandbox.
Begin with `e09_matmul` (who runs, and what a call does), then `race`, `worker` and `timing`.

`python -m kata race 9 --json` prints the record, all that a figure needs:

    {"race": "e09_matmul", "title": "...", "unit": "MFLOP/s", "against": "numpy",
     "machine": {"cpu", "cores", "system", "python", "numpy", "blas", "blas_core", "compiler"},
     "heats": [{"size": 128, "what": "128 x 128 times 128 x 128", "rounds": 9,
                "entrants": [{"name": "Python ijk", "stem": "e09_matmul",
                              "seconds": {"median": 0.19, "min": 0.18, "max": 0.21},
                              "rate": 22.1, "memory": 31.0, "note": ""}]}],
     "left_out": [{"name": "Python fast", "stem": "e09_matmul", "size": null, "why": "..."}]}

`seconds` is the CPU time of one call; `rate` is in `unit`, of the median (null where the unit is a
time, as in e10 and e11), and what is compared with that of `against`; `memory` is what its process
took at its peak, in MiB, beyond what Python and the runner take. A `size` is n of an n x n matrix,
null in a race without matrices; of one left out, it is the first size that it was too slow for, null
where it did not run at all or was lost. Contenders stand in the order in which they ran.
`standing_in` lists whose solution was used instead.
"""
