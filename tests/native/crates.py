"""Tells what a native library is made of: its sections, and how much code is whose.

Usage: crates.py TOOLS LIBRARY
  TOOLS     the folder of llvm-nm and llvm-readelf
  LIBRARY   as it was linked, with its symbols
Code that the compiler made one of, or put into its caller, counts where it stands.
"""

import collections
import re
import subprocess
import sys

# C and assembly have no crate in their names.
OF_C = {
    "ring": r"ring_core_|.*_ring_core_",
    "UniFFI's functions in C": r"uniffi_|ffi_",
    "unwinder": r"_?_?unw_|_Unwind_|__libunwind",
    "compiler's helpers": r"__(aarch64|lse|[a-z]+[tdsx][if]\d?$)|outline_atomic",
}


def ask(tools, tool, *arguments):
    return subprocess.run([f"{tools}/{tool}", *arguments], check=True, capture_output=True, text=True).stdout


def owner(name):
    """The crate of a symbol: the first one its name begins with, through references and traits."""
    found = re.match(r"[<&*(\[ ]*(?:mut |const |dyn |impl )*([A-Za-z_]\w*)::", name)
    if found:
        crate = found.group(1)
        if crate in ("core", "alloc", "std") and (other := re.search(r" as ([A-Za-z_]\w*)::", name)):
            return other.group(1)
        return crate
    if "::" in name:
        return "other Rust"
    return next((whose for whose, form in OF_C.items() if re.match(form, name)), "SQLite, and other C")


def crates(tools, library):
    """The bytes of code by their owner, the most first."""
    sizes = collections.Counter()
    for line in ask(tools, "llvm-nm", "--print-size", "--demangle", "--defined-only", library).splitlines():
        found = re.match(r"[0-9a-f]+ ([0-9a-f]+) [tTwW] (.*)", line)
        if found:
            sizes[owner(found.group(2))] += int(found.group(1), 16)
    return sizes.most_common()


def sections(tools, library):
    """The bytes of each section that is loaded, the most first."""
    sizes = collections.Counter()
    for line in ask(tools, "llvm-readelf", "-S", "-W", library).splitlines():
        found = re.match(r"\s*\[ *\d+\] (\.\S+)\s+\S+\s+\S+\s+\S+\s+([0-9a-f]+)\s+\S+\s+(\S*A\S*)\s", line)
        if found and found.group(1) != ".bss":
            sizes[found.group(1)] += int(found.group(2), 16)
    return sizes.most_common()


def table(title, rows, most):
    print(f"{'bytes':>10}  {title}")
    for name, size in rows[:most]:
        print(f"{size:>10,}  {name}")
    rest = sum(size for _, size in rows[most:])
    if rest:
        print(f"{rest:>10,}  others")


def main():
    tools, library = sys.argv[1:]
    table("section", sections(tools, library), 10)
    print()
    table("code of", crates(tools, library), 20)


if __name__ == "__main__":
    main()
