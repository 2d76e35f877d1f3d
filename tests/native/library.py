"""Holds a native library to what Android 10 loads, and to what a published library may say.

Usage: library.py TOOLS ABI LIBRARY
  TOOLS    the folder of llvm-readelf and llvm-nm
  ABI      arm64-v8a, armeabi-v7a or x86_64
"""

import getpass
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = 0x4000
SYSTEM = {"libc.so", "libm.so", "libdl.so", "liblog.so"}
MACHINES = {"arm64-v8a": "AArch64", "armeabi-v7a": "ARM", "x86_64": "X86-64"}
# By these the code of tests would be known.
OF_TESTS = ("proptest", "insta-", "tempfile", "allocation_counter", "test result:")


def known_symbols(tools):
    """What Android exports, where the toolchain knows; the NDK's linker has looked already."""
    lists = list(pathlib.Path(tools).parent.glob("*-linux-android/*.ifs"))
    names = (re.findall(r'Name: "([^"]+)"', file.read_text(encoding="ascii")) for file in lists)
    return {name for found in names for name in found}


def keeps_debugging():
    """Whether lines for debugging, which nobody is to read on a phone, are compiled into a release."""
    features = subprocess.run(
        ["cargo", "tree", "--locked", "-p", "kodebro-bindings", "-e", "features", "-i", "log"],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout
    return 'log feature "release_max_level_info"' not in features


def faults(tools, abi, path):
    def ask(tool, *arguments):
        return subprocess.run(
            [f"{tools}/{tool}", *arguments, path], check=True, capture_output=True, text=True
        ).stdout

    about = ask("llvm-readelf", "-h", "-d", "-l", "-S", "-W")
    machine = re.search(r"Machine: .*", about).group().lower()
    if MACHINES[abi].lower() not in machine:
        yield f"it is not for {abi}"
    for line in about.splitlines():
        words = line.split()
        if words[:1] == ["LOAD"] and int(words[-1], 16) % PAGE:
            yield f"a part of it is aligned to {words[-1]}, and phones may have pages of {PAGE:#x}"
    if "Library soname: [libkodebro.so]" not in about:
        yield "it has not the name libkodebro.so"
    needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", about))
    if needed - SYSTEM:
        yield f"it needs {sorted(needed - SYSTEM)}, which no phone has"
    if "TEXTREL" in about:
        yield "its code would be changed when it is loaded"
    if "GNU_RELRO" not in about or not re.search(r"BIND_NOW|Flags: .*NOW|\(FLAGS_1\).*NOW", about):
        yield "what it imports stays open to writing"
    if re.search(r"\.debug_|\.symtab", about):
        yield "it carries what belongs into the file beside it"

    undefined = {
        tuple(line.split()[:2]) for line in ask("llvm-nm", "-D", "--undefined-only", "--format=posix").splitlines()
    }
    if "__stack_chk_fail" not in {name for name, _ in undefined}:
        yield "nothing in it guards the stack"
    known = known_symbols(tools)
    missing = sorted(name for name, kind in undefined if kind == "U" and known and name not in known)
    if missing:
        yield f"Android 10 has not: {' '.join(missing)}"
    exported = ask("llvm-nm", "-D", "--defined-only", "--format=posix")
    if "uniffi_kodebro_fn_" not in exported:
        yield "it exports nothing for Kotlin"

    content = pathlib.Path(path).read_bytes()
    for place in {str(ROOT), str(pathlib.Path.home()), f"/home/{getpass.getuser()}"}:
        if f"{place}/".encode() in content:
            yield f"it tells of {place}"
    if keeps_debugging():
        yield "it logs what is for debugging"
    for name in OF_TESTS:
        if name.encode() in content:
            yield f"it holds code of tests: {name}"


def main():
    tools, abi, path = sys.argv[1:]
    found = list(faults(tools, abi, path))
    for fault in found:
        print(f"{abi}/{pathlib.Path(path).name}: {fault}", file=sys.stderr)
    return 1 if found else 0


sys.exit(main())
