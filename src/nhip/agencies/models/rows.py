"""How the values of this room stand in its tables. `ids` are the rows of units by key."""

from __future__ import annotations

from collections.abc import Mapping

from nhip.agencies import units
from nhip.agencies.models.units import Alias, EventLink, HierarchyLink, UnitDisagreement, UnitEvent, UnitVersion
from nhip.agencies.names import key_of, words_of

Ids = Mapping[str, int]


def version_row(ids: Ids, version: units.Version) -> UnitVersion:
    columns = version._asdict() | {"unit_id": ids[version.unit], "territory_id": ids[version.territory]}
    del columns["unit"], columns["territory"]
    return UnitVersion(name_key=key_of(words_of(version.name)), **columns)


def tie_row(ids: Ids, tie: units.Tie) -> HierarchyLink:
    return HierarchyLink(
        unit_id=ids[tie.unit],
        above_id=ids[tie.above],
        line=tie.line,
        valid_from=tie.valid_from,
        valid_to=tie.valid_to,
    )


def alias_row(ids: Ids, alias: units.Alias) -> Alias:
    return Alias(
        unit_id=ids[alias.unit],
        name=alias.name,
        name_key=key_of(words_of(alias.name)),
        valid_from=alias.valid_from,
        valid_to=alias.valid_to,
    )


def event_row(event: units.Event) -> UnitEvent:
    return UnitEvent(
        key=event.key,
        kind=event.kind,
        on=event.on,
        exact=event.exact,
        act=event.act,
        url=event.url,
        confidence=event.confidence,
        note=event.note,
    )


def link_row(ids: Ids, event: int, link: units.Link) -> EventLink:
    return EventLink(
        event_id=event,
        old_id=ids[link.old],
        new_id=None if link.new is None else ids[link.new],
        basis=link.basis,
        share=link.share,
        functions=list(link.functions),
        confidence=link.confidence,
        note=link.note,
    )


def disagreement_row(row: units.Disagreement) -> UnitDisagreement:
    return UnitDisagreement(**{name: getattr(row, name) for name in row.__slots__})
