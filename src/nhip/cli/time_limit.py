"""A limit on wall-clock time for work in this process (POSIX main thread; elsewhere the work simply runs)."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class TooSlow(Exception):
    """The work did not end in time."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TooSlow inside the block after so many seconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
