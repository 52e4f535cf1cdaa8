"""python -m kata VERB: checks the Python, enters .venv, hands over to the verbs."""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "Neural Kata needs Python 3.11 or newer; %s is %d.%d.\n"
        "With a newer one installed: make test PYTHON=python3.12, or python3.12 -m kata test\n"
        % ((sys.executable,) + sys.version_info[:2])
    )
    sys.exit(2)

from kata import cli

sys.exit(cli.main(sys.argv[1:]))
