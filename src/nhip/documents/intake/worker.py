"""The guarded process: takes one file at a time from its standard input, answers on its standard output.

Started by `guard.py` as `python -m nhip.documents.intake.worker LIMITS SCRATCH`. It limits its own memory and
processor time, dumps
no core, dies with its parent, and writes nothing anywhere but into the scratch folder it was given.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import os
import resource
import shutil
import signal
import struct
import sys
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.opening import open_here
from nhip.documents.intake.outcome import Read, Refusal
from nhip.documents.intake.page_pictures import draw

_PARENT_DEATH = 1  # PR_SET_PDEATHSIG


def main() -> None:
    limits = Limits(**{k: v for k, v in json.loads(sys.argv[1]).items() if k in {f.name for f in fields(Limits)}})
    scratch = Path(sys.argv[2])
    _fence(limits, scratch)
    while (request := _request()) is not None:
        name, data, page, dpi = request
        _allow_more_time(limits)
        if page:
            drawn = draw(data, page, dpi, limits)
            _answer({"picture": base64.b64encode(drawn).decode("ascii") if drawn is not None else None})
            continue

        def progress(done: int, of: int) -> None:
            _allow_more_time(limits)
            _answer({"done": done, "of": of})

        outcome = open_here(name, data, limits, scratch, progress)
        _answer(_as_json(outcome))
        del data, request, outcome
        for left in scratch.iterdir():
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
    shutil.rmtree(scratch, ignore_errors=True)  # the owner closed the pipe, or is no more


def _fence(limits: Limits, scratch: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, hard))
    os.environ["TMPDIR"] = str(scratch)

    def leave(_signal: int, _frame: Any) -> None:
        shutil.rmtree(scratch, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    signal.signal(signal.SIGTERM, leave)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)


def _allow_more_time(limits: Limits) -> None:
    """Processor time for this file on top of what the process has used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + limits.seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _request() -> tuple[str, bytes, int, int] | None:
    """Name, bytes, and for a picture the page and dots per inch (0 to read the file)."""
    head = sys.stdin.buffer.read(16)
    if len(head) < 16:
        return None
    name_length, data_length, page, dpi = struct.unpack(">IIII", head)
    name = sys.stdin.buffer.read(name_length).decode("utf-8", "replace")
    return name, sys.stdin.buffer.read(data_length), page, dpi


def _answer(value: dict[str, Any]) -> None:
    body = json.dumps(value, ensure_ascii=True, default=str).encode("ascii")
    sys.stdout.buffer.write(struct.pack(">Q", len(body)) + body)
    sys.stdout.buffer.flush()


def _as_json(outcome: Read | Refusal) -> dict[str, Any]:
    return {"outcome": "read" if isinstance(outcome, Read) else "refusal", **asdict(outcome)}


if __name__ == "__main__":
    main()
