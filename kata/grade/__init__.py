"""What a teacher hands out and takes back: packs, and grades that no code can give itself.

May use: results, sandbox, course, errors. Tests tell, probes score: a task counts where both agree.
Begin with `judge` and `worker`, which never meet in one process; `grading` asks both.
"""
