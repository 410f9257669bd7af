"""A figure told apart by the fields that its indicator names, with the words that people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.law.holidays import vietnam
from nhip.measurement import dictionary, forms
from nhip.measurement.breakdowns import NOT_STATED, OF_AGENCY, OF_LEVEL, Breakdown, breakdowns
from nhip.measurement.catalogue import Indicator
from nhip.measurement.figures import Figure
from nhip.measurement.formulas.evaluating import Setting
from nhip.measurement.queries.rows import gather
from nhip.measurement.rows import Span
from nhip.measurement.scope import AS_IS, Scope, version_near
from nhip.plans.queries.kinds import catalogue as ledger_kinds

if TYPE_CHECKING:
    from nhip.agencies.directory import Directory
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Part:
    """`key`: the value as the rows hold it, "" where none is stated; `name`: as people read it, "" likewise."""

    key: str
    name: str
    value: Decimal | None
    share: Decimal | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """One breakdown: the field with its word, whether it can be told (see `breakdowns`), its parts."""

    field: str
    name: str
    state: str
    parts: tuple[Part, ...]


def parted(asker: Account, figure: Figure, indicator: Indicator) -> list[Parted]:
    """Every breakdown that the indicator names, over the rows behind the figure; who may see it was asked before."""
    span, held = Span(figure.begin, figure.end), directory(asker)
    entities = indicator.tree.entities
    known = gather(asker, entities, span.year_before.start, span.end)
    day = max(timezone.localdate(), span.end) if figure.view == AS_IS else None
    rows = known.of(Scope(known.directory, figure.unit, span.end, figure.view, day), entities, span)
    setting = Setting(span, dictionary.packaged(), vietnam())

    def level(unit: str) -> str:
        version = version_near(held, unit, span.end)
        return version.level if version is not None else NOT_STATED

    found = breakdowns(indicator, rows, figure.rows, setting, level)
    return [_named(asker, held, one, entities, span.end) for one in found]


def _named(asker: Account, held: Directory, one: Breakdown, entities: tuple[str, ...], on: date) -> Parted:
    parts = tuple(
        Part(group.key, _word(asker, held, one.field, group.key, entities, on), group.value, group.share, group.rows)
        for group in one.groups
    )
    return Parted(one.field, forms.part_name(one.field), one.state, parts)


def _word(asker: Account, held: Directory, field: str, key: str, entities: tuple[str, ...], on: date) -> str:
    if key == NOT_STATED:
        return ""
    if field == OF_AGENCY:
        return name_on(held, key, on) or key
    if field == OF_LEVEL:
        return forms.part_word(field, key)
    if field == "lang" and (language := ledger_kinds(asker).languages.get(key)) is not None:
        return language.name
    for entity in entities:
        if (said := str(forms.word(dictionary.packaged()[entity], field, key))) != key:
            return said
    return forms.part_word(field, key)
