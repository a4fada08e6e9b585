"""The output shown in the README is real: ``python -m tests.readme`` writes it anew.

A comment names the command, the block below it shows what the command prints.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.folders import HERE

README = HERE / "README.md"
SHOWN = re.compile(r"<!-- (?P<command>.+?) -->\n```text\n(?P<output>.*?)```", re.S)
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "COLUMNS": "100", "TERM": "dumb", "PYTHONUTF8": "1"}


def workplace(folder):
    """A checkout as a newcomer has it."""
    shutil.copytree(HERE / "inputs", folder / "inputs")
    shutil.copytree(HERE / "examples", folder / "examples")


def printed(command, folder):
    """What a command prints there; of a CSV file without the columns that do not fit."""
    verb, *arguments = command.split()
    if verb == "cat":
        rows = (folder / arguments[0]).read_text(encoding="utf-8-sig").splitlines()
        return "".join(f"{','.join(row.split(',')[:7])}\n" for row in rows)
    result = subprocess.run(
        [sys.executable, "-m", "festplan", *arguments],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(HERE)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = (line.rstrip() for line in result.stdout.strip("\n").splitlines())
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.slow
def test_the_readme_shows_real_output(tmp_path):
    """Every command of the README prints what the README shows."""
    workplace(tmp_path)

    for shown in SHOWN.finditer(README.read_text(encoding="utf-8")):
        assert printed(shown["command"], tmp_path) == shown["output"], shown["command"]


def write():
    with tempfile.TemporaryDirectory() as folder:
        workplace(Path(folder))

        def anew(shown):
            output = printed(shown["command"], Path(folder))
            return f"<!-- {shown['command']} -->\n```text\n{output}```"

        text = SHOWN.sub(anew, README.read_text(encoding="utf-8"))
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
