"""``python -m festplan``: the same as the command ``festplan``."""

from festplan.cli import main

main()
