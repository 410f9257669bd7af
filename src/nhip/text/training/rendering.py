"""Pairs of right and read words made at home: set text, print it, spoil it a little, read it in the wrong language.

`python -m nhip.text.training.rendering TEXT --font "Liberation Serif" -o pairs.tsv.gz`; several runs are joined by
adding their counts. Needs LibreOffice and tesseract with its English data.
Same text, font and seed give the same pages, but another version of tesseract may read single words otherwise.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import os
import random
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import docx
import numpy as np
import pypdfium2
from docx.shared import Pt
from PIL import Image, ImageFilter

from nhip.text.normalise import bare, nfc


def read_back(
    paragraphs: Sequence[str], font: str, resolutions: Sequence[int], folder: Path
) -> Counter[tuple[str, str]]:
    """Pairs (right word, word as an English OCR reads it) with counts; `resolutions` (dots per inch) take turns."""
    shown = _set(paragraphs, font, folder)
    read: list[str] = []
    pages = pypdfium2.PdfDocument(folder / "pages.pdf")
    chance = random.Random(7)  # noqa: S311 - spoils pictures, guards nothing
    for number in range(len(pages)):
        picture = pages[number].render(scale=resolutions[number % len(resolutions)] / 72, grayscale=True).to_pil()
        _spoil(picture.convert("L"), number, chance).save(folder / "page.png")
        done = subprocess.run(  # noqa: S603 - fixed command, own file
            ["tesseract", "page.png", "-", "-l", "eng", "--psm", "6" if number % 2 else "3"],  # noqa: S607
            cwd=folder, capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
        read += nfc(done.stdout.decode("utf-8")).split()
    return _aligned([word for paragraph in shown for word in paragraph.split()], read)


def _set(paragraphs: Sequence[str], font: str, folder: Path) -> list[str]:
    document = docx.Document()
    document.styles["Normal"].font.name = font
    shown = []
    for number, paragraph in enumerate(paragraphs):
        text = paragraph[:90].rsplit(" ", 1)[0].upper() if number % 12 == 5 else paragraph  # headings in capitals
        run = document.add_paragraph().add_run(text)
        run.bold, run.italic = number % 12 == 5 or number % 9 == 4, number % 10 == 7
        run.font.size = Pt(13 if number % 3 else 14)
        shown.append(text)
    document.save(str(folder / "pages.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 - fixed command, own file
        ["soffice", profile, "--headless", "--convert-to", "pdf", "pages.docx"],  # noqa: S607
        cwd=folder, capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    return shown


def _spoil(picture: Image.Image, number: int, chance: random.Random) -> Image.Image:
    turned = picture.rotate(chance.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
    blurred = turned.filter(ImageFilter.GaussianBlur(chance.choice([0.4, 0.7, 1.0])))
    grain = np.random.default_rng(number).normal(0, chance.choice([4, 10, 18]), blurred.size[::-1])
    values = np.asarray(blurred).astype(float) + grain
    if number % 4 == 3:  # every fourth page as a fax
        values = np.where(values > 150, 255, 0)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def _aligned(right: Sequence[str], read: Sequence[str]) -> Counter[tuple[str, str]]:
    def key(word: str) -> str:
        return re.sub(r"[^a-z]", "", bare(word).lower().replace("6", "o").replace("0", "o").replace("1", "l"))

    pairs: Counter[tuple[str, str]] = Counter()
    matcher = difflib.SequenceMatcher(None, [key(word) for word in right], [key(word) for word in read], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and j - i == m - k):
            for one, other in zip(right[i:j], read[k:m], strict=True):
                alike = difflib.SequenceMatcher(None, bare(one).lower(), bare(other).lower()).ratio()
                if kind == "equal" or alike >= 0.3 or len(one) <= 3:
                    pairs[one, other] += 1
    return pairs


def main() -> None:
    """Read a text, one paragraph a line, print and spoil it, and write what came back."""
    parser = argparse.ArgumentParser(prog="python -m nhip.text.training.rendering", description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--font", default="Liberation Serif")
    parser.add_argument("--resolution", type=int, nargs="+", default=[150, 200], help="dots per inch, in turns")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    paragraphs = [line for line in nfc(options.text.read_text("utf-8")).splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        pairs = read_back(paragraphs, options.font, options.resolution, Path(folder))
    rows = "\n".join(f"{right}\t{read}\t{times}" for (right, read), times in sorted(pairs.items()))
    options.output.write_bytes(gzip.compress(rows.encode("utf-8"), mtime=0))


if __name__ == "__main__":
    main()
