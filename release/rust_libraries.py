"""Tells which libraries of others are in the core for a platform: crates, without those that only
work while it is compiled, and what they bring that is no crate. A target is called as Rust names it:
aarch64-linux-android.
"""

import dataclasses
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
# The core as the apps link it.
CORE = "kodebro-bindings"
OWN = "kodebro-"
# What Rust's own library is built on, without what leaves no code of its own. tests/android/packages.py
# finds what is missing here, by the core's lines for a debugger.
UNDER_RUST = {
    "addr2line": "Apache-2.0 OR MIT",
    "adler2": "0BSD OR MIT OR Apache-2.0",
    "gimli": "MIT OR Apache-2.0",
    "hashbrown": "MIT OR Apache-2.0",
    "memchr": "Unlicense OR MIT",
    "miniz_oxide": "MIT OR Zlib OR Apache-2.0",
    "object": "Apache-2.0 OR MIT",
    "rustc-demangle": "MIT OR Apache-2.0",
}


@dataclasses.dataclass
class Library:
    """A crate, or what came with one; `needs` are the keys of others."""

    name: str
    version: str
    licence: str
    repository: str = ""
    sha256: str = ""
    is_crate: bool = True
    needs: set = dataclasses.field(default_factory=set)

    @property
    def key(self):
        return f"{self.name} {self.version}".strip()


def printed(*command):
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT
    ).stdout.strip()


def cargo(*arguments):
    return printed("cargo", *arguments)


def expression(licence):
    """As SPDX writes it today; a slash is an older way to write a choice."""
    return re.sub(r" */ *", " OR ", licence)


def crates(target):
    """The crates for one target, and Kodebro's own between them, by their keys."""
    found, path = {}, []
    lines = cargo(
        "tree", "--locked", "-p", CORE, "--target", target, "--edges", "normal,no-proc-macro",
        "--prefix", "depth", "--no-dedupe", "--format", "|{p}|{l}|{r}",
    )
    for line in filter(None, lines.splitlines()):
        depth, package, licence, repository = line.split("|")
        name, version = package.split()[:2]
        library = Library(name, version.removeprefix("v"), expression(licence), repository)
        library = found.setdefault(library.key, library)
        del path[int(depth):]
        if path:
            path[-1].needs.add(library.key)
        path.append(library)
    return found


def locked(path):
    """The name, the version and the SHA-256 of each crate in a lock file; nothing for the last where it
    comes from no registry. cargo writes these lines always in this order."""
    form = r'^name = "(.+)"\nversion = "(.+)"\n(?:source = .+\n)?(?:checksum = "(.+)")?'
    return re.findall(form, path.read_text(encoding="utf-8"), re.MULTILINE)


def of_rust(rustc):
    """Rust's library and what it is built on, in the version of a compiler where one is named."""
    version, crates = "", {}
    if rustc:
        version = printed(rustc, "--version").split()[1]
        lock = pathlib.Path(printed(rustc, "--print", "sysroot")) / "lib/rustlib/src/rust/library/Cargo.lock"
        # Not every Rust comes with its sources; then it is known by Rust's own version.
        if lock.exists():
            crates = {name: (version, sha256) for name, version, sha256 in locked(lock)}
    rust = Library("rust-std", version, "MIT OR Apache-2.0", "https://github.com/rust-lang/rust", is_crate=False)
    for name, licence in UNDER_RUST.items():
        of_it, sha256 = crates.get(name, ("", ""))
        library = Library(name, of_it, licence, sha256=sha256)
        rust.needs.add(library.key)
        yield library
    yield rust


def brought(targets, folders):
    """What is in the core that cargo does not know, each with the name of the crate that it came with."""
    header = (folders["libsqlite3-sys"] / "sqlite3/sqlite3.h").read_text(encoding="utf-8")
    sqlite = re.search(r'#define SQLITE_VERSION +"([^"]+)"', header).group(1)
    yield "libsqlite3-sys", Library("SQLite", sqlite, "blessing", "https://sqlite.org/src", is_crate=False)
    if any("android" in target for target in targets):
        # The toolchain's, which says no version; iOS has one of its own.
        licence = "Apache-2.0 WITH LLVM-exception"
        yield CORE, Library("libunwind", "", licence, "https://github.com/llvm/llvm-project", is_crate=False)


def libraries(targets, rustc=""):
    """All that is in the core for these targets, and Kodebro's own crates, by their keys; `rustc` is the
    compiler that builds it, where its version is asked for."""
    found = {}
    for target in targets:
        for key, library in crates(target).items():
            found.setdefault(key, library).needs.update(library.needs)
    for name, version, sha256 in locked(ROOT / "Cargo.lock"):
        if library := found.get(f"{name} {version}"):
            library.sha256 = sha256
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    folders = {package["name"]: pathlib.Path(package["manifest_path"]).parent for package in packages}
    for name, library in brought(targets, folders):
        (crate,) = (crate for crate in found.values() if crate.name == name)
        crate.needs.add(library.key)
        found[library.key] = library
    core = next(crate for crate in found.values() if crate.name == CORE)
    for library in of_rust(rustc):
        found.setdefault(library.key, library)
        if not library.is_crate:
            core.needs.add(library.key)
    return found
