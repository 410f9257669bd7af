"""The index follows its sources: what is new or changed is written, what is public no more leaves.

Any of it may be stopped at any moment and done again: each batch is one transaction, and a source counts as looked
through only after its last batch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from nhip.assistant.items import FORMAT, Item
from nhip.assistant.models.entries import Entry, Shelf
from nhip.assistant.queries.index import Row, put, remove, settle
from nhip.assistant.queries.source import Source, all_sources
from nhip.journal.actions import write

if TYPE_CHECKING:
    from nhip.journal.actors import Actor

BATCH = 200
Key = tuple[str, str]
Seen = Callable[[int, int], None]


def refresh(actor: Actor, kinds: Iterable[str] | None = None, seen: Seen = lambda done, due: None) -> dict[str, int]:
    """Bring the index to what its sources hold now; how many entries were written and taken out, by kind.

    `seen(done, due)` is told after each batch.
    """
    changed: dict[str, int] = {}
    for kind, source in all_sources().items():
        if kinds is None or kind in kinds:
            if number := _follow(kind, source, seen):
                changed[kind] = number
    if changed:
        settle()
        with transaction.atomic():
            write(actor, "assistant.refresh", "assistant.index", "nguồn công khai đã đổi", changed)
    return changed


def rebuild(actor: Actor, seen: Seen = lambda done, due: None) -> dict[str, int]:
    """Write every entry again. Search goes on meanwhile; a rebuild that was stopped goes on where it was."""
    with transaction.atomic():
        asked = Entry.objects.exclude(version="").update(version="")
        Shelf.objects.update(stamp="")
        write(actor, "assistant.rebuild", "assistant.index", "lập lại chỉ mục tìm kiếm", {"entries": asked})
    return refresh(actor, seen=seen)


def _follow(kind: str, source: Source, seen: Seen) -> int:
    today = timezone.localdate()
    shelf, _ = Shelf.objects.get_or_create(kind=kind)
    stamp = f"{FORMAT} {source.stamp(today)}" if source.stamp(today) else ""
    if stamp and shelf.stamp == stamp:
        return 0
    held = {(number, language): version for number, language, version in
            Entry.objects.filter(kind=kind).values_list("number", "language", "version")}  # fmt: skip
    wanted = {key: f"{FORMAT}:{word}"[:64] for key, word in source.versions(today)}
    gone = [key for key in held if key not in wanted]
    stale = [key for key, version in wanted.items() if held.get(key) != version]
    done = 0
    for keys in _batches(gone):
        done += _take_out(kind, keys)
        seen(done, len(gone) + len(stale))
    for keys in _batches(stale):
        done += _write(kind, source, keys, wanted)
        seen(done, len(gone) + len(stale))
    Shelf.objects.filter(kind=kind).update(stamp=stamp, looked_at=timezone.now())
    return len(gone) + len(stale)


def _batches(keys: Iterable[Key]) -> Iterator[list[Key]]:
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch


@transaction.atomic
def _take_out(kind: str, keys: Sequence[Key]) -> int:
    _alone(kind)
    rows = _entries(kind, keys)
    _count_words(rows, -1)
    remove([row.pk for row in rows])
    Entry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(keys)


@transaction.atomic
def _write(kind: str, source: Source, keys: Sequence[Key], wanted: dict[Key, str]) -> int:
    """These entries as the source tells them at this moment; what it does not tell any more is taken out."""
    _alone(kind)
    old = {(row.number, row.language): row for row in _entries(kind, keys)}
    _count_words(list(old.values()), -1)
    told = {(item.number, item.language): item for item in source.items(keys, timezone.localdate())}
    lost = [row.pk for key, row in old.items() if key not in told]
    remove(lost)
    Entry.objects.filter(pk__in=lost).delete()
    rows = [_row(item, wanted[key], old.get(key)) for key, item in told.items()]
    Entry.objects.bulk_create([row for row in rows if row.pk is None])
    columns = [field.name for field in Entry._meta.concrete_fields if not field.primary_key]
    Entry.objects.bulk_update([row for row in rows if (row.number, row.language) in old], columns)
    put([_words(row.pk, told[row.number, row.language]) for row in rows])
    _count_words(rows, 1)
    return len(keys)


def _alone(kind: str) -> None:
    """One writer to a source at a time; whoever holds a copy of the vocabulary learns that it is old."""
    Shelf.objects.select_for_update().get(pk=kind)
    Shelf.objects.filter(pk=kind).update(edition=F("edition") + 1)


def _entries(kind: str, keys: Sequence[Key]) -> list[Entry]:
    asked = set(keys)
    rows = Entry.objects.filter(kind=kind, number__in=[number for number, _ in keys])
    return [row for row in rows if (row.number, row.language) in asked]


def _row(item: Item, version: str, held: Entry | None) -> Entry:
    exact, folded = item.title_words()
    row = held or Entry()
    row.kind, row.number, row.language, row.everywhere = item.kind, item.number, item.language, item.everywhere
    row.handle, row.title, row.lead, row.text, row.aside = (
        item.handle,
        item.title[:600],
        item.lead,
        item.text,
        item.aside,
    )
    row.topic, row.place, row.unit, row.on, row.version = item.topic, item.place, item.unit, item.on, version
    row.title_exact, row.title_folded = " ".join(exact), " ".join(folded)
    row.lead_folded = " ".join(item.lead_words())
    return row


def _words(pk: int, item: Item) -> Row:
    return Row(pk, item.title_words(), item.body_words(), item.marks)


def _count_words(rows: Sequence[Entry], by: int) -> None:
    """The vocabulary counts in how many entries each word stands, and each pair of neighbours in titles."""
    counted: Counter[tuple[str, str, bool]] = Counter()
    for row in rows:
        item = Item(row.kind, row.number, row.language, row.handle, row.title, row.lead, row.text, row.aside)
        title, body = item.title_words(), item.body_words()
        spelled = set(zip(title[0], title[1], strict=True)) | set(zip(body[0], body[1], strict=True))
        counted.update((exact, folded, False) for exact, folded in spelled)
        twins = set(zip(title[0], title[0][1:], title[1], title[1][1:], strict=False))
        counted.update((f"{a} {b}", f"{c} {d}", True) for a, b, c, d in twins)
    if not counted:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO assistant_term (word, folded, pair, entries) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (word) DO UPDATE SET entries = assistant_term.entries + excluded.entries",
            [(word, folded, pair, number * by) for (word, folded, pair), number in sorted(counted.items())],
        )
