"""Writes what a release is built on as a bill of materials in CycloneDX's form, and holds it to
CycloneDX's own schema.

Usage: bill_of_materials.py rust VERSION EPOCH RUSTC TARGET... >BILL
       bill_of_materials.py maven VERSION EPOCH LIBRARIES >BILL
  VERSION     of Kodebro
  EPOCH       when the release was made, in seconds since 1970: the same release gives the same bytes
  RUSTC       the compiler that built the core; its library is in there
  LIBRARIES   what `scripts/android` leaves in target/android/libraries.json
It runs with the Python of `scripts/setup release`.
"""

import datetime
import json
import pathlib
import sys
import uuid

import rust_libraries
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

# Kodebro's bills are told apart by the name of what they are of and the version.
SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "kodebro")


def component(name, version, licence, link, sha256="", group=None, repository="", kind=ComponentType.LIBRARY):
    found = LicenseFactory().make_from_string(licence, license_text=None)
    return Component(
        type=kind, group=group, name=name, version=version or None, purl=link, bom_ref=str(link), licenses=[found],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256)] if sha256 else [],
        external_references=[ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(repository))] if repository else [],
    )


def own(name, version):
    return component(name, version, "MIT OR Apache-2.0", PackageURL("generic", None, name, version), kind=ComponentType.APPLICATION)


def bill(root, components, needs, epoch):
    """A bill of components by keys, with what each needs; an empty key is the root's."""
    bom = Bom(
        serial_number=uuid.uuid5(SPACE, f"{root.name} {root.version}"),
        components=components.values(),
    )
    bom.metadata.component = root
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc)
    for key, wanted in needs.items():
        bom.register_dependency(components.get(key, root), [components[one] for one in sorted(wanted)])
    return bom


def of_rust(version, epoch, rustc, targets):
    found = rust_libraries.libraries(targets, rustc)
    core = next(library for library in found.values() if library.name == rust_libraries.CORE)
    components = {}
    for key, library in found.items():
        if library is core:
            continue
        kind = "cargo" if library.is_crate else "generic"
        link = PackageURL(kind, None, library.name, library.version or None)
        components[key] = component(
            library.name, library.version, library.licence, link, library.sha256, repository=library.repository
        )
    needs = {"" if library is core else key: library.needs for key, library in found.items()}
    return bill(own("kodebro-core-for-" + platform(targets), version), components, needs, epoch)


def platform(targets):
    return "ios" if all("apple" in target for target in targets) else "android"


def of_maven(version, epoch, path):
    libraries = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    components = {}
    for library in libraries:
        kind = {} if library["kind"] == "jar" else {"type": library["kind"]}
        link = PackageURL("maven", library["group"], library["name"], library["version"], kind)
        components[f"{library['group']}:{library['name']}"] = component(
            library["name"], library["version"], library["licence"], link, library["sha256"], group=library["group"]
        )
    needs = {f"{library['group']}:{library['name']}": library["needs"] for library in libraries}
    # The app stands on what nothing else asks for, and through it on the rest.
    asked = {key for wanted in needs.values() for key in wanted}
    needs[""] = [key for key in components if key not in asked]
    return bill(own("kodebro-app-for-android", version), components, needs, epoch)


def main(arguments):
    match arguments:
        case ["rust", version, epoch, rustc, *targets] if targets:
            bom = of_rust(version, int(epoch), rustc, targets)
        case ["maven", version, epoch, path]:
            bom = of_maven(version, int(epoch), path)
        case _:
            sys.exit(__doc__)
    bom.validate()
    written = JsonV1Dot6(bom).output_as_string(indent=2)
    if faults := JsonStrictValidator(SchemaVersion.V1_6).validate_str(written):
        sys.exit(f"bill_of_materials.py: CycloneDX refuses it: {faults}")
    print(written)


if __name__ == "__main__":
    main(sys.argv[1:])
