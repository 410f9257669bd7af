"""Sound and moving pictures as they come from phones, looked at and packed anew for every browser.

A file is hostile until packed: its kind is told by its first bytes, never by its name; ffmpeg is told which reader to
use, may open that one file and no address, and writes a new file from sound and picture alone: no place, no device, no
chapter, no attachment comes along. MP3 and H.264 play everywhere, old phones included.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nhip.media.programs import Failed, Room, run, there
from nhip.text.issues import Issue

MOST_BYTES = 200 * 1024 * 1024
MOST_SECONDS = {"audio": 2 * 3600, "video": 30 * 60}
TYPES = {"audio": "audio/mpeg", "video": "video/mp4"}
_READ = ("-nostdin", "-v", "error", "-protocol_whitelist", "file")
_BARE = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-threads", "2")


@dataclass(frozen=True, slots=True)
class Packed:
    """What readers get. `poster` is a JPEG still of a video, empty for sound."""

    data: bytes
    type: str
    seconds: int
    width: int = 0
    height: int = 0
    poster: bytes = b""


def reader_of(head: bytes) -> str:
    """ffmpeg's reader for a file by its first bytes; "" for what is not taken."""
    if head[4:8] == b"ftyp":
        return "mov"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "matroska"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6)):
        return "mp3"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "aac"
    if head[:5] == b"#!AMR":
        return "amr"
    return "flac" if head[:4] == b"fLaC" else ""


def missing() -> list[str]:
    """Programs that are not on this machine; without them recordings wait."""
    return [name for name in ("ffmpeg", "ffprobe") if not there(name)]


def pack(data: bytes, kind: str) -> Packed | Issue:
    """The recording packed anew as sound or as video, or why it cannot be taken. `kind`: audio or video."""
    if len(data) > MOST_BYTES:
        return Issue("file", "media.recording_heavy", {"most": MOST_BYTES // 1048576})
    reader = reader_of(data[:16])
    if not reader:
        return Issue("file", "media.recording_unknown", {})
    with tempfile.TemporaryDirectory(prefix="nhip-ghi-") as name:
        folder = Path(name)
        (folder / "came").write_bytes(data)
        try:
            return _packed(folder, reader, kind)
        except (Failed, OSError):
            return Issue("file", "media.recording_broken", {})


def _packed(folder: Path, reader: str, kind: str) -> Packed | Issue:
    streams = _looked(folder, reader)
    wanted = [one for one in streams if one.get("codec_type") == kind and not _cover(one)]
    if not wanted:
        return Issue("file", f"media.recording_without_{kind}", {})
    came = ("-f", reader, "-i", "came")
    most = ("-t", str(MOST_SECONDS[kind] + 1), "-fs", str(MOST_BYTES))
    sound = ("-map", "0:a:0?", "-ac", "1" if kind == "audio" else "2", "-ar", "44100")
    if kind == "audio":
        out = "packed.mp3"
        run(("ffmpeg", *_READ, *came, *sound, "-vn", "-sn", "-dn", *_BARE, *most, "-c:a", "libmp3lame", "-b:a", "96k",
             out), folder)  # fmt: skip
    else:
        out = "packed.mp4"
        size = "scale='trunc(min(1,min(1280/iw,1280/ih))*iw/2)*2':'trunc(min(1,min(1280/iw,1280/ih))*ih/2)*2'"
        picture = ("-map", "0:v:0", "-vf", f"{size},format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-crf",
                   "26", "-movflags", "+faststart")  # fmt: skip
        run(("ffmpeg", *_READ, *came, *picture, *sound, "-c:a", "aac", "-b:a", "96k", "-sn", "-dn", *_BARE, *most, out),
            folder, Room(seconds=1800))  # fmt: skip
    seconds, width, height = _measured(folder, out)
    if seconds > MOST_SECONDS[kind]:
        return Issue("file", "media.recording_long", {"minutes": MOST_SECONDS[kind] // 60})
    poster = _poster(folder, out, seconds) if kind == "video" else b""
    return Packed((folder / out).read_bytes(), TYPES[kind], max(1, round(seconds)), width, height, poster)


def _looked(folder: Path, reader: str) -> list[dict[str, Any]]:
    told = run(
        ("ffprobe", "-v", "error", "-protocol_whitelist", "file", "-f", reader, "-of", "json", "-show_streams", "came"),
        folder, Room(seconds=60),
    )  # fmt: skip
    found = json.loads(told).get("streams", [])
    return [one for one in found if isinstance(one, dict)]


def _cover(stream: dict[str, Any]) -> bool:
    """A picture that stands on the sleeve of a song is no video."""
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _measured(folder: Path, name: str) -> tuple[float, int, int]:
    told = json.loads(run(("ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_format", name), folder))
    seen: dict[str, Any] = next((one for one in told["streams"] if one["codec_type"] == "video"), {})
    return float(told["format"]["duration"]), int(seen.get("width", 0)), int(seen.get("height", 0))


def _poster(folder: Path, name: str, seconds: float) -> bytes:
    run(("ffmpeg", *_READ, "-ss", f"{min(1.0, seconds / 2):.2f}", "-i", name, "-frames:v", "1", "-q:v", "4", *_BARE,
         "poster.jpg"), folder)  # fmt: skip
    return (folder / "poster.jpg").read_bytes()
