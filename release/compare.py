"""Says in what two builds of the same release differ.

Usage: compare.py RELEASE REBUILT
  RELEASE   the folder of the release
  REBUILT   the same, built again; its packages are not signed
The packages of the release are compared by what is in them, without their signature, and what was
signed by its sum in the statement of the release. The exit status is 1 where anything differs.
"""

import hashlib
import pathlib
import re
import sys
import zipfile

import provenance

# What jarsigner adds to a bundle; the signature of an APK lies outside its entries.
SIGNATURE = re.compile(r"META-INF/(MANIFEST\.MF|[^/]+\.(SF|RSA|EC))$")
PACKAGES = (".apk", ".aab")
# These are about the very files of the release.
ABOUT = ("SHA256SUMS", ".intoto.json")


def entries(path):
    """What is in an archive, in its order."""
    with zipfile.ZipFile(path) as archive:
        return {
            entry.filename: (entry.date_time, entry.compress_type, hashlib.sha256(archive.read(entry)).hexdigest())
            for entry in archive.infolist()
            if not SIGNATURE.match(entry.filename)
        }


def differing(released, rebuilt):
    """The names of what differs in two archives."""
    first, second = entries(released), entries(rebuilt)
    names = [name for name in first | second if first.get(name) != second.get(name)]
    if not names and list(first) != list(second):
        return ["the order of the entries"]
    return names


def differences(release, rebuilt):
    """A line for each file: what it is called, and nothing where it is the same."""
    signed = {one["name"]: one["digest"]["sha256"] for one in provenance.read(release)["runDetails"]["byproducts"]}
    there, here = ({file.name for file in folder.iterdir() if not file.name.endswith(ABOUT)} for folder in (release, rebuilt))
    for name in sorted(there | here):
        if name not in here or name not in there:
            yield name, "only one of the two has it"
            continue
        first, second = release / name, rebuilt / name
        if name.endswith(PACKAGES):
            found = differing(first, second)
            digest = hashlib.sha256(second.read_bytes()).hexdigest()
            if not found and digest != signed[f"unsigned kodebro{second.suffix}"]:
                found = ["the bytes between the entries"]
            yield name, ", ".join(found)
        elif first.read_bytes() == second.read_bytes():
            yield name, ""
        elif zipfile.is_zipfile(first) and zipfile.is_zipfile(second):
            yield name, ", ".join(differing(first, second)) or "the bytes between the entries"
        else:
            yield name, "the bytes"


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    found = list(differences(*map(pathlib.Path, arguments)))
    for name, what in found:
        print(f"{name}: {'differs in ' + what if what else 'the same'}")
    count = sum(1 for _, what in found if what)
    print(f"compared: {len(found)} files, {count} differ")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
