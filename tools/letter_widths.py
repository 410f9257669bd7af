"""Writes the widths of Vietnamese letters in Times New Roman's metric twin, Liberation Serif, as data.

Run: python tools/letter_widths.py > src/nhip/documents/composing/data/letter_widths.toml
Input: LiberationSerif-Regular.ttf and -Bold.ttf of Debian's fonts-liberation2 (widths are facts; no outline is copied).
Debian 12's older package fonts-liberation 1.07 lacks the Vietnamese letters: its widths would be those of an empty box.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from pathlib import Path

from PIL import ImageFont

FOLDER = Path("/usr/share/fonts/truetype/liberation2")
UNITS = 2048
BASES = "aăâeêioôơuưy"
MARKS = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


def letters() -> list[str]:
    plain = {chr(c) for c in range(0x20, 0x7F)}
    vowels = {unicodedata.normalize("NFC", base + mark) for base in BASES for mark in MARKS}
    rest = set("đĐ–—‘’“”…•·×°²³½%‰§«»")
    return sorted(plain | vowels | {v.upper() for v in vowels} | rest)


def main() -> None:
    print("# Advance widths in 1/2048 of the letter size, Liberation Serif (same widths as Times New Roman).")
    print("# Written by tools/letter_widths.py; every key is a width, its value the letters that have it.")
    print(f"units = {UNITS}")
    for style in ("Regular", "Bold"):
        path = FOLDER / f"LiberationSerif-{style}.ttf"
        font = ImageFont.truetype(str(path), UNITS)
        groups: dict[int, list[str]] = defaultdict(list)
        for letter in letters():
            groups[round(font.getlength(letter))].append(letter)
        print(f"\n[{style.lower()}]")
        print(f"# sha256 of the font read: {hashlib.sha256(path.read_bytes()).hexdigest()}")
        for width in sorted(groups):
            text = "".join(groups[width]).replace("\\", "\\\\").replace('"', '\\"')
            print(f'"{width}" = "{text}"')


if __name__ == "__main__":
    main()
