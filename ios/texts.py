# Writes the words that iOS itself reads: the String Catalogs of the app, out of the core's texts,
# which are the one source. Everything else that is read in the app comes from the core as it runs.
#
# Usage: python3 ios/texts.py [--check]
#   --check  writes nothing, and fails where what is there is not what would be written

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = ["da", "en"]
# For each catalogue: its keys, each with the name of the core's text.
CATALOGUES = {
    "InfoPlist": {"CFBundleDisplayName": "platform_app_name"},
    "Localizable": {
        name: name for name in ("platform_tile", "ios_intent_read", "ios_intent_message")
    },
    # Siri's phrases have the English words as their keys.
    "AppShortcuts": {None: "ios_phrase_wait"},
}


def catalogue(keys, texts):
    strings = {}
    for key, name in sorted(keys.items(), key=str):
        words = {
            language: texts[language][name].replace("{app}", "${applicationName}")
            for language in LANGUAGES
        }
        strings[key or words["en"]] = {
            "extractionState": "manual",
            "localizations": {
                language: {"stringUnit": {"state": "translated", "value": value}}
                for language, value in words.items()
            },
        }
    whole = {"sourceLanguage": "en", "strings": strings, "version": "1.0"}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: python3 ios/texts.py [--check]", file=sys.stderr)
        return 1
    texts = {
        language: json.loads((ROOT / f"core/assets/texts/{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }
    status = 0
    for name, keys in CATALOGUES.items():
        file = ROOT / f"ios/App/Resources/{name}.xcstrings"
        words = catalogue(keys, texts)
        if not arguments:
            file.write_text(words, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != words:
            print(f"{file.relative_to(ROOT)} is not what the core's texts say; run scripts/ios texts", file=sys.stderr)
            status = 1
    return status


sys.exit(main(sys.argv[1:]))
