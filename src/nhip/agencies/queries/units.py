"""Questions about units. Anyone signed in may ask; the asker comes first as everywhere. Values are frozen.

A unit is named by its key ("lang-son/so-tai-chinh"); `row_of` and `key_of_row` lead to and from its database id, which
other rooms keep as foreign key.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from nhip.agencies import classes, history, packaged, resolving, tenure, units
from nhip.agencies.directory import Directory
from nhip.agencies.models.units import (
    Alias,
    Edition,
    EventLink,
    HierarchyLink,
    Unit,
    UnitDisagreement,
    UnitEvent,
    UnitVersion,
)

_held: dict[str, tuple[UUID, Directory]] = {}


def directory(asker: object) -> Directory:
    """The directory as the database holds it, kept in memory until its stamp changes; the packaged one when empty."""
    edition = Edition.objects.filter(pk=1).first()
    if edition is None:
        return packaged.directory()
    stamp, held = _held.get("now", (None, None))
    if stamp != edition.stamp or held is None:
        held = stored(asker)
        _held["now"] = (edition.stamp, held)
    return held


def row_of(asker: object, unit: str) -> Unit | None:
    """The row of a unit's key, for a foreign key; None when it was not taken up yet (see `actions.units.take_up`)."""
    return Unit.objects.filter(key=unit).first()


def key_of_row(asker: object, pk: int) -> str | None:
    return Unit.objects.filter(pk=pk).values_list("key", flat=True).first()


def names(asker: object, pks: list[int], as_of: date) -> dict[int, str]:
    """What units were called on a day, by row id."""
    held = directory(asker)
    rows = Unit.objects.filter(pk__in=pks).values_list("pk", "key")
    return {pk: tenure.name_on(held, key, as_of) for pk, key in rows}


def unit_as_of(asker: object, unit: str, as_of: date) -> units.Version | None:
    return directory(asker).unit_as_of(unit, as_of)


def successors(asker: object, unit: str, on: date, function: str | None = None) -> tuple[tenure.Succession, ...]:
    return tenure.successors(directory(asker), unit, on, function)


def predecessors(asker: object, unit: str, on: date) -> tuple[tenure.Succession, ...]:
    return tenure.predecessors(directory(asker), unit, on)


def members_of_class(asker: object, code: str, as_of: date, within: str | None) -> tuple[units.Version, ...]:
    return classes.members_of_class(directory(asker), code, as_of, within)


def resolve(asker: object, name: str, as_of: date, context: resolving.Context | None = None) -> resolving.Resolution:
    return resolving.resolve(directory(asker), name, as_of, context)


def unit_history(asker: object, unit: str, as_of: date) -> history.History:
    """Everything the page of one agency shows. Raises KeyError for an unknown unit."""
    return history.history(directory(asker), unit, as_of)


def disagreements(asker: object) -> tuple[units.Disagreement, ...]:
    return directory(asker).disagreements


def stored(asker: object) -> Directory:
    """The directory read afresh from the tables, empty where they are."""
    return Directory(
        versions=tuple(
            units.Version(*row)
            for row in UnitVersion.objects.order_by("pk").values_list(
                "unit__key", "name", "kind", "level", "line", "territory__key", "code", "valid_from", "valid_to",
                "exact", "confidence", "source", "url", "note",
            )
        ),
        ties=tuple(
            units.Tie(*row)
            for row in HierarchyLink.objects.order_by("pk").values_list(
                "unit__key", "above__key", "line", "valid_from", "valid_to"
            )
        ),
        events=_events(),
        aliases=tuple(
            units.Alias(*row)
            for row in Alias.objects.order_by("pk").values_list("unit__key", "name", "valid_from", "valid_to")
        ),
        disagreements=tuple(
            units.Disagreement(**row)
            for row in UnitDisagreement.objects.order_by("pk").values(*units.Disagreement.__slots__)
        ),
        custom=packaged.custom(),
    )  # fmt: skip


def _events() -> tuple[units.Event, ...]:
    links: dict[int, list[units.Link]] = {}
    rows = EventLink.objects.order_by("pk").values_list(
        "event_id", "old__key", "new__key", "basis", "share", "functions", "confidence", "note"
    )
    for event, old, new, basis, share, functions, confidence, note in rows:
        links.setdefault(event, []).append(units.Link(old, new, basis, share, tuple(functions), confidence, note))
    return tuple(
        units.Event(
            row.key,
            row.kind,
            row.on,
            row.exact,
            row.act,
            row.url,
            row.confidence,
            tuple(links.get(row.pk, ())),
            row.note,
        )
        for row in UnitEvent.objects.order_by("pk")
    )
