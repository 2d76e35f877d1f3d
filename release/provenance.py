"""Writes where a release comes from: a statement of in-toto with SLSA's account of the build, about
every file of it.

Usage: provenance.py SOURCE FOLDER STARTED [--registries] [--dry-run]
       provenance.py --read FOLDER
  SOURCE        the clone that it was built in
  FOLDER        what is published; the statement goes there
  STARTED       when it was begun, as in 2026-11-26T08:00:00Z
  --registries  built by the toolchain of scripts/native-toolchain, not by the NDK
  --read        prints version, commit, and whether it was built by the registries' toolchain
Who signs it says that it is so; nobody else has watched the build (SLSA's build level 1).
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import platform
import re
import subprocess
import sys

# The files that decide what is built of the sources, beside them.
INPUTS = ("Cargo.lock", "android/build.mill", "scripts/native-toolchain", "scripts/ios-sdk", "scripts/android-sdk")
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"


def printed(*command, cwd=None):
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd)
    return done.stdout.strip()


def digest(path):
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def toolchain(source, registries):
    """What compiles the core: a name, and the folders of its Rust and its clang."""
    if registries:
        folder = pathlib.Path(printed(source / "scripts/native-toolchain"))
        return f"registries ({folder.name})", folder / "bin/rustc", folder / "bin/clang"
    ndk = pathlib.Path(os.environ["ANDROID_NDK_HOME"])
    revision = re.search(r"Pkg\.Revision *= *(\S+)", (ndk / "source.properties").read_text(encoding="utf-8")).group(1)
    (clang,) = ndk.glob("toolchains/llvm/prebuilt/*/bin/clang")
    return f"NDK {revision}", "rustc", clang


def tools(source, registries):
    name, rustc, clang = toolchain(source, registries)
    mill = re.search(r"mill-version: (\S+)", (source / "android/build.mill").read_text(encoding="utf-8")).group(1)
    sdk = pathlib.Path(printed(source / "scripts/android-sdk"))
    return {
        "toolchain of the core": name,
        "rustc": printed(rustc, "--version"),
        "cargo": printed("cargo", "--version"),
        "clang": printed(clang, "--version").splitlines()[0],
        "java": printed("java", "-version").splitlines()[0],
        "mill": mill,
        "android sdk": sdk.name,
        "aapt2": printed("aapt2", "version"),
        "apksigner": printed("apksigner", "--version"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def certificate():
    """Whoever holds the key to it signed the packages."""
    encoded = subprocess.run(
        ["keytool", "-exportcert", "-keystore", os.environ["KODEBRO_KEY_STORE"],
         "-storepass:env", "KODEBRO_KEY_STORE_PASSWORD", "-alias", os.environ["KODEBRO_KEY_ALIAS"]],
        check=True, capture_output=True,
    ).stdout
    return hashlib.sha256(encoded).hexdigest()


def statement(source, folder, started, registries, is_dry):
    commit = printed("git", "rev-parse", "HEAD", cwd=source)
    (tag,) = printed("git", "tag", "--points-at", "HEAD", cwd=source).split()
    finished = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    libraries = source / "target/android/libraries.json"
    unsigned = sorted((source / "target/android/unsigned").iterdir())
    return {
        "_type": STATEMENT,
        "subject": [{"name": file.name, "digest": digest(file)} for file in sorted(folder.iterdir())],
        "predicateType": PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:kodebro:release:1",
                "externalParameters": {
                    "command": f"scripts/release {tag[1:]}" + (" --dry-run" if is_dry else ""),
                    "tag": tag,
                    "version": tag[1:],
                },
                "internalParameters": {"tools": tools(source, registries), "registries": registries},
                "resolvedDependencies": [
                    {"name": "sources", "digest": {"gitCommit": commit}},
                    *({"name": name, "digest": digest(source / name)} for name in INPUTS),
                    {"name": "libraries of Maven", "digest": digest(libraries)},
                ],
            },
            "runDetails": {
                "builder": {"id": "urn:kodebro:maintainer"},
                "metadata": {"startedOn": started, "finishedOn": finished},
                "byproducts": [
                    {"name": "signing certificate", "digest": {"sha256": certificate()}},
                    *({"name": f"unsigned {file.name}", "digest": digest(file)} for file in unsigned),
                ],
            },
        },
    }


def read(folder):
    """What was written, of a folder that has it."""
    (file,) = pathlib.Path(folder).glob("kodebro-*.intoto.json")
    return json.loads(file.read_text(encoding="utf-8"))["predicate"]


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--read")
    parser.add_argument("--registries", action="store_true")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("paths", nargs="*")
    arguments = parser.parse_args()
    if arguments.read:
        build = read(arguments.read)["buildDefinition"]
        (commit,) = (one["digest"]["gitCommit"] for one in build["resolvedDependencies"] if "gitCommit" in one["digest"])
        word = "registries" if build["internalParameters"]["registries"] else ""
        print(build["externalParameters"]["version"], commit, word)
        return
    if len(arguments.paths) != 3:
        sys.exit(__doc__)
    source, folder, started = arguments.paths
    written = statement(pathlib.Path(source), pathlib.Path(folder), started, arguments.registries, arguments.dry_run)
    version = written["predicate"]["buildDefinition"]["externalParameters"]["version"]
    text = json.dumps(written, indent=2, ensure_ascii=False) + "\n"
    (pathlib.Path(folder) / f"kodebro-{version}.intoto.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
