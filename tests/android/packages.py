"""Holds an APK and a bundle to what phones with pages of 16 KB, and the store, ask of native code.

Usage: packages.py APK BUNDLE
"""

import struct
import sys
import zipfile

PAGE = 16384
ABIS = {"arm64-v8a", "x86_64"}
# The core, and what calls it from Kotlin.
LIBRARIES = {"libkodebro.so", "libjnidispatch.so"}


def libraries(archive, folder):
    """The native libraries in a folder, by their names; every ABI must have the same ones."""
    found = {}
    for entry in archive.infolist():
        if entry.filename.startswith(folder) and entry.filename.endswith(".so"):
            abi, name = entry.filename[len(folder):].split("/")
            found.setdefault(abi, set()).add(name)
            check_segments(entry.filename, archive.read(entry))
            yield entry
    assert set(found) == ABIS, f"libraries are for {sorted(found)}"
    for abi, names in found.items():
        assert LIBRARIES <= names, f"{abi} is without {LIBRARIES - names}"
    assert len(set(map(frozenset, found.values()))) == 1, f"not every ABI has all libraries: {found}"


def check_segments(name, elf):
    """Every part that is loaded lies as a page of 16 KB needs it."""
    assert elf[:5] == b"\x7fELF\x02", f"{name} is no 64-bit library"
    (start,) = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for at in range(start, start + size * count, size):
        (kind,) = struct.unpack_from("<I", elf, at)
        (alignment,) = struct.unpack_from("<Q", elf, at + 48)
        assert kind != 1 or alignment % PAGE == 0, f"{name} is aligned to {alignment} bytes"


def place(file, entry):
    """Where the content of an entry begins."""
    file.seek(entry.header_offset)
    name, extra = struct.unpack_from("<HH", file.read(30), 26)
    return entry.header_offset + 30 + name + extra


def main():
    apk_path, bundle_path = sys.argv[1:]
    with open(apk_path, "rb") as file, zipfile.ZipFile(file) as apk:
        for library in libraries(apk, "lib/"):
            assert library.compress_type == zipfile.ZIP_STORED, f"{library.filename} cannot be mapped"
            assert place(file, library) % PAGE == 0, f"{library.filename} is not on a page of 16 KB"
        # Android 11 and later install no app in which this is squeezed.
        table = apk.getinfo("resources.arsc")
        assert table.compress_type == zipfile.ZIP_STORED and place(file, table) % 4 == 0
    with zipfile.ZipFile(bundle_path) as bundle:
        assert any(libraries(bundle, "base/lib/"))
        bundle.getinfo("BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map")


main()
