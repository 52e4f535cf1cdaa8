"""The tests of every exercise, of the runner (kata/) and of the site (site/)."""
