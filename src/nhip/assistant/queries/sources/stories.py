"""Stories of the newsroom that anybody may read now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from nhip.agencies.models.units import Unit
from nhip.agencies.queries.units import directory
from nhip.assistant.items import Item
from nhip.assistant.queries import homes
from nhip.assistant.queries.naming import around
from nhip.newsroom.queries.public import edition, public_stories
from nhip.newsroom.queries.stories import plain_of
from nhip.newsroom.topics import topic_name

KIND = "story"


def stamp(on: date) -> str:
    return f"{edition()} {homes.stamp()}"


def versions(on: date) -> Iterator[tuple[tuple[str, str], str]]:
    rows = public_stories().select_related(None).order_by("stage__first_public_at", "pk")
    names = homes.stamp()[:8]
    for pk, language, at in rows.values_list("pk", "locale__language_code", "stage__public_at"):
        yield (str(pk), language), f"{at.timestamp():.6f} {names}"


def items(keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
    rows = public_stories().filter(pk__in=[int(number) for number, _ in keys])
    stories = {str(row.pk): row for row in rows.select_related("stage", "locale")}
    units = {pk for row in stories.values() for pk in (row.unit_id, row.place_id) if pk}
    called = dict(Unit.objects.filter(pk__in=units).values_list("pk", "key"))
    held = directory(None)
    for number, language in keys:
        row = stories.get(number)
        if row is None or row.locale.language_code != language:
            continue
        place, unit = called.get(row.place_id, ""), called.get(row.unit_id, "")
        yield Item(
            KIND, number, language, row.slug, row.title, row.lead, plain_of(row).split("\n", 2)[-1],
            f"{around(held, (place, unit), on)}\n{topic_name(row.topic, language)}", row.topic, place, unit,
            row.stage.first_public_at.date(),
        )  # fmt: skip


def still_public(numbers: Collection[str], on: date) -> set[str]:
    rows = public_stories().filter(pk__in=[int(number) for number in numbers])
    return {str(pk) for pk in rows.order_by().values_list("pk", flat=True)}
