"""Keeps the guarded process: starts it, feeds it, times it, kills it with all it started, cleans up after it.

One `Guard` serves one caller at a time and keeps its process between files, because starting Python costs more than
most
files do. The process is replaced after a number of files, after every failure and after every secrecy mark.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import json
import os
import selectors
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.opening import Progress, nothing
from nhip.documents.intake.outcome import Box, Outcome, Page, Read, Refusal, Word
from nhip.text.issues import Issue

_PREFIX = "nhip-intake-"
_FILES_EACH = 200  # a process serves this many files, so that no leak of a library lasts
_LONGEST_ANSWER = 400 * 1024 * 1024


class _Silent(Exception):
    """The process gave no whole answer: killed, crashed or out of time."""


@dataclass(slots=True)
class _Clock:
    """The moment (monotonic seconds) at which patience ends; moved when a file turns out to be a scan."""

    end: float


class Guard:
    """One guarded process and its scratch folder. Close it, or use it in a `with`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: Path | None = None
        self._served = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, name: str, data: bytes, progress: Progress = nothing) -> Outcome:
        """What came of the file. A process that dies or stalls becomes a refusal, never an exception."""
        with self._lock:
            try:
                outcome = self._asked(name, data, progress)
            except TimeoutError:
                self.close()
                return Refusal(
                    name=name, issue=Issue("file", "documents.file_too_slow", {"seconds": round(self.limits.seconds)})
                )
            except (_Silent, OSError, ValueError, KeyError, TypeError):
                self.close()
                return Refusal(name=name, issue=Issue("file", "documents.file_too_heavy", {}))
            except BaseException:
                self.close()
                raise
            self._served += 1
            if self._served >= _FILES_EACH or (isinstance(outcome, Refusal) and not outcome.keep):
                self.close()
            return outcome

    def _asked(self, name: str, data: bytes, progress: Progress) -> Outcome:
        process = self._running()
        label = name.encode("utf-8", "replace")[:2000]
        payload = struct.pack(">IIII", len(label), len(data), 0, 0) + label + data
        clock = _Clock(time.monotonic() + self.limits.seconds)
        for value in _exchange(process, payload, clock):
            if "outcome" in value:
                return _outcome(value)
            if value["done"] == 0:
                pages = min(int(value["of"]), self.limits.scanned_pages)
                clock.end = time.monotonic() + self.limits.seconds + pages * self.limits.seconds_per_scanned_page
            progress(int(value["done"]), int(value["of"]))
        raise _Silent

    def picture(self, data: bytes, page: int, dpi: int) -> bytes | None:
        """A page as PNG; None for what cannot be drawn, or not in time."""
        with self._lock:
            try:
                payload = struct.pack(">IIII", 0, len(data), page, dpi) + data
                for value in _exchange(self._running(), payload, _Clock(time.monotonic() + self.limits.seconds)):
                    drawn = value["picture"]
                    return base64.b64decode(drawn) if drawn is not None else None
            except (TimeoutError, _Silent, OSError, ValueError, KeyError, TypeError, struct.error):
                self.close()
            return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            sweep()
            self._scratch = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
            self._process = subprocess.Popen(  # noqa: S603 (our own module, no shell)
                [
                    sys.executable,
                    "-m",
                    "nhip.documents.intake.worker",
                    json.dumps(asdict(self.limits)),
                    str(self._scratch),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # libraries may name what they read: nothing of it is logged
                start_new_session=True,
                env=_environment(),
            )
            self._served = 0
            _open_guards.add(self)
        return self._process

    def close(self) -> None:
        """Kills the process with everything it started and removes its scratch folder."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            process.wait()
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
        _open_guards.discard(self)


_open_guards: set[Guard] = set()


@atexit.register
def _close_all() -> None:
    for guard in list(_open_guards):
        guard.close()


def _environment() -> Mapping[str, str]:
    """The worker finds the package as we did, and nothing of the settings of the service that calls it."""
    kept = {
        key: os.environ[key]
        for key in ("PATH", "LANG", "LC_ALL", "HOME", "TESSDATA_PREFIX", "VIRTUAL_ENV")
        if key in os.environ
    }
    source = str(Path(__file__).resolve().parents[3])
    return {
        **kept,
        "PYTHONPATH": source,
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_THREAD_LIMIT": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def sweep() -> None:
    """Removes scratch folders whose owner was killed before it could do so itself."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _exchange(process: subprocess.Popen[bytes], payload: bytes, clock: _Clock) -> Iterator[dict[str, Any]]:
    """Writes the request and yields the answers. Raises TimeoutError past the deadline, _Silent when the pipe closes
    early."""
    assert process.stdin is not None
    assert process.stdout is not None
    os.set_blocking(process.stdin.fileno(), False)
    os.set_blocking(process.stdout.fileno(), False)
    view, received = memoryview(payload), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        while True:
            left = clock.end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            for key, _ in selector.select(min(left, 1.0)):
                if key.fileobj is process.stdin:
                    try:
                        view = view[os.write(process.stdin.fileno(), view[: 1 << 16]) :]
                    except BrokenPipeError as error:
                        raise _Silent from error
                    if not view:
                        selector.unregister(process.stdin)
                    continue
                chunk = os.read(process.stdout.fileno(), 1 << 20)
                if not chunk:
                    raise _Silent
                received += chunk
                yield from _messages(received)


def _messages(received: bytearray) -> Iterator[dict[str, Any]]:
    while len(received) >= 8:
        (length,) = struct.unpack(">Q", received[:8])
        if length > _LONGEST_ANSWER:
            raise _Silent
        if len(received) < 8 + length:
            return
        body = bytes(received[8 : 8 + length])
        del received[: 8 + length]
        yield json.loads(body)


def _outcome(value: dict[str, Any]) -> Outcome:
    """The frozen value behind an answer of the worker."""
    kind = value.pop("outcome")
    if kind == "refusal":
        return Refusal(name=value["name"], issue=_issue(value["issue"]), keep=bool(value["keep"]))
    pages = tuple(_page(page) for page in value.pop("pages"))
    warnings = tuple(_issue(one) for one in value.pop("warnings"))
    return Read(**value, pages=pages, warnings=warnings)


def _issue(value: Mapping[str, Any]) -> Issue:
    return Issue(value["field"], value["code"], value["facts"])


def _page(value: dict[str, Any]) -> Page:
    words = tuple(Word(**{**word, "box": Box(**word["box"])}) for word in value.pop("words"))
    signatures = _boxes(value.pop("signatures"))
    return Page(**value, words=words, signatures=signatures)


def _boxes(values: Sequence[Mapping[str, float]]) -> tuple[Box, ...]:
    return tuple(Box(**box) for box in values)
