"""The kata in the page: an editor under "Your turn", and the course's own tests in a Python of the page.

May use: show, results, sandbox, course. The page is JavaScript; what it asks of Python is in `judge`
and `child`, which run there, each in a worker. Begin with `build`, then `js/panel.js`.
"""
