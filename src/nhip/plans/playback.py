"""Playback logs of loudspeakers and screens: lines as plays, added up by day. What the log tells nobody types.

No maker's format is national; any table with a device, a beginning and a length is read, by Vietnamese or English
headings. A play that was broken off or cancelled is kept out of the count and named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from nhip.plans.sheets.columns import cell_name, heading
from nhip.plans.sheets.opening import Cell, Table
from nhip.plans.sheets.reading import Fault
from nhip.text.issues import Issue
from nhip.text.normalise import fold

HEADINGS = {
    "device": ("thiet bi", "cum loa", "loa", "bang dien tu", "device", "device id", "ma thiet bi", "diem phat"),
    "at": ("bat dau", "thoi diem", "thoi gian phat", "gio phat", "thoi gian bat dau", "start", "started at", "begin"),
    "end": ("ket thuc", "thoi gian ket thuc", "end", "ended at", "stop"),
    "seconds": ("thoi luong", "so giay", "giay", "duration", "duration s", "seconds", "played s"),
    "title": ("noi dung", "ban tin", "chuong trinh", "ten ban tin", "title", "content", "file"),
    "status": ("trang thai", "ket qua", "tinh trang", "status", "result"),
}
DONE = frozenset({"", "ok", "hoan thanh", "da phat", "thanh cong", "played", "done", "success", "completed", "xong"})
LONGEST = 24 * 3600
"""Seconds of one play; more is a slip of the unit."""
PART = 12
"""Letters from which a part of a title, as a device's screen cuts it, still names it."""

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")
_MOMENTS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%H:%M:%S %d/%m/%Y", "%H:%M %d/%m/%Y", "%d-%m-%Y %H:%M:%S")


@dataclass(frozen=True, slots=True)
class Play:
    """One play of one device; `at` with its zone."""

    device: str
    at: datetime
    seconds: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """What a log holds. `broken`: lines that say the play did not succeed. `refused`: it is no log."""

    plays: Sequence[Play] = ()
    faults: Sequence[Fault] = ()
    broken: int = 0
    refused: Issue | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day's plays added up."""

    on: date
    plays: Sequence[Play]

    @property
    def minutes(self) -> Decimal:
        return (Decimal(sum(one.seconds for one in self.plays)) / 60).quantize(Decimal("0.1"))

    @property
    def devices(self) -> int:
        return len({one.device for one in self.plays})


def read_log(table: Table | Issue, zone: tzinfo) -> Log:
    """Every line; moments without a zone are of `zone`."""
    if isinstance(table, Issue):
        return Log(refused=table)
    head = next((at for at, (_, cells) in enumerate(table.rows[:12]) if {"device", "at"} <= set(_places(cells))), None)
    if head is None:
        return Log(refused=Issue("file", "plans.log_headings"))
    places = _places(table.rows[head][1])
    if not {"seconds", "end"} & set(places):
        return Log(refused=Issue("file", "plans.log_headings"))
    plays: list[Play] = []
    faults: list[Fault] = []
    broken = 0
    for number, cells in table.rows[head + 1 :]:
        line = {name: cells[place] if place < len(cells) else None for name, place in places.items()}
        if fold(str(line.get("status") or "")).strip() not in DONE:
            broken += 1
            continue
        found = _play(line, zone)
        if isinstance(found, Play):
            plays.append(found)
        else:
            faults.append(Fault(cell_name(places.get(found.field, 0), number), found))
    return Log(tuple(plays), tuple(faults), broken)


def by_day(plays: Sequence[Play], zone: tzinfo) -> tuple[Day, ...]:
    """Plays by the day they began on in `zone`; the same device at the same moment counts once."""
    days: dict[date, dict[tuple[str, datetime], Play]] = defaultdict(dict)
    for one in plays:
        days[one.at.astimezone(zone).date()].setdefault((one.device, one.at), one)
    return tuple(Day(on, tuple(days[on].values())) for on in sorted(days))


def of_title(plays: Sequence[Play], title: str) -> tuple[Play, ...]:
    """Plays that bear a title, whole or in part, marks and capitals apart; all of them where none has any title."""
    if not any(one.title for one in plays):
        return tuple(plays)
    sought = " ".join(fold(title).split())
    said = ((one, " ".join(fold(one.title).split())) for one in plays)
    return tuple(one for one, words in said if sought and (sought in words or (len(words) >= PART and words in sought)))


def _places(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = heading(re.sub(r"[_()]", " ", str(cell or "")))
        for name, known in HEADINGS.items():
            if name not in found and any(words == one or words.startswith(f"{one} ") for one in known):
                found[name] = place
                break
    return found


def _play(line: Mapping[str, Cell], zone: tzinfo) -> Play | Issue:
    device = str(line.get("device") or "").strip()[:120]
    if not device:
        return Issue("device", "plans.log_device")
    at = _moment(line.get("at"), zone)
    if at is None:
        return Issue("at", "plans.log_moment", {"text": str(line.get("at") or "")[:40]})
    seconds = _seconds(line.get("seconds"))
    if seconds is None and line.get("end") is not None:
        end = _moment(line.get("end"), zone)
        seconds = int((end - at).total_seconds()) if end else None
    if seconds is None or not 0 < seconds <= LONGEST:
        return Issue("seconds", "plans.log_length", {"text": str(line.get("seconds") or line.get("end") or "")[:40]})
    return Play(device, at, seconds, str(line.get("title") or "").strip()[:300])


def _moment(value: Cell, zone: tzinfo) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    text = str(value or "").strip()
    found: datetime | None = None
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00")) if len(text) > 10 else None
    except ValueError:
        for form in _MOMENTS:
            try:
                found = datetime.strptime(text, form)
                break
            except ValueError:
                continue
    if found is None:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _seconds(value: Cell) -> int | None:
    """A length in seconds, or as minutes and seconds (03:20), or hours before them."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return round(value)
    text = str(value).strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return int(timedelta(hours=hours, minutes=minutes, seconds=seconds).total_seconds())
    return int(text) if text.isdigit() else None
