"""Tests of the runner: the real command, run on a tiny course in a temporary folder."""
