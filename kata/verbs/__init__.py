"""One file per verb: its first docstring line is its help, `arguments` its options, `run` its work."""
