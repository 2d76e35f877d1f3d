"""Holds the words and graphics of the store pages to what the stores take.

Usage: listing.py

The limits, and the pages of Google and Apple that say them, stand in docs/store/README.md.
"""

import json
import pathlib
import re
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
STORE = ROOT / "docs/store"
# Each file of a language, with how much it may hold. Apple counts keywords in bytes.
CHARACTERS, BYTES = len, lambda text: len(text.encode())
GOOGLE_PLAY = {
    "title.txt": (30, CHARACTERS),
    "short_description.txt": (80, CHARACTERS),
    "full_description.txt": (4000, CHARACTERS),
    "changelogs/default.txt": (500, CHARACTERS),
}
APP_STORE = {
    "name.txt": (30, CHARACTERS),
    "subtitle.txt": (30, CHARACTERS),
    "promotional_text.txt": (170, CHARACTERS),
    "description.txt": (4000, CHARACTERS),
    "keywords.txt": (100, BYTES),
    "release_notes.txt": (4000, CHARACTERS),
}
LISTINGS = {
    "google-play/da-DK": ("da", GOOGLE_PLAY),
    "google-play/en-GB": ("en", GOOGLE_PLAY),
    "app-store/da": ("da", APP_STORE),
    "app-store/en-GB": ("en", APP_STORE),
}
DESCRIPTIONS = {"full_description.txt", "description.txt"}
NOT_THEIRS = {
    "da": "Det er ikke Københavns Universitets eller Microsofts app",
    "en": "It is not an app of the University of Copenhagen or of Microsoft",
}
# Where a name of somebody else would mislead, or is forbidden.
OURS_ALONE = {"title.txt", "name.txt", "subtitle.txt", "keywords.txt"}
THEIRS = re.compile(r"\b(KU|KUnet|KUMail|Københavns?|Copenhagen|Microsoft|NetIQ|Google|Apple|Android|iPhone)\b", re.I)
# Each graphic with its size and PNG colour type (2: no alpha; 6: with alpha).
GRAPHICS = {"icon.png": (512, 512, 6), "feature.png": (1024, 500, 2)}
LARGEST = 1024 * 1024
PAGES = ["privacy-policy", "accessibility"]


def words():
    for folder, (language, limits) in LISTINGS.items():
        there = {str(path.relative_to(STORE / folder)) for path in (STORE / folder).rglob("*.txt")}
        yield from (f"{folder}/{name} is missing" for name in limits.keys() - there)
        yield from (f"{folder}/{name} is asked for by no store" for name in there - limits.keys())
        for name in limits.keys() & there:
            text = (STORE / folder / name).read_text(encoding="utf-8")
            most, measure = limits[name]
            yield from (f"{folder}/{name}: {wrong}" for wrong in faults(name, text, language, most, measure))


def faults(name, text, language, most, measure):
    text = text.removesuffix("\n")
    if not text.strip():
        yield "is empty"
    if text != text.strip() or any(line != line.rstrip() for line in text.splitlines()):
        yield "has spaces or lines to spare"
    if measure(text) > most:
        yield f"has {measure(text)} of {most}"
    if name in OURS_ALONE and (found := THEIRS.search(text)):
        yield f"holds {found.group()}, which is somebody else's name"
    if name in DESCRIPTIONS and NOT_THEIRS[language] not in text:
        yield f"does not say: {NOT_THEIRS[language]}"
    if name == "keywords.txt" and (", " in text or len(set(text.split(","))) < text.count(",") + 1):
        yield "has spaces after commas, or a word twice"


def graphics():
    for name, (width, height, colours) in GRAPHICS.items():
        png = (STORE / "graphics" / name).read_bytes()
        if png[:8] != b"\x89PNG\r\n\x1a\n" or struct.unpack(">IIBB", png[16:26]) != (width, height, 8, colours):
            yield f"graphics/{name} is no PNG of {width} by {height} with colour type {colours}"
        if len(png) > LARGEST:
            yield f"graphics/{name} has more than {LARGEST} bytes"
    launcher = ROOT / "android/app/src/main/res/drawable/ic_launcher_foreground.xml"
    icon = (STORE / "graphics/icon.svg").read_text(encoding="utf-8")
    for path in re.findall(r'pathData="([^"]+)"', launcher.read_text(encoding="utf-8")):
        if f'd="{path}"' not in icon:
            yield f"graphics/icon.svg is another drawing than {launcher.name}: it has no {path}"


def pages():
    """Both languages have the same sections, and none is left to be filled in."""
    for page in PAGES:
        texts = [(STORE / f"{page}.{language}.md").read_text(encoding="utf-8") for language in NOT_THEIRS]
        outlines = [re.findall(r"^(#+|-(?= )|\d\.(?= ))", text, re.M) for text in texts]
        if outlines[0] != outlines[1]:
            yield f"{page} has other sections or points in Danish than in English"
        yield from (f"{page} is not finished" for text in texts if re.search(r"TODO|XXX|\[\.\.\.\]", text))


def screens():
    wanted = json.loads((STORE / "screens.json").read_text(encoding="utf-8"))
    if not 2 <= len(wanted) <= 8:
        yield f"screens.json has {len(wanted)} screens; Google Play takes two to eight"
    for screen in wanted:
        if not all(screen["caption"].get(language, "").strip() for language in NOT_THEIRS):
            yield f"screens.json has no caption in both languages for {screen['picture']}"


def main():
    wrong = [*words(), *graphics(), *screens(), *pages()]
    for line in wrong:
        print(f"docs/store: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
