"""What the site needs when it is built.

mathml, folded, code, figure   Markdown extensions, named in mkdocs.yml
figures/                       what the pages show, drawn from real runs: a file a page, a function a figure
ink, draw                      the figures' colours; the command that draws what is out of date
tables                         the tables that figures' files measure, written into the pages
font, build                    the maths font; everything that comes before MkDocs, and MkDocs itself
"""
