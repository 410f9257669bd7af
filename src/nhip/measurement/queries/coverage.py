"""Which agencies have an official channel of a kind, and which have none: the names behind A05, A06 and A07."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from nhip.agencies.queries.units import directory
from nhip.measurement import dictionary
from nhip.measurement.queries.indicators import value_of
from nhip.measurement.queries.readers import read
from nhip.measurement.rows import Span
from nhip.measurement.scope import COMMITTEE
from nhip.measurement.sources.org import org
from nhip.plans.queries.kinds import catalogue

if TYPE_CHECKING:
    from nhip.agencies.directory import Directory
    from nhip.agencies.models.accounts import Account

INDICATORS = (("A05", "social"), ("A06", "web"), ("A07", "loudspeaker"))
"""Indicator, and the kind of channel that it looks for. A07 asks the communes alone."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`value`: the indicator as it computes (None: the asker may not see it). `without`: agencies that lack one."""

    code: str
    kind: str
    value: Decimal | None
    of: int
    without: tuple[str, ...]


def coverage(asker: Account, territory: str, on: date) -> Sequence[Coverage]:
    """How far each kind of channel reaches among the agencies of a territory on a day."""
    held = directory(asker)
    bodies = [(row.unit, row.fields["level"]) for row in org(held, territory, on, {})]
    rows = read(dictionary.packaged()["channel"], catalogue(None), held, on, on)
    standing: dict[str, set[str]] = {}
    for row in rows:
        since, until = row.fields.get("valid_from"), row.fields.get("valid_to")
        stands = (not isinstance(since, date) or since <= on) and (not isinstance(until, date) or until >= on)
        if stands and row.fields.get("status") == "active" and row.fields.get("official") is True:
            standing.setdefault(str(row.fields["kind"]), set()).add(_asked(held, row.unit, on))
    span, found = Span(on, on), []
    for code, kind in INDICATORS:
        asked = [unit for unit, level in bodies if kind != "loudspeaker" or level == "commune"]
        without = tuple(unit for unit in asked if _asked(held, unit, on) not in standing.get(kind, set()))
        found.append(Coverage(code, kind, _value(asker, code, territory, span), len(asked), without))
    return found


def _asked(held: Directory, unit: str, on: date) -> str:
    """A people's committee speaks for its territory."""
    version = held.unit_as_of(unit, on)
    return version.territory if version is not None and version.kind == COMMITTEE and version.territory else unit


def _value(asker: Account, code: str, territory: str, span: Span) -> Decimal | None:
    try:
        return value_of(asker, code, territory, span, live=True).value
    except (PermissionDenied, KeyError):
        return None
