"""What goes wrong on a machine is told in one line that says what to do, harms nothing, and is gone
when the command is run again. Nothing is fetched or built here: tools that answer as these would
stand in front of the real ones.

Usage: trouble.py
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NATIVE = ROOT / "scripts/native"
TOOLCHAIN = ROOT / "scripts/native-toolchain"
IOS_SDK = ROOT / "scripts/ios-sdk"
BEGUN_WITH = (
    "apt-get awk basename bash cargo cat cut df dirname dpkg env flock grep head id mkdir mvn python3 rm rustc"
    " rustup sed sha256sum sort tail tr uname unzip"
).split()


class Trouble(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kodebro-trouble-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.cache = self.folder / "cache/kodebro"
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"))
        self.environment.pop("ANDROID_NDK_HOME", None)
        self.environment["PATH"] = f"{self.tools}:{os.environ['PATH']}"

    def stand_in(self, name, script):
        """A tool that is found before the real one."""
        tool = self.tools / name
        tool.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        tool.chmod(0o755)

    def without(self, *names):
        """A path on which is what the scripts begin with, but these."""
        for name in set(BEGUN_WITH) - set(names):
            if found := shutil.which(name):
                (self.tools / name).symlink_to(found)
        self.environment["PATH"] = str(self.tools)

    def ndk(self, revision):
        ndk = self.folder / "ndk"
        tools = ndk / "toolchains/llvm/prebuilt/linux-x86_64/bin"
        tools.mkdir(parents=True)
        (tools / "clang").symlink_to("/bin/true")
        (ndk / "source.properties").write_text(f"Pkg.Desc = Android NDK\nPkg.Revision = {revision}\n", encoding="ascii")
        self.environment["ANDROID_NDK_HOME"] = str(ndk)

    def told(self, words, *command):
        """The command fails, and its last line, which alone is about the trouble, says these words."""
        done = subprocess.run(
            command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
        )
        self.assertNotEqual(done.returncode, 0, done.stdout)
        *before, line = done.stderr.splitlines() or [""]
        self.assertTrue(all(line.startswith("putting ") for line in before), done.stderr)
        self.assertIn(words, line)
        self.assertTrue(line.startswith(f"{pathlib.Path(command[0]).name}: "), line)

    def interrupted(self, begun, *command):
        """The command is killed with all it started, once this file is there."""
        running = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )
        while not begun.exists():
            self.assertIsNone(running.poll(), "it ended before it could be interrupted")
            time.sleep(0.02)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()

    def test_a_missing_tool_is_named_with_what_brings_it(self):
        self.without("mvn")
        self.told("mvn is missing; run scripts/setup native", TOOLCHAIN)

    def test_a_missing_rust_is_told(self):
        self.without("cargo", "rustc")
        self.environment["HOME"] = str(self.folder)
        self.told("is missing; run scripts/setup native", NATIVE, "android")

    def test_a_folder_that_is_no_ndk_is_told(self):
        self.environment["ANDROID_NDK_HOME"] = "/nowhere"
        self.told("names /nowhere, which holds no NDK; unset it, or name one", NATIVE, "android")

    def test_an_ndk_that_is_too_old_is_told(self):
        self.ndk("25.2.9519653")
        self.told("names an NDK 25.2.9519653; 27 or later is needed", NATIVE, "android")

    def test_an_ndk_without_rustup_is_told(self):
        self.without("rustup")
        self.ndk("27.2.12479018")
        self.told("rustup is missing", NATIVE, "android")

    def test_targets_that_cannot_be_fetched_are_told(self):
        self.ndk("27.2.12479018")
        self.stand_in("rustup", "exit 1")
        self.told("rustup could not fetch", NATIVE, "android")

    def test_an_abi_that_nobody_builds_is_told(self):
        self.told("there is no ABI mips; there are: arm64-v8a x86_64, and with an NDK armeabi-v7a", NATIVE, "android", "mips")

    def test_an_abi_that_only_an_ndk_builds_is_told(self):
        self.told("armeabi-v7a is built by an NDK only; set ANDROID_NDK_HOME", NATIVE, "android", "armeabi-v7a")

    def test_too_little_room_is_told_before_anything_is_begun(self):
        self.stand_in("df", "printf 'Filesystem Blocks Used Available Capacity Mounted\\n/dev/x 9000 8000 1000 89%% /\\n'")
        for megabytes, command in ((3000, [TOOLCHAIN]), (300, [IOS_SDK, "iphoneos"]), (2000, [NATIVE, "android"])):
            self.told(f"less than {megabytes} MB are free in", *command)
        self.assertEqual([], [*self.cache.glob("*")])

    def test_a_network_that_fails_is_told(self):
        self.stand_in("apt-get", "echo 'E: Could not resolve the name' >&2; exit 100")
        self.told("could not be fetched: E: Could not resolve the name; look at the network and run this again", TOOLCHAIN)

    def test_a_toolchain_that_was_interrupted_is_begun_anew(self):
        begun = self.folder / "begun"
        self.stand_in("apt-get", f"touch {begun}; sleep 60")
        self.interrupted(begun, TOOLCHAIN)
        halves = [*self.cache.glob("native-*.building")]
        self.assertEqual(1, len(halves))
        # Nobody holds it, and nothing half made is taken for whole.
        self.stand_in("apt-get", f"test -e {halves[0]}/half && exit 1; echo again >&2; exit 1")
        (halves[0] / "half").touch()
        self.told("could not be fetched: again", TOOLCHAIN)

    def test_headers_for_ios_that_were_interrupted_are_made_whole(self):
        begun = self.folder / "begun"
        real = shutil.which("python3")
        # In place of fetching: an archive with the least that is taken out of it.
        self.stand_in("python3", f"""
            if [ "$*" = "${{*/download/}}" ]; then exec {real} "$@"; fi
            test -e {begun} || {{ touch {begun}; sleep 60; }}
            while [ "$1" != --dest ]; do shift; done
            {real} - "$2" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/ziglang-0.whl", "w") as archive:
    archive.writestr("ziglang/lib/libc/include/any-darwin-any/stdio.h", "")
    archive.writestr("ziglang/lib/libc/darwin/libSystem.tbd", "targets: [ arm64e-macos ]\\nsymbols: [ _malloc ]")
