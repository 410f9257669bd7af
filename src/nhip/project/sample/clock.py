"""The clock of the sample: while its year is worked, the actions see the day on which the work was done.

Without it every report of June would have been sent today, months late, and the boards would show nonsense. The
journal of a sample tells the sample's time; real work never passes through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """Shows the instant it was set to, a little later at each look, never later than the real time."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self.real = real
        self.shown = real()

    def set(self, day: date, hour: int = 9) -> None:
        self.shown = datetime.combine(day, time(hour), ZONE)

    def now(self) -> datetime:
        self.shown += timedelta(milliseconds=20)
        return min(self.shown, self.real())


@contextmanager
def running() -> Iterator[Clock]:
    """The sample's clock in place of the real one, until the block ends."""
    real = timezone.now
    clock = Clock(real)
    timezone.now = clock.now  # type: ignore[assignment]
    try:
        yield clock
    finally:
        timezone.now = real
