"""Runs scripts/ios-xcframework, which only a Mac can, with stand-ins for what only a Mac has, on the
libraries that scripts/native ios has built, and looks at what Xcode is given.

Usage: xcframework.py
"""

import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE = ROOT / "target/native/ios"
KIT = ROOT / "ios/KodebroKit/Sources/KodebroCoreFFI"
TARGETS = ("aarch64-apple-ios", "aarch64-apple-ios-sim")


def printed(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main():
    toolchain = printed(ROOT / "scripts/native-toolchain")
    with tempfile.TemporaryDirectory() as folder:
        tools = pathlib.Path(folder)
        stand_ins = {
            "uname": "echo Darwin",
            "rustup": "exit 0",
            # The core, its Swift and the libraries are there already.
            "cargo": "exit 0",
            "xcrun": f"""case "$*" in
                --find*) echo {toolchain}/bin/llvm-nm ;;
                *iphoneos*) echo {printed(ROOT / "scripts/ios-sdk", "iphoneos")} ;;
                *) echo {printed(ROOT / "scripts/ios-sdk", "iphonesimulator")} ;;
            esac""",
            "xcodebuild": f"""printf '%s\\n' "$@" >{tools}/asked; while [ "$1" != -output ]; do shift; done; mkdir "$2" """,
        }
        for name, script in stand_ins.items():
            (tools / name).write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
            (tools / name).chmod(0o755)
        subprocess.run(
            [ROOT / "scripts/ios-xcframework"], check=True, stdout=subprocess.DEVNULL,
            env=dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}"),
        )
        asked = (tools / "asked").read_text(encoding="utf-8").splitlines()
    libraries = [ROOT / after for word, after in zip(asked, asked[1:]) if word == "-library"]
    assert libraries == [MADE / target / "libkodebro.a" for target in TARGETS], f"Xcode is given {asked}"
    assert all(library.stat().st_size > 0 for library in libraries)
    assert (MADE / "Kodebro.xcframework").is_dir(), "it has not the name that the Xcode project links"
    (MADE / "Kodebro.xcframework").rmdir()

    # Headers are the package's, which Swift imports by the name in their module map.
    module = (KIT / "module.modulemap").read_text(encoding="utf-8")
    (header,) = re.findall(r'header "(.+)"', module)
    assert re.search(r"\bmodule KodebroCoreFFI\b", module) and (KIT / header).exists(), module


main()
