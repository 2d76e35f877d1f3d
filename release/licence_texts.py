"""Gathers the licences of the libraries in an app with their texts, as the app shows them: of the crates
out of their sources, of Maven's files out of those, and the standard text where a library has none.
release/licences says which texts are carried, and fails where one is missing.

Usage: licence_texts.py [--maven FILES] TARGET...
  FILES    JSON: a list of the files in the app, each with its `name`, `licence` and `path`
  TARGET   as Rust names it: aarch64-linux-android
Prints pages of text, parted by form feeds. On each are the libraries it is for, a line for each with its
licence; an empty line; and the text.
"""

import io
import json
import pathlib
import re
import subprocess
import sys
import zipfile

import rust_libraries

# What a file with a licence, or with a part of one, is called; never source that has such a name.
NAME = re.compile(r"((un)?licen[cs]es?|copying|copyright|notice|third[-_]party)([-_.][^/]*)?", re.IGNORECASE)
SOURCE = {".rs", ".c", ".h", ".py", ".java", ".kt", ".class", ".html", ".json"}
# In Play services stand the licences of all that they were made with. These two speak of whole
# compilers, of which nothing is in there; what is of Kotlin is a library of its own.
COMPILERS = {"Kotlin", "J2ObjC"}


def is_licence(path):
    return NAME.fullmatch(path.name) and path.suffix.lower() not in SOURCE


def of_crates(targets):
    """Each library in the core, with its texts. Two versions of one are shown as one, with the texts of
    both."""
    packages = json.loads(rust_libraries.cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    folders = {
        f"{package['name']} {package['version']}": pathlib.Path(package["manifest_path"]).parent for package in packages
    }
    shown = {}
    for key, library in sorted(rust_libraries.libraries(targets).items()):
        if library.name.startswith(rust_libraries.OWN):
            continue
        one = {"name": library.name, "licence": library.licence, "texts": [], "source": library.repository}
        one = shown.setdefault((library.name, library.licence), one)
        # What came with a crate is not in its folder alone, and has no folder of its own.
        folder = folders.get(key) if library.is_crate else None
        for path in sorted(folder.rglob("*")) if folder else []:
            if path.is_file() and is_licence(path):
                one["texts"].append(read(path.read_bytes(), path))
    return shown.values()


def of_maven(files):
    """Each file of Maven, with the texts in it, and what Play services name beside."""
    for file in files:
        with zipfile.ZipFile(file["path"]) as archive:
            parts = {}
            if "third_party_licenses.json" in archive.namelist():
                parts = of_play_services(archive)
            texts = list(texts_in(archive, file["path"]))
            # The classes of an aar are an archive in it.
            if "classes.jar" in archive.namelist():
                with zipfile.ZipFile(io.BytesIO(archive.read("classes.jar"))) as classes:
                    texts += texts_in(classes, file["path"])
        texts += [f"{name}\n\n{text}" for name, text in parts.items()]
        yield {"name": file["name"], "licence": file["licence"], "texts": texts, "source": ""}


def texts_in(archive, path):
    for name in sorted(archive.namelist()):
        # Those of Play services are read in parts.
        if name.startswith("META-INF/") and is_licence(pathlib.PurePosixPath(name)):
            yield read(archive.read(name), f"{path}: {name}")


def of_play_services(archive):
    """The texts that stand one after the other in Play services, by what they are for."""
    whole = archive.read("third_party_licenses.txt")
    parts = json.loads(archive.read("third_party_licenses.json"))
    by_text = {}
    for name, part in sorted(parts.items()):
        if name not in COMPILERS:
            text = whole[part["start"]:part["start"] + part["length"]].decode("utf-8").strip()
            by_text.setdefault(" ".join(text.split()), ([], text))[0].append(name)
    return {", ".join(names): text for names, text in by_text.values()}


def read(content, path):
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        sys.exit(f"licence_texts.py: {path} is not in UTF-8")


def main(arguments):
    files = []
    if arguments[:1] == ["--maven"] and len(arguments) > 1:
        files = json.loads(pathlib.Path(arguments[1]).read_text(encoding="utf-8"))
        arguments = arguments[2:]
    if not arguments or arguments[0].startswith("-"):
        sys.exit(__doc__)
    libraries = [*of_maven(files), *of_crates(arguments)]
    chosen = subprocess.run(
        ["cargo", "run", "--quiet", "--locked", "-p", "kodebro-licences"],
        cwd=rust_libraries.ROOT, input=json.dumps(libraries).encode("ascii"), stdout=subprocess.PIPE,
    )
    if chosen.returncode != 0:
        sys.exit(chosen.returncode)
    sys.stdout.buffer.write(chosen.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
