"""Holds what is shipped to the size it may have (android/size-budget.txt), and says what is in it
where it has grown past that.

Usage: budget.py NAME BYTES FILE [TOOLS]
  NAME   a name in the budget
  BYTES  what it has
  FILE   what tells what is in it: an archive, or a library as it was linked, by the tools in a folder
"""

import pathlib
import re
import sys
import zipfile

import crates

BUDGET = pathlib.Path(__file__).resolve().parents[2] / "android/size-budget.txt"
TOLD = 6


def allowed(name):
    lines = BUDGET.read_text(encoding="utf-8").splitlines()
    found = [re.match(r"(.+?)\s+([\d_]+)$", line) for line in lines if line and not line.startswith("#")]
    budget = {line.group(1): int(line.group(2)) for line in found}
    if name not in budget:
        sys.exit(f"budget.py: {BUDGET.name} has no line for {name}")
    return budget[name]


def causes(file, tools):
    """What takes most of it."""
    if tools:
        yield from (f"{size:,} bytes of code of {crate}" for crate, size in crates.crates(tools, file)[:TOLD])
        yield from (f"{size:,} bytes in {name}" for name, size in crates.sections(tools, file)[:TOLD])
    else:
        with zipfile.ZipFile(file) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: -entry.compress_size)
        yield from (f"{entry.compress_size:,} bytes are {entry.filename}" for entry in entries[:TOLD])


def main():
    name, size, file, *tools = sys.argv[1:]
    size = int(size)
    most = allowed(name)
    if size <= most:
        return
    print(f"{name} has {size:,} bytes, {size - most:,} more than {BUDGET.name} allows; the most of it:", file=sys.stderr)
    for cause in causes(file, tools[0] if tools else None):
        print(f"  {cause}", file=sys.stderr)
    print(f"  make it smaller, or raise the line in {BUDGET.name} and say why", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
