"""Holds what the store pages say of the app to its sources: each statement about data to the line that
makes it true, and the reasons for permissions to the manifest.

Usage: claims.py
"""

import pathlib
import re
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
STORE = ROOT / "docs/store"
MANIFEST = ROOT / "android/app/src/main/AndroidManifest.xml"
NAME = "{http://schemas.android.com/apk/res/android}name"
PERMISSION = "{http://schemas.android.com/apk/res/android}permission"


def rows(page, heading):
    """The rows of the tables whose head begins with these words, as lists of cells."""
    table = None
    for line in (STORE / page).read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            table = None
            continue
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if table is None:
            table = cells[0]
        elif table == heading and not set(line) <= set("|-"):
            yield cells


def quoted(cell):
    """What stands between the first backticks of a cell."""
    found = re.match(r"`([^`]+)`", cell)
    return found and found.group(1)


def statements():
    found = list(rows("data-safety.md", "statement"))
    if not found:
        yield "data-safety.md has no table of statements"
    for cells in found:
        file, symbol = (quoted(cell) for cell in cells[1:3]) if len(cells) == 3 else (None, None)
        if not file or not symbol:
            yield f"data-safety.md names no file and symbol for: {cells[0]}"
        elif not (ROOT / file).is_file():
            yield f"data-safety.md names {file}, which is not there: {cells[0]}"
        elif symbol not in (ROOT / file).read_text(encoding="utf-8"):
            yield f"data-safety.md names {symbol}, which {file} has not: {cells[0]}"


def permissions():
    manifest = xml.etree.ElementTree.parse(MANIFEST).getroot()
    asked = {element.get(NAME) for element in manifest if element.tag.startswith("uses-permission")}
    protects = {element.get(PERMISSION) for element in manifest.iter() if element.get(PERMISSION)}
    yield from differences(asked, {quoted(cells[0]) for cells in rows("permissions.md", "permission")})
    yield from differences(protects, {quoted(cells[1]) for cells in rows("permissions.md", "protects")})


def differences(in_manifest, explained):
    for name in sorted(in_manifest - explained):
        yield f"permissions.md gives no reason for {name}, which {MANIFEST.name} has"
    for name in sorted(explained - in_manifest, key=str):
        yield f"permissions.md explains {name}, which {MANIFEST.name} has not"


def main():
    wrong = [*statements(), *permissions()]
    for line in wrong:
        print(f"docs/store/{line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
