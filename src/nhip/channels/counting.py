"""Counting how often public pages are opened, without anything of whoever opens them.

Of a request four headers are looked at in passing; none is kept. What is kept is a sum for a page and a day.
Prose: docs/rules/channels.md.
"""

from __future__ import annotations

import json
import threading
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Rules:
    """Data of `data/readers.toml`. `keep_days`: how long days of single pages are kept."""

    machines: tuple[str, ...]
    smallest: int
    keep_days: int


@cache
def rules() -> Rules:
    held = tomllib.loads(resources.files("nhip.channels").joinpath("data/readers.toml").read_text("utf-8"))
    return Rules(tuple(held["machines"]), held["smallest"], held["keep_days"])


def is_reader(headers: Mapping[str, str]) -> bool:
    """Whether a request opens a page for a person who lets it be counted.

    Left out: programs by the name they give, pages fetched ahead, parts of other pages, reloads, and everybody who
    asks not to be tracked (DNT, Sec-GPC): nothing here could track them, and still they said no.
    """
    if headers.get("DNT") == "1" or headers.get("Sec-GPC") == "1":
        return False
    if "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", "")):
        return False
    if headers.get("Sec-Fetch-Dest", "document") != "document" or headers.get("Cache-Control") == "max-age=0":
        return False
    agent = headers.get("User-Agent", "").lower()
    return bool(agent) and not any(sign in agent for sign in rules().machines)


def comes_from_outside(headers: Mapping[str, str], host: str) -> bool:
    """Whether the page before this one was not ours: a visit begins here."""
    return urlsplit(headers.get("Referer", "")).netloc != host


@dataclass(frozen=True, slots=True)
class PageCount:
    """A page's openings on a day, and how many of them came from outside."""

    on: date
    path: str
    views: int
    visits: int


@dataclass(slots=True)
class Counter:
    """Sums in memory until they are taken out. Safe between threads."""

    _held: dict[tuple[date, str], list[int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, on: date, path: str, *, visit: bool) -> bool:
        """Count one opening; whether it is the first since sums were taken out."""
        with self._lock:
            first = not self._held
            sums = self._held.setdefault((on, path[:LONGEST]), [0, 0])
            sums[0] += 1
            sums[1] += visit
        return first

    def taken(self) -> list[PageCount]:
        """Everything counted so far; counting begins anew."""
        with self._lock:
            held, self._held = self._held, {}
        return [PageCount(on, path, *sums) for (on, path), sums in held.items()]


def write_counts(folder: Path, name: str, counts: Iterable[PageCount]) -> Path:
    """Lay counts down as a file that is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{name}.json"
    fresh = made.with_suffix(".new")
    fresh.write_text(json.dumps([[f"{one.on}", one.path, one.views, one.visits] for one in counts]), "utf-8")
    fresh.replace(made)
    return made


def read_counts(path: Path) -> list[PageCount]:
    """Counts that were laid down. Raises ValueError for a file that is none of ours."""
    try:
        return [PageCount(date.fromisoformat(on), str(page), int(views), int(visits))
                for on, page, views, visits in json.loads(path.read_text("utf-8"))]  # fmt: skip
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError(path.name) from error


def told(count: int) -> int | None:
    """A count as the public may see it; None where it is too small to be told."""
    return count if count == 0 or count >= rules().smallest else None
