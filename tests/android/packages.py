"""Holds an APK and a bundle to what phones with pages of 16 KB, and the store, ask of native code, and
to the licences of what is in them.

Usage: packages.py FILES BUILT
  FILES   the folder in which scripts/android leaves them, and what it tells of them
  BUILT   the folder of the core for phones, with one for each ABI
"""

import json
import pathlib
import re
import struct
import sys
import zipfile

PAGE = 16384
# The core, and what calls it from Kotlin.
LIBRARIES = {"libkodebro.so", "libjnidispatch.so"}


def libraries(archive, folder, built):
    """The native libraries in a folder: the same ones for every ABI that the core was built for."""
    found = {}
    for entry in archive.infolist():
        if entry.filename.startswith(folder) and entry.filename.endswith(".so"):
            abi, name = entry.filename[len(folder):].split("/")
            found.setdefault(abi, set()).add(name)
            check_segments(entry.filename, archive.read(entry))
            yield entry
    abis = {folder.name for folder in built.iterdir()}
    assert set(found) == abis, f"libraries are for {sorted(found)}, and the core for {sorted(abis)}"
    for abi, names in found.items():
        assert LIBRARIES <= names, f"{abi} is without {LIBRARIES - names}"
        shipped = archive.read(f"{folder}{abi}/libkodebro.so")
        assert shipped == (built / abi / "libkodebro.so").read_bytes(), f"{abi} has another core than was checked"
    assert len(set(map(frozenset, found.values()))) == 1, f"not every ABI has all libraries: {found}"


def check_segments(name, elf):
    """Every part that is loaded lies as a page of 16 KB needs it; no 32-bit phone has those."""
    assert elf[:4] == b"\x7fELF", f"{name} is no library"
    if elf[4] == 1:
        return
    (start,) = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for at in range(start, start + size * count, size):
        (kind,) = struct.unpack_from("<I", elf, at)
        (alignment,) = struct.unpack_from("<Q", elf, at + 48)
        assert kind != 1 or alignment % PAGE == 0, f"{name} is aligned to {alignment} bytes"


def check_licences(shown, files):
    """Whatever was put in is named where the app shows its licences, each with a text, and whatever was
    compiled in: the lines of the core for a debugger say from which crates they are."""
    named = set()
    for page in shown.decode("utf-8").split("\f"):
        lines, text = page.split("\n\n", 1)
        assert text.strip(), f"there is no text for {lines}"
        named |= {line.split(" – ")[0] for line in lines.splitlines()}
    asked = {f"{one['group']}:{one['name']}" for one in json.loads((files / "libraries.json").read_text(encoding="utf-8"))}
    assert asked <= named, f"no licence is shown for {sorted(asked - named)}"
    assert {name for name in named if ":" in name} == asked, f"the app has no {sorted(named - asked)}"
    for symbols in files.glob("symbols/*/*.debug"):
        paths = re.findall(rb"registry/src/[^/]+/([A-Za-z0-9_-]+?)-\d+\.\d", symbols.read_bytes())
        crates = {name.decode("ascii") for name in paths}
        assert crates, f"{symbols} names no crate"
        assert crates <= named, f"no licence is shown for {sorted(crates - named)}"


def place(file, entry):
    """Where the content of an entry begins."""
    file.seek(entry.header_offset)
    name, extra = struct.unpack_from("<HH", file.read(30), 26)
    return entry.header_offset + 30 + name + extra


def main():
    files, built = map(pathlib.Path, sys.argv[1:])
    with open(files / "kodebro.apk", "rb") as file, zipfile.ZipFile(file) as apk:
        for library in libraries(apk, "lib/", built):
            assert library.compress_type == zipfile.ZIP_STORED, f"{library.filename} cannot be mapped"
            assert place(file, library) % PAGE == 0, f"{library.filename} is not on a page of 16 KB"
        # Android 11 and later install no app in which this is squeezed.
        table = apk.getinfo("resources.arsc")
        assert table.compress_type == zipfile.ZIP_STORED and place(file, table) % 4 == 0
        check_licences(apk.read("res/raw/licences.txt"), files)
    with zipfile.ZipFile(files / "kodebro.aab") as bundle:
        assert any(libraries(bundle, "base/lib/", built))
        check_licences(bundle.read("base/res/raw/licences.txt"), files)
        bundle.getinfo("BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map")


main()
