"""Makes releases of this checkout, in a copy, with stand-ins for what builds: what is refused, what is
laid out, and what an interruption, a failure and a commit meanwhile leave behind.

Usage: release.py
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What would be built, with marks by which a test tells it apart.
BUILDS = {
    "setup": "exit 0",
    "native": """
        mkdir -p target/native/ios/aarch64-apple-ios target/native/ios/aarch64-apple-ios-sim target/ios
        mkdir -p ios/KodebroKit/Sources/KodebroCore/Generated ios/KodebroKit/Sources/KodebroCoreFFI
        for file in target/native/ios/*/libkodebro.a; do echo a library >"${file/\\*/aarch64-apple-ios}"; done
        echo VERSION >target/ios/Version.xcconfig
        echo // >ios/KodebroKit/Sources/KodebroCore/Generated/KodebroCore.swift
        echo // >ios/KodebroKit/Sources/KodebroCoreFFI/KodebroCoreFFI.h""",
    "native-toolchain": "echo $STAND_INS/toolchain",
    "android-sdk": "echo /sdk",
    "android-packages": "test -f target/android/kodebro.apk && test -f target/android/kodebro.aab",
    "android": """
        echo "$*" >>$STAND_INS/asked
        if [ -e $STAND_INS/fail ]; then echo the compiler stopped >&2; exit 1; fi
        if [ -e $STAND_INS/commit ]; then git -C $CHECKOUT commit --quiet --allow-empty --message meanwhile; fi
        mkdir -p target/android/unsigned target/android/symbols/arm64-v8a
        python3 - "$1" <<'PYTHON'
import os, pathlib, sys, zipfile
kept = pathlib.Path("target/android")
def package(path, signature):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("res/raw/licences.txt"), "a licence")
        archive.writestr(zipfile.ZipInfo("classes.dex"), os.environ.get("CODE", ""))
        if signature:
            archive.writestr("META-INF/KEY.SF", os.environ["KODEBRO_KEY_ALIAS"])
for name, command in (("kodebro.apk", "release"), ("kodebro.aab", "bundle")):
    if sys.argv[1] in (command, "unsigned"):
        package(kept / "unsigned" / name, False)
    if sys.argv[1] == command:
        package(kept / name, True)
(kept / "mapping.txt").write_text("a -> b:\\n")
(kept / "symbols/arm64-v8a/libkodebro.so.debug").write_text("lines")
(kept / "libraries.json").write_text('''[
  {"group": "g", "name": "a", "version": "1", "kind": "aar", "sha256": "%s", "licence": "Apache-2.0", "needs": ["g:b"]},
  {"group": "g", "name": "b", "version": "2", "kind": "jar", "sha256": "%s", "licence": "A Licence of its Own", "needs": []}
]''' % ("0" * 64, "1" * 64))
PYTHON""",
}
TOOLS = {
    "keytool": """case "$*" in
        *-list*) [ "$KODEBRO_KEY_ALIAS" != unknown ] ;;
        *-genkeypair*) touch "$KODEBRO_KEY_STORE" ;;
        *) echo a certificate ;;
    esac""",
    "java": "echo openjdk 17 >&2",
    "aapt2": "echo aapt2",
    "apksigner": "echo 0.9",
}
PUBLISHED = {
    ".apk", ".aab", "-mapping.txt", "-native-debug-symbols.zip", "-ios.zip", "-rust-android.cdx.json",
    "-rust-ios.cdx.json", "-maven.cdx.json", "-licences-android.txt", "-licences-ios.txt", "-notes.md", ".intoto.json",
}


