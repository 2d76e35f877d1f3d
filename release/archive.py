"""Puts what belongs to a release into one zip; the same files give the same bytes.

Usage: archive.py symbols|ios SOURCE ZIP
  symbols   the lines of the core for each ABI, as Google Play's console takes them
  ios       the core for iPhones and the simulator, and what Swift calls it by
  SOURCE    the clone that it was built in
"""

import pathlib
import sys
import zipfile

README = """\
The core of Kodebro for iPhones and for the simulator, and what Swift calls it by: each file at its
place in a clone of the release's tag.

Only a Mac with Xcode makes more of it: the xcframework that the Xcode project links, the app, and its
signature. scripts/ios-release archive does all of that, and builds the core anew; these files are to
look at, to compare, and to be checked against.
"""


def symbols(source):
    for file in source.glob("target/android/symbols/*/*.debug"):
        # The console knows what is to be read by a debugger by this ending.
        yield f"{file.parent.name}/{file.stem}.dbg", file.read_bytes()


def ios(source):
    yield "README.txt", README.encode("ascii")
    for pattern in (
        "target/native/ios/*/libkodebro.a",
        "target/ios/Version.xcconfig",
        "ios/KodebroKit/Sources/KodebroCore/Generated/*.swift",
        "ios/KodebroKit/Sources/KodebroCoreFFI/*",
    ):
        found = sorted(source.glob(pattern))
        if not found:
            sys.exit(f"archive.py: there is no {pattern} in {source}")
        for file in found:
            yield file.relative_to(source).as_posix(), file.read_bytes()


def main(arguments):
    parts = {"symbols": symbols, "ios": ios}
    if len(arguments) != 3 or arguments[0] not in parts:
        sys.exit(__doc__)
    what, source, target = arguments
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sorted(parts[what](pathlib.Path(source))):
            # Without the time, which a zip cannot leave out.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    if not archive.namelist():
        sys.exit(f"archive.py: {source} has no {what}")


if __name__ == "__main__":
    main(sys.argv[1:])
