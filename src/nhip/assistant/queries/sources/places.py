"""Places, products, projects, border gates and what agencies owe the public: kinds of one room, told alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from nhip.agencies.models.units import Unit
from nhip.agencies.queries.units import directory
from nhip.assistant.items import Item
from nhip.assistant.queries import homes
from nhip.assistant.queries.naming import around
from nhip.places.content import plain_text
from nhip.places.models.entries import Entry
from nhip.places.queries.public import texts_of


class Entries:
    """The public entries of one kind."""

    def __init__(self, kind: str) -> None:
        self.KIND = kind

    def stamp(self, on: date) -> str:
        """Never the same: only keys and moments are looked through."""
        return ""

    def versions(self, on: date) -> Iterator[tuple[tuple[str, str], str]]:
        rows = self._public().order_by("public_at", "pk").values_list("pk", "texts__language", "public_at")
        for pk, language, at in rows:
            if language:
                yield (str(pk), language), f"{at.timestamp():.6f} {homes.stamp()[:8]}"

    def items(self, keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
        rows = self._public().filter(pk__in=[int(number) for number, _ in keys]).select_related("released")
        entries = {str(row.pk): row for row in rows}
        units = {pk for row in entries.values() for pk in (row.unit_id, row.commune_id) if pk}
        called, held = dict(Unit.objects.filter(pk__in=units).values_list("pk", "key")), directory(None)
        for number, language in keys:
            row = entries.get(number)
            text = texts_of(row).get(language) if row is not None else None
            if row is None or text is None:
                continue
            place, unit = called.get(row.commune_id, ""), called.get(row.unit_id, "")
            yield Item(
                self.KIND, number, language, row.slug, text.name, text.lead, plain_text(row.released.content, language),
                around(held, (place, unit), on), "", place, unit, row.public_at.date(),
            )  # fmt: skip

    def still_public(self, numbers: Collection[str], on: date) -> set[str]:
        rows = self._public().filter(pk__in=[int(number) for number in numbers])
        return {str(pk) for pk in rows.order_by().values_list("pk", flat=True)}

    def _public(self):  # type: ignore[no-untyped-def]
        return Entry.objects.filter(kind=self.KIND, public="public")


SOURCES = tuple(Entries(kind) for kind in ("place", "product", "project", "gate", "about"))
