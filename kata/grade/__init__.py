"""What a teacher takes back: grades that no code can give itself.

May use: results, sandbox, course, errors. Tests tell, probes score: a task counts where both agree.
Begin with `judge` and `worker`, which never meet in one process; `grading` asks both.
"""
