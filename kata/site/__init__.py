"""The building of the site: Markdown extensions, figures from real runs, fonts, and MkDocs itself.

May use: race, show, results, sandbox, course. mkdocs.yml names the extensions code, figure, folded, mathml.
Begin with `build`, then `draw`: a file in figures/ for each page, a function in it for each figure.
"""