PYTHON
        """)
        self.interrupted(begun, IOS_SDK, "iphoneos")
        self.assertEqual([], [path for path in self.cache.glob("ios-sdk-*") if path.suffix != ".building"])
        made = subprocess.run([IOS_SDK, "iphoneos"], env=self.environment, capture_output=True, text=True, check=True)
        sdk = pathlib.Path(made.stdout.strip())
        self.assertTrue((sdk / "usr/include/stdio.h").exists())
        self.assertIn("'_malloc'", (sdk / "usr/lib/libSystem.tbd").read_text(encoding="utf-8"))

    def test_a_build_that_was_interrupted_leaves_the_library_before_it(self):
        library = ROOT / "target/native/android/x86_64/libkodebro.so"
        if not library.exists():
            self.skipTest("scripts/native android has not been run")
        before = library.read_bytes()
        begun = self.folder / "begun"
        # The real toolchain is there already, so that only the build is interrupted.
        self.environment = dict(os.environ, PATH=self.environment["PATH"])
        self.stand_in("cargo", f"touch {begun}; sleep 60")
        self.interrupted(begun, NATIVE, "android", "x86_64")
        self.assertEqual(before, library.read_bytes())
        self.stand_in("cargo", f'[ "$1" = rustc ] || exec {shutil.which("cargo")} "$@"')
        subprocess.run([NATIVE, "android", "x86_64"], env=self.environment, capture_output=True, check=True)
        self.assertEqual(before, library.read_bytes())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "--quiet"] if len(sys.argv) == 1 else sys.argv)
