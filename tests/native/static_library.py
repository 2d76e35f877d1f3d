"""Holds a static library for iOS to what the app is linked with: every function that Swift calls is
in it, and whatever it needs is in the system library. A trial link shows it where there is a linker.

Usage: static_library.py TOOLS SDK TARGET LIBRARY
  TOOLS    the folder of llvm-nm, and of ld64.lld where it is there
  SDK      as scripts/ios-sdk prints it
  TARGET   aarch64-apple-ios or aarch64-apple-ios-sim
"""

import getpass
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLATFORMS = {"aarch64-apple-ios": ("ios", 2), "aarch64-apple-ios-sim": ("ios-simulator", 7)}
# What the linker itself makes.
OF_LINKER = {"___dso_handle"}
# The least that arm64 simulators run.
SIMULATOR = "14.0"


def symbols(tools, library, *options):
    listed = subprocess.run([f"{tools}/llvm-nm", *options, library], check=True, capture_output=True, text=True).stdout
    return {line.split()[-1] for line in listed.splitlines() if line and not line.endswith(":")}


def called_by_swift():
    """The functions that the header for Swift declares."""
    header = ROOT / "ios/KodebroKit/Sources/KodebroCoreFFI/KodebroCoreFFI.h"
    assert header.exists(), "what Swift calls the core by is missing; run scripts/ios core"
    declared = re.findall(r"\b((?:uniffi|ffi)_kodebro_\w+)\s*\(", header.read_text(encoding="utf-8"))
    assert declared, f"{header} declares nothing"
    return {f"_{name}" for name in declared}


def faults(tools, sdk, target, library):
    deployment = (ROOT / "ios/deployment-target").read_text(encoding="ascii").strip()
    platform, number = PLATFORMS[target]
    defined = symbols(tools, library, "--defined-only", "--extern-only")
    needed = symbols(tools, library, "--undefined-only") - symbols(tools, library, "--defined-only")
    if missing := called_by_swift() - defined:
        yield f"it is without {sorted(missing)}, which Swift calls"
    system = pathlib.Path(sdk) / "usr/lib/libSystem.tbd"
    text = system.read_text(encoding="utf-8")
    exported = set(re.findall(r"[\w$.]+", text))
    if missing := needed - exported - OF_LINKER:
        yield f"iOS's system library has not: {' '.join(sorted(missing))}"
    content = pathlib.Path(library).read_bytes()
    for place in {str(ROOT), str(pathlib.Path.home()), f"/home/{getpass.getuser()}"}:
        if f"{place}/".encode() in content:
            yield f"it tells of {place}"
    linker = pathlib.Path(tools) / "ld64.lld"
    if linker.exists():
        least = SIMULATOR if number == 7 else deployment
        with tempfile.TemporaryDirectory() as folder:
            linked = subprocess.run(
                [linker, "-dylib", "-arch", "arm64", "-platform_version", platform, least, least, "-all_load",
                 "-dead_strip", "-o", f"{folder}/kodebro.dylib", library, system],
                capture_output=True, text=True,
            )
        if linked.returncode:
            yield f"it does not link: {linked.stderr.splitlines()[0]}"
        for line in linked.stderr.splitlines():
            if "newer" in line:
                yield line


def main():
    tools, sdk, target, library = sys.argv[1:]
    found = list(faults(tools, sdk, target, library))
    for fault in found:
        print(f"{target}/{pathlib.Path(library).name}: {fault}", file=sys.stderr)
    return 1 if found else 0


sys.exit(main())
