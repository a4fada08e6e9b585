"""All checks in one command: ``python -m tests`` for the inner loop, ``--all`` for everything."""

import subprocess
import sys
from pathlib import Path
from time import monotonic

HERE = Path(__file__).parent.parent
PYTHON = (sys.executable, "-m")
BIN = Path(sys.executable).parent


def steps(everything):
    """Each check with the command that runs it; the quick ones first."""
    yield "style", (*PYTHON, "ruff", "check", ".")
    yield "format", (*PYTHON, "ruff", "format", "--check", ".")
    yield "floors", (str(BIN / "lint-imports"),)
    yield "types", (*PYTHON, "mypy")
    chosen = () if everything else ("-m", "not slow")
    yield "tests", (*PYTHON, "pytest", "-n", "2", *chosen)


def main():
    failed = []
    for name, command in steps("--all" in sys.argv):
        began = monotonic()
        result = subprocess.run(command, cwd=HERE, check=False)
        print(f"{name}: {'ok' if result.returncode == 0 else 'FAILED'}, "
              f"{monotonic() - began:.1f} s", flush=True)  # fmt: skip
        failed += [name] if result.returncode else []
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
