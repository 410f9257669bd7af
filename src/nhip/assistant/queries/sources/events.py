"""Public events: those to come, called off or not, and those that took place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.utils import timezone

from nhip.agencies.queries.units import directory
from nhip.assistant.items import Item
from nhip.assistant.queries import homes
from nhip.assistant.queries.naming import around
from nhip.channels.models.showings import PublicEvent
from nhip.channels.queries.showings import shown_events

KIND = "event"


def stamp(on: date) -> str:
    """Never the same: the calendar is short enough to be looked through each time."""
    return ""


def versions(on: date) -> Iterator[tuple[tuple[str, str], str]]:
    for row in shown_events(timezone.now()):
        for language in row.texts:
            yield (str(row.pk), language), f"{row.state} {homes.stamp()[:8]}"


def items(keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
    held, asked = directory(None), set(keys)
    rows = shown_events(timezone.now()).filter(pk__in=[int(number) for number, _ in asked])
    for row in rows.select_related("unit", "place"):
        names = around(held, (getattr(row.place, "key", ""), row.unit.key), on)
        for language in row.texts:
            if (str(row.pk), language) in asked:
                yield _item(row, language, names)


def _item(row: PublicEvent, language: str, names: str) -> Item:
    told = row.texts[language]
    when = timezone.localtime(row.begins_at)
    return Item(
        KIND, str(row.pk), language, str(row.pk), told["title"], f"{when:%H:%M %d/%m/%Y}. {row.venue}",
        told.get("text", ""), names, "", getattr(row.place, "key", ""), row.unit.key, when.date(),
    )  # fmt: skip


def still_public(numbers: Collection[str], on: date) -> set[str]:
    rows = shown_events(timezone.now()).filter(pk__in=[int(number) for number in numbers])
    return {str(pk) for pk in rows.order_by().values_list("pk", flat=True)}
