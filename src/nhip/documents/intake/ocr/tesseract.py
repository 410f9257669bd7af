"""Tesseract 5 with the Vietnamese data, as a program of its own: it is fed through pipes, so no picture touches the
disk."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from nhip.documents.intake.flow import Line, Seen
from nhip.documents.intake.outcome import Box, refused

_MODES = {"page": "3", "block": "6", "sparse": "11"}


@dataclass(frozen=True, slots=True)
class Tesseract:
    """One language of one installed tesseract; `seconds` bounds a page."""

    language: str = "vie"
    seconds: float = 60.0
    name: str = "tesseract"

    def lines(self, picture: Any, dpi: float, *, layout: str = "page") -> Sequence[Line]:
        if (lacking := self.missing()) is not None:
            raise refused("ocr_missing", package=lacking)
        feed = io.BytesIO()
        picture.convert("L").save(feed, "PPM")
        command = [
            "tesseract",
            "stdin",
            "stdout",
            "-l",
            self.language,
            "--dpi",
            str(round(dpi)),
            "--psm",
            _MODES[layout],
            "tsv",
        ]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(  # noqa: S603 (fixed program, no shell)
                command, input=feed.getvalue(), capture_output=True, timeout=self.seconds, env=environment, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise refused("ocr_too_slow", seconds=round(self.seconds)) from error
        if done.returncode:
            raise refused("ocr_failed")
        return _lines(done.stdout.decode("utf-8", "replace"), 72 / dpi)

    def missing(self) -> str | None:
        return _missing(self.language)


@cache
def _missing(language: str) -> str | None:
    if shutil.which("tesseract") is None:
        return "tesseract-ocr"
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S607
    return None if language in listed.stdout.decode("utf-8", "replace").split() else f"tesseract-ocr-{language}"


def _lines(tsv: str, scale: float) -> list[Line]:
    """Rows of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence,
    text."""
    lines: list[Line] = []
    last: tuple[str, ...] = ()
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        word = Seen(
            cells[11].strip(),
            Box(left=left, top=top, right=left + width, bottom=top + height),
            max(0.0, float(cells[10]) / 100),
        )
        if tuple(cells[2:5]) != last:
            last = tuple(cells[2:5])
            lines.append(Line([], int(cells[2])))
        lines[-1].words.append(word)
    return lines