def write(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/bash\nset -e\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


class Release(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kodebro-release-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.checkout, self.stand_ins = self.folder / "checkout", self.folder / "stand-ins"
        self.work = self.checkout / "target/releases"
        files = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout
        for name in filter(None, files.split("\0")):
            # Pictures are most of the bytes, and in no release.
            if (ROOT / name).is_file() and not name.endswith(".png"):
                (self.checkout / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.checkout / name)
        for name, script in BUILDS.items():
            write(self.checkout / "scripts" / name, script)
        for name, script in TOOLS.items():
            write(self.stand_ins / name, script)
        for name in ("rustc", "clang"):
            write(self.stand_ins / "toolchain/bin" / name, f"echo {name} 1.2.3")
        write(self.stand_ins / "ndk/toolchains/llvm/prebuilt/linux/bin/clang", "echo clang 18")
        (self.stand_ins / "ndk/source.properties").write_text("Pkg.Revision = 27.2.1\n", encoding="ascii")
        (self.stand_ins / "key.jks").touch()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("KODEBRO_", "ANDROID_NDK"))},
            "PATH": f"{self.stand_ins}:{os.environ['PATH']}",
            "STAND_INS": str(self.stand_ins),
            "CHECKOUT": str(self.checkout),
        }
        self.write_changelog("- It reads.\n- It waits.\n")
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", "somebody@example.org")
        self.commit()

    def without_bills(self, instead="print('{}')"):
        """The bills of materials take most of the time; one test looks at them."""
        (self.checkout / "release/bill_of_materials.py").write_text(f"{instead}\n", encoding="ascii")
        self.commit()

    def write_changelog(self, unreleased):
        text = f"# Changelog\n\n## Unreleased\n{unreleased}\n## 0.0.9 - 2026-01-01\n- It began.\n"
        (self.checkout / "CHANGELOG.md").write_text(text, encoding="utf-8")

    def git(self, *arguments):
        return subprocess.run(
            ["git", *arguments], cwd=self.checkout, check=True, capture_output=True, text=True
        ).stdout.strip()

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "all")

    def state(self):
        return self.git("rev-parse", "HEAD"), self.git("tag"), self.git("status", "--porcelain")

    def run_release(self, *arguments, **variables):
        return subprocess.run(
            [self.checkout / "scripts/release", *arguments], cwd=self.checkout, stdin=subprocess.DEVNULL,
            env={**self.environment, **variables}, capture_output=True, text=True, check=False,
        )

    def with_key(self):
        return {
            "KODEBRO_KEY_STORE": str(self.stand_ins / "key.jks"), "KODEBRO_KEY_ALIAS": "upload",
            "KODEBRO_KEY_STORE_PASSWORD": "secret", "KODEBRO_KEY_PASSWORD": "secret",
            "ANDROID_NDK_HOME": str(self.stand_ins / "ndk"),
        }

    def made(self, *arguments, **variables):
        done = self.run_release(*arguments, **variables)
        self.assertEqual(0, done.returncode, done.stderr + done.stdout)
        return done.stdout

    def refused(self, words, *arguments, **variables):
        """It is told in one line, and nothing has changed."""
        before = self.state()
        done = self.run_release(*arguments, **variables)
        self.assertNotEqual(0, done.returncode, done.stdout)
        (line,) = done.stderr.splitlines()
        self.assertIn(words, line)
        self.assertEqual("", done.stdout)
        self.assertEqual(before, self.state())
        self.assertFalse(self.work.exists())

    def test_what_is_no_version_for_both_stores_is_refused(self):
        for version in ("1.2", "v1.2.3", "1.2.3-rc.1", "01.2.3", "1.2.100", "next"):
            self.refused(f"{version} is no version", version, "--dry-run")

    def test_a_version_that_is_not_above_the_last_is_refused(self):
        self.refused("0.0.9 is not above 0.0.9", "0.0.9", "--dry-run")
        self.git("tag", "v0.12.0")
        self.refused("0.9.0 is not above 0.12.0", "0.9.0", "--dry-run")
        self.git("tag", "--delete", "v0.12.0")
        self.refused("which Cargo.toml says already", "0.0.10", "--dry-run")

    def test_changes_that_are_not_committed_are_refused(self):
        (self.checkout / "new").touch()
        self.refused("not committed", "0.2.0", "--dry-run")

    def test_a_release_with_nothing_new_is_refused(self):
        self.write_changelog("")
        self.commit()
        self.refused("CHANGELOG.md has nothing under Unreleased", "0.2.0", "--dry-run")

    def test_what_is_missing_to_sign_and_to_build_is_told_before_anything_is_built(self):
        given = self.with_key()
        self.refused("set ANDROID_NDK_HOME, or say --dry-run", "0.2.0", **{**given, "ANDROID_NDK_HOME": ""})
        self.refused("set KODEBRO_KEY_ALIAS", "0.2.0", **{**given, "KODEBRO_KEY_ALIAS": ""})
        self.refused("no such file", "0.2.0", **{**given, "KODEBRO_KEY_STORE": "/none"})
        self.refused("has no key unknown", "0.2.0", **{**given, "KODEBRO_KEY_ALIAS": "unknown"})

    def test_a_folder_that_is_no_release_is_not_compared(self):
        self.refused("is no folder of a release", "--compare", str(self.stand_ins))

    def test_a_dry_run_goes_on_after_a_failure_lays_everything_out_and_changes_nothing(self):
        before = self.state()
        (self.stand_ins / "fail").touch()
        failed = self.run_release("0.2.0", "--dry-run")
        self.assertNotEqual(0, failed.returncode)
        self.assertIn("the compiler stopped", failed.stderr)
        self.assertIn("run this again", failed.stderr.splitlines()[-1])
        self.assertFalse((self.work / "0.2.0").exists())
        (self.stand_ins / "fail").unlink()
        self.assertIn("going on with what was interrupted", self.made("0.2.0", "--dry-run"))
        self.assertEqual(before, self.state())

        folder = self.work / "0.2.0"
        files = {path.name for path in folder.iterdir()}
        self.assertEqual({f"kodebro-0.2.0{ending}" for ending in PUBLISHED} | {"SHA256SUMS"}, files)
        subprocess.run(["sha256sum", "--quiet", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=True)
        self.assertEqual(len(PUBLISHED), len((folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()))
        notes = (folder / "kodebro-0.2.0-notes.md").read_text(encoding="utf-8")
        self.assertEqual("- It reads.\n- It waits.\n", notes)
        self.check_statement(folder, files)
        self.check_bills(folder)
        asked = (self.stand_ins / "asked").read_text(encoding="utf-8")
        self.assertTrue(all(line.endswith(" --registry-toolchain") for line in asked.splitlines()), asked)


    def test_a_release_that_was_built_otherwise_is_told_from_one_that_was_not(self):
        self.without_bills()
        self.made("0.2.0", "--dry-run", CODE="code")
        folder = self.work / "0.2.0"
        self.assertIn("compared: 11 files, 0 differ", self.made("--compare", str(folder), CODE="code"))
        other = self.run_release("--compare", str(folder), CODE="other code")
        self.assertEqual(1, other.returncode)
        self.assertIn("kodebro-0.2.0.apk: differs in classes.dex\n", other.stdout)
        self.assertIn("kodebro-0.2.0-mapping.txt: the same\n", other.stdout)
        self.assertIn("compared: 11 files, 2 differ", other.stdout)
        (folder / "kodebro-0.2.0-mapping.txt").write_text("other names", encoding="ascii")
        self.assertIn("are not those", self.run_release("--compare", str(folder)).stderr)

    def check_statement(self, folder, files):
        statement = json.loads((folder / "kodebro-0.2.0.intoto.json").read_text(encoding="utf-8"))
        about = {subject["name"] for subject in statement["subject"]}
        self.assertEqual(files - {"kodebro-0.2.0.intoto.json", "SHA256SUMS"}, about)
        build = statement["predicate"]["buildDefinition"]
        source = self.work / "source"
        commit = subprocess.run(["git", "rev-parse", "v0.2.0^{commit}"], cwd=source, check=True, capture_output=True, text=True)
        self.assertEqual(commit.stdout.strip(), build["resolvedDependencies"][0]["digest"]["gitCommit"])
        self.assertTrue(build["internalParameters"]["registries"])

    def check_bills(self, folder):
        android, ios, maven = (
            json.loads((folder / f"kodebro-0.2.0-{what}.cdx.json").read_text(encoding="utf-8"))
            for what in ("rust-android", "rust-ios", "maven")
        )
        links = {component["purl"].split("@")[0] for component in android["components"]}
        self.assertLessEqual({"pkg:cargo/uniffi", "pkg:cargo/ring", "pkg:cargo/jni", "pkg:cargo/gimli", "pkg:generic/SQLite"}, links)
        # What only works while the core is compiled is not in it.
        self.assertTrue(links.isdisjoint({"pkg:cargo/syn", "pkg:cargo/cc"}))
        for component in android["components"]:
            self.assertTrue(component["licenses"])
            # Of what Rust's library is built on, only a Rust with its sources tells more than the name.
            is_locked = component["purl"].startswith("pkg:cargo/") and "version" in component
            is_own = component["name"].startswith("kodebro")
            self.assertEqual(is_locked and not is_own, "hashes" in component, component["name"])
        # The licences that the iOS app shows are those of the same libraries.
        pages = (folder / "kodebro-0.2.0-licences-ios.txt").read_text(encoding="utf-8").split("\f")
        shown = [line for page in pages for line in page.split("\n\n")[0].splitlines()]
        names = {component["name"] for component in ios["components"] if not component["name"].startswith("kodebro")}
        self.assertEqual(names, {line.split(" – ")[0] for line in shown})
        needs = {one["ref"]: one.get("dependsOn", []) for one in maven["dependencies"]}
        self.assertEqual(["pkg:maven/g/a@1?type=aar"], needs["pkg:generic/kodebro-app-for-android@0.2.0"])
        self.assertEqual(["pkg:maven/g/b@2"], needs["pkg:maven/g/a@1?type=aar"])
        self.assertEqual(
            [[{"license": {"id": "Apache-2.0"}}], [{"license": {"name": "A Licence of its Own"}}]],
            [component["licenses"] for component in maven["components"]],
        )

    def test_a_release_is_committed_and_tagged_when_it_is_built(self):
        self.without_bills()
        before = self.state()[0]
        said = self.made("0.2.0", **self.with_key())
        self.assertIn("git push origin HEAD v0.2.0", said)
        self.assertEqual(before, self.git("rev-parse", "HEAD^"))
        self.assertEqual("Release 0.2.0", self.git("log", "-1", "--format=%s"))
        self.assertEqual(self.git("rev-parse", "HEAD"), self.git("rev-parse", "v0.2.0^{commit}"))
        self.assertEqual("", self.git("status", "--porcelain"))
        self.assertEqual({"CHANGELOG.md", "Cargo.lock", "Cargo.toml"}, set(self.git("diff", "--name-only", before).split()))
        changelog = (self.checkout / "CHANGELOG.md").read_text(encoding="utf-8")
        self.assertRegex(changelog, r"## Unreleased\n\n## 0\.2\.0 - \d{4}-\d\d-\d\d\n- It reads\.\n- It waits\.\n\n## 0\.0\.9")
        subprocess.run(["cargo", "metadata", "--locked", "--offline", "--no-deps", "--format-version", "1"],
                       cwd=self.checkout, check=True, capture_output=True)
        self.assertNotIn("--registry-toolchain", (self.stand_ins / "asked").read_text(encoding="utf-8"))
        self.assertIn("0.2.0 is not above 0.2.0", self.run_release("0.2.0", **self.with_key()).stderr)

    def test_a_bill_that_cannot_be_written_keeps_the_release_out(self):
        self.without_bills("raise SystemExit('CycloneDX refuses it')")
        before = self.state()
        done = self.run_release("0.2.0", **self.with_key())
        self.assertNotEqual(0, done.returncode)
        self.assertIn("CycloneDX refuses it", done.stderr)
        self.assertFalse((self.work / "0.2.0").exists())
        self.assertEqual(before, self.state())

    def test_a_commit_meanwhile_keeps_the_release_out(self):
        self.without_bills()
        (self.stand_ins / "commit").touch()
        done = self.run_release("0.2.0", **self.with_key())
        self.assertNotEqual(0, done.returncode)
        self.assertIn("there are commits since this began", done.stderr.splitlines()[-1])
        self.assertEqual("meanwhile", self.git("log", "-1", "--format=%s"))
        self.assertEqual("", self.git("tag"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "--quiet"] if len(sys.argv) == 1 else sys.argv)
