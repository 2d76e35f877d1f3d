"""Holds what is shipped to the size it may have (android/size-budget.txt), and says what is in it
where it has grown past that.

Usage: budget.py NAME FILE [--made-of TOOLS LINKED]
       budget.py NAME BYTES
  NAME      a name in the budget
  FILE      what is weighed; an archive tells its biggest files
  --made-of tells the biggest crates of the library as it was linked, by the tools in that folder
"""

import os
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


def causes(file, made_of):
    """What takes most of it."""
    if made_of:
        tools, linked = made_of
        yield from (f"{size:,} bytes of code of {crate}" for crate, size in crates.crates(tools, linked)[:TOLD])
        yield from (f"{size:,} bytes in {name}" for name, size in crates.sections(tools, linked)[:TOLD])
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: -entry.compress_size)
        yield from (f"{entry.compress_size:,} bytes are {entry.filename}" for entry in entries[:TOLD])


def main():
    name, what, *made_of = sys.argv[1:]
    size = int(what) if what.isdigit() else os.path.getsize(what)
    most = allowed(name)
    if size <= most:
        return
    print(f"{name} has {size:,} bytes, {size - most:,} more than {BUDGET.name} allows; the most of it:", file=sys.stderr)
    for cause in causes(what, made_of[1:]):
        print(f"  {cause}", file=sys.stderr)
    print(f"  make it smaller, or raise the line in {BUDGET.name} and say why", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
