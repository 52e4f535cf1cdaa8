"""The figures of the pages: a file a page, a public function a figure. See kata/site/draw.py."""
