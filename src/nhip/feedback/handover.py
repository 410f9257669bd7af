"""Handing a matter to the feedback system that the province already has: a file out, a number back.

The file holds what the other system needs to work on it and never a contact: whoever takes the matter over asks here by
the reference number. `Handover` is what an adapter to such a system implements; by hand is the way that always works.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol

from nhip.text.cells import safe

COLUMNS = ("number", "received_at", "due_at", "kind", "category", "place", "unit", "came_by", "text")


@dataclass(frozen=True, slots=True)
class Handed:
    """One matter as it leaves the house: no contact, and the text with what names people masked."""

    number: str
    received_at: datetime
    due_at: datetime
    kind: str
    category: str
    place: str
    unit: str
    came_by: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a matter stands there: its number, the other system's own word, when that changed (None: not said)."""

    number: str
    state: str = ""
    changed_at: datetime | None = None


class NotHanded(Exception):
    """It was surely not taken. `again`: a later try may help. `fault`: what happened, in Vietnamese."""

    def __init__(self, fault: str, *, again: bool) -> None:
        self.fault, self.again = fault, again
        super().__init__(fault)


class Lost(Exception):
    """The answer was lost: the other system may have it or not. It is asked before anything is handed again."""


class Handover(Protocol):
    """An adapter to another feedback system. It can hand over and ask; nothing else."""

    def hand(self, matter: Handed) -> str:
        """Hand it over, once for each of our numbers; the other system's number. Raises NotHanded, Lost."""

    def find(self, number: str) -> Standing | None:
        """How one of ours stands there; None where it is not known. Raises NotHanded, Lost."""


def as_csv(matters: Iterable[Handed]) -> str:
    """A file that spreadsheets read as text: RFC 4180 with a byte-order mark."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for one in matters:
        row = asdict(one) | {"received_at": one.received_at.isoformat(), "due_at": one.due_at.isoformat()}
        writer.writerow({name: safe(str(value)) for name, value in row.items()})
    return "\ufeff" + out.getvalue()
