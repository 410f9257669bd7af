"""Text read aloud by a machine, made in advance: espeak-ng speaks, ffmpeg packs it as MP3, which every browser plays.

The file says of itself that a machine reads. Prose: docs/rules/media.md.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from nhip.media.programs import Failed, Room, run, there

PROGRAMS = ("espeak-ng", "ffmpeg")
TYPE = "audio/mpeg"
MOST_LETTERS = 60_000
"""Letters of a text that is read at all: an hour and more."""
FORM = "mp3-40k-1"
"""How it is packed; another form is another file."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The voice of a language. `label`: what is said of every recording of it."""

    voice: str
    rate: int
    label: str


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording: MP3 and its length in seconds."""

    data: bytes
    seconds: int


@cache
def voices() -> Mapping[str, Voice]:
    """The voice of each language that can be read, by Wagtail's code."""
    text = resources.files("nhip.media").joinpath("data/voices.toml").read_text("utf-8")
    return {code: Voice(**row) for code, row in tomllib.loads(text).items()}


def missing() -> list[str]:
    """Programs that are not on this machine; without them nothing is read aloud."""
    return [name for name in PROGRAMS if not there(name)]


def speak(text: str, language: str, title: str = "") -> Sound:
    """The text read aloud. Raises KeyError for a language without a voice, Failed when a program did not do it."""
    voice = voices()[language]
    if len(text) > MOST_LETTERS or not text.strip():
        raise Failed("văn bản trống hoặc quá dài để đọc")
    with tempfile.TemporaryDirectory(prefix="nhip-doc-") as name:
        folder = Path(name)
        (folder / "text.txt").write_text(text, "utf-8")
        said = ("espeak-ng", "-v", voice.voice, "-s", str(voice.rate), "-b", "1", "-f", "text.txt", "-w", "said.wav")
        run(said, folder, Room(seconds=120))
        seconds = _seconds(folder / "said.wav")
        run((
            "ffmpeg", "-nostdin", "-v", "error", "-i", "said.wav", "-map_metadata", "-1", "-fflags", "+bitexact",
            "-metadata", f"title={title[:200]}", "-metadata", f"artist={voice.label} (espeak-ng, {voice.voice})",
            "-ac", "1", "-ar", "22050", "-c:a", "libmp3lame", "-b:a", "40k", "-threads", "1", "said.mp3",
        ), folder)  # fmt: skip
        return Sound((folder / "said.mp3").read_bytes(), seconds)


def _seconds(wave: Path) -> int:
    """From the size: espeak-ng writes 22,050 samples of two bytes a second behind a head of 44 bytes."""
    return max(1, round((wave.stat().st_size - 44) / 44_100))
