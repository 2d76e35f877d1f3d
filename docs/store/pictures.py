"""Draws the pictures of the store pages; scripts/store-pictures runs it.

Usage: pictures.py graphics|screens
"""

import io
import json
import pathlib
import sys

import resvg_py
from PIL import Image, ImageDraw, ImageFont

ROOT = pathlib.Path(__file__).resolve().parents[2]
GRAPHICS = ROOT / "docs/store/graphics"
ACCEPTED = ROOT / "android/app/src/test/pictures"
MADE = ROOT / "target/store"
# What each is drawn from, its size, and whether it keeps an alpha channel: Google Play wants one in
# the icon and none in the feature graphic, Apple none in the icon.
DRAWN = [
    (GRAPHICS / "icon.png", "icon.svg", (512, 512), "RGBA"),
    (GRAPHICS / "feature.png", "feature.svg", (1024, 500), "RGB"),
    (MADE / "ios-icon.png", "icon.svg", (1024, 1024), "RGB"),
]
# The folder of each language in Google Play.
LOCALES = {"da": "da-DK", "en": "en-GB"}
# Nine to sixteen, and wide enough to be shown in Google Play's own selections.
SCREEN = (1080, 1920)
# How much larger than accepted the app is shown.
SCALE = 2
MARGIN = 40
ROUND = 36
FONT = "NotoSans-Bold.ttf"
LETTERS = 54
LINE = 72
GREEN = "#006B5F"


def graphics():
    for target, drawing, (width, height), mode in DRAWN:
        svg = (GRAPHICS / drawing).read_text(encoding="utf-8")
        png = resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height)
        image = Image.open(io.BytesIO(bytes(png))).convert(mode)
        if image.size != (width, height):
            raise SystemExit(f"{drawing} is {image.size} where {width} by {height} was asked for")
        save(image, target)


def screens():
    wanted = json.loads((ROOT / "docs/store/screens.json").read_text(encoding="utf-8"))
    sources = [screen["picture"].replace("{language}", language) for screen in wanted for language in LOCALES]
    missing = [name for name in sources if not (ACCEPTED / name).is_file()]
    if missing:
        raise SystemExit(f"{ACCEPTED.relative_to(ROOT)} holds no {', '.join(missing)}")
    try:
        font = ImageFont.truetype(FONT, LETTERS)
    except OSError:
        raise SystemExit(f"there is no font {FONT}; Debian has it in fonts-noto-core") from None
    for language, locale in LOCALES.items():
        for number, screen in enumerate(wanted, 1):
            shown = Image.open(ACCEPTED / screen["picture"].replace("{language}", language))
            image = composed(shown.convert("RGB"), screen["caption"][language], font)
            folder = MADE / "google-play" / locale / "images/phoneScreenshots"
            save(image, folder / f"{number}.png")


def composed(shown, caption, font):
    """A screen of the app under its caption."""
    image = Image.new("RGB", SCREEN, GREEN)
    shown = shown.resize((shown.width * SCALE, shown.height * SCALE), Image.Resampling.LANCZOS)
    left, top = (SCREEN[0] - shown.width) // 2, SCREEN[1] - shown.height - MARGIN
    corners = Image.new("L", shown.size, 0)
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, *shown.size), ROUND, fill=255)
    image.paste(shown, (left, top), corners)
    lines = balanced(caption, font, SCREEN[0] - 2 * MARGIN)
    first = (top - LINE * len(lines)) // 2
    if first < 0:
        raise SystemExit(f"the caption is too long: {caption}")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((SCREEN[0] / 2, first + LINE * (number + 0.5)), line, "white", font, "mm")
    return image


def balanced(caption, font, width):
    """As few lines as there can be, and those about as long as each other."""
    lines = wrapped(caption, font, width)
    while (narrower := wrapped(caption, font, width - 10)) and len(narrower) == len(lines) and width > 20:
        lines, width = narrower, width - 10
    return lines


def wrapped(caption, font, width):
    lines = []
    for word in caption.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def save(image, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {image.width} by {image.height}, {target.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    {"graphics": graphics, "screens": screens}[sys.argv[1]]()
