"""Other people's programs, run on files that may be hostile: apart, low in priority, with little room and little time.

espeak-ng and ffmpeg are separate processes (the first is GPL; it is never imported). Each runs in a folder that is
thrown away, sees no variable of ours, opens no network address and ends when its time is over.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Room:
    """What a program may use: seconds of the clock and of the processor, bytes of memory and of each file it writes."""

    seconds: int = 300
    memory: int = 2 * 1024**3
    file: int = 600 * 1024**2


class Failed(Exception):
    """The program ended badly, was not there, or took more than its room. Holds what it said, shortened."""


def there(name: str) -> bool:
    """Whether the machine has the program."""
    return shutil.which(name) is not None


def run(command: Sequence[str], folder: Path, room: Room = Room()) -> str:
    """Run it in a folder; what it wrote to its output. Raises Failed."""
    found = shutil.which(command[0])
    if found is None:
        raise Failed(f"{command[0]}: không có")
    settings = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            [found, *command[1:]], cwd=folder, env=settings, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=room.seconds, check=False, preexec_fn=lambda: _bind(room),
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{command[0]}: quá {room.seconds} giây") from late
    if done.returncode != 0:
        raise Failed(f"{command[0]}: {done.stderr.decode('utf-8', 'replace').strip()[-300:]}")
    return done.stdout.decode("utf-8", "replace")


def _bind(room: Room) -> None:
    """In the child, before the program starts."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (room.seconds, room.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (room.memory, room.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (room.file, room.file))
