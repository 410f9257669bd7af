"""What a person sees who looks a reading over: every value with its doubts, and the text with its places marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from nhip.agencies.models.accounts import Account
from nhip.documents.corrections import applied, seal
from nhip.documents.models import Check, Confirmation, Correction, Document, ReadRecord
from nhip.documents.queries.records import record_as_corrected, shown_sheet
from nhip.documents.review.marks import Paragraph, paragraphs, spans_of
from nhip.documents.review.values import Value, values_of
from nhip.law.book import Act, LawBook, Standing
from nhip.law.queries import law_book


@dataclass(frozen=True, slots=True)
class Looked:
    """A value as it stands now, with what people and the law say about it."""

    value: Value
    was: str | None = None  # what the reader had, where a person changed it
    corrected: bool = False
    added: bool = False
    removed: bool = False
    checked: bool = False
    standing: Standing | None = None  # of a cited act, on the document's day
    replaced_by: tuple[Act, ...] = ()
    rank: int | None = None  # place among those to look at first

    @property
    def dead(self) -> bool:
        return self.standing is not None and self.standing.dead

    @property
    def open(self) -> bool:
        """Whether it still waits for somebody's look."""
        return (self.value.doubtful or self.dead) and not (self.checked or self.corrected or self.removed)


@dataclass(frozen=True, slots=True)
class Review:
    document: Document
    reading: ReadRecord
    items: tuple[Looked, ...]
    paragraphs: tuple[Paragraph, ...]
    seal: str
    confirmation: Confirmation | None
    on: date  # the day on which legal bases are judged
    mended: int = 0  # words that the sheet shows repaired

    @property
    def left(self) -> int:
        return sum(item.open for item in self.items)

    def item(self, path: str) -> Looked | None:
        return next((item for item in self.items if item.value.path == path), None)


def review_of(asker: Account, document: Document, *, with_text: bool = True, as_read: bool = False) -> Review | None:
    """The newest reading of a document that the asker may see; None while there is no record yet.

    Where the text was repaired the sheet shows the repaired words; with `as_read` those of the scan.
    """
    reading = document.readings.first()
    if reading is None or not reading.record:
        return None
    on = document_day(document)
    items = _items(reading, on)
    text, mended = (), 0
    if with_text:
        sheet, mended = shown_sheet(reading, as_read=as_read)
        text = tuple(paragraphs(sheet, spans_of([one.value for one in items])))
    confirmation = document.confirmations.filter(withdrawn_at=None).select_related("by").first()
    return Review(document, reading, items, text, seal(record_as_corrected(reading)), confirmation, on, mended)


def document_day(document: Document) -> date:
    """The day the document bears; the day it came in when it bears none."""
    try:
        return date.fromisoformat(document.issued_on)
    except ValueError:
        return timezone.localdate(document.received_at)


def _items(reading: ReadRecord, on: date) -> tuple[Looked, ...]:
    standing = list(reading.corrections.filter(withdrawn_at=None))
    removed = {one.path for one in standing if one.new is None and _is_item(one)}
    changes = [(one.path, one.new) for one in standing if one.path not in removed]
    values = values_of(applied(reading.record, changes, prune=False))
    before = {value.path: value.says for value in values_of(reading.record)}
    checked = set(Check.objects.filter(reading=reading).values_list("path", flat=True))
    touched = [path for path, _ in changes]
    laws = law_book() if any(value.group == "citations" for value in values) else None
    looked = [_looked(value, before, removed, checked, touched, laws, reading.record, on) for value in values]
    return _ranked(looked)


def _is_item(correction: Correction) -> bool:
    """Whether the path names a whole item ("tasks.3"), not a field of one."""
    return correction.path.rpartition(".")[2].isdigit()


def _looked(
    value: Value, before: Mapping[str, str | None], removed: set[str], checked: set[str], touched: list[str],
    laws: LawBook | None, record: Mapping[str, Any], on: date,
) -> Looked:  # fmt: skip
    corrected = any(path == value.path or path.startswith(f"{value.path}.") for path in touched)
    was = before.get(value.path) if corrected and before.get(value.path) != value.says else None
    added = any(path == value.path for path in touched) and value.path not in before
    number = dict(value.facts).get("number") if value.group == "citations" else None
    standing = laws.status(number, on) if laws is not None and number else None
    heirs = laws.replaced_by(number, on) if laws is not None and standing is not None and standing.dead else ()
    return Looked(value, was, corrected, added, value.path in removed, value.path in checked, standing, heirs)


def _ranked(items: list[Looked]) -> tuple[Looked, ...]:
    """Those to look at first, numbered: the least sure first, then by place."""
    waiting = [one for one in items if one.open]
    waiting.sort(key=lambda one: (one.value.confidence, one.value.start if one.value.start is not None else -1))
    ranks = {one.value.path: place for place, one in enumerate(waiting)}
    return tuple(replace(one, rank=ranks.get(one.value.path)) for one in items)
