"""Writes the list of what iOS's system library exports, out of the one that Zig carries of macOS's:
both are built from one source. It says nothing of the version that brought a symbol.

Usage: system_library.py PLATFORM <libSystem.tbd >libSystem.tbd
  PLATFORM   ios or ios-simulator
"""

import re
import sys

LIST = re.compile(r"targets:\s*\[(.*?)\]|(?:symbols|weak-symbols|thread-local-symbols):\s*\[(.*?)\]", re.DOTALL)


def exported(text):
    targets = ""
    for found in LIST.finditer(text):
        if found.group(1) is not None:
            targets = found.group(1)
        elif "arm64" in targets:
            yield from re.findall(r"[^\s,']+", found.group(2))


def main():
    symbols = sorted(set(exported(sys.stdin.read())))
    assert "_malloc" in symbols, "this is no list of the system library"
    names = ", ".join(f"'{symbol}'" for symbol in symbols)
    print(
        "--- !tapi-tbd\n"
        "tbd-version: 4\n"
        f"targets: [ arm64-{sys.argv[1]} ]\n"
        "install-name: '/usr/lib/libSystem.B.dylib'\n"
        "exports:\n"
        f"  - targets: [ arm64-{sys.argv[1]} ]\n"
        f"    symbols: [ {names} ]\n"
        "..."
    )


main()
