"""Which units an asker may look at, and the agencies that are held beside each other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from nhip.agencies.directory import Directory
from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory, key_of_row
from nhip.agencies.tenure import name_on
from nhip.measurement.scope import home_of
from nhip.measurement.sources.org import org
from nhip.text.sorting import key as by_alphabet

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

COUNTRY = "vn"


def own_unit(asker: Account, on: date) -> str | None:
    """Where the asker's figures begin: the province for who sees all, otherwise the own agency; None without a unit."""
    held = directory(asker)
    keys = [key_of_row(asker, one.unit_id) for one in asker.held() if one.unit_id is not None]
    own = next((key for key in keys if key), None)
    if may(asker, "measurement.read", 0):
        return _province(held, own or _any_unit(), on)
    return own


def agencies_of(asker: Account, unit: str, on: date) -> list[tuple[str, str]]:
    """(key, name) of the agencies whose figures make up the unit's, by the alphabet; empty for a single agency."""
    held = directory(asker)
    if not held.below(unit, on):
        return []
    found = [(row.unit, name_on(held, row.unit, on)) for row in org(held, unit, on, {})]
    return sorted(found, key=lambda pair: by_alphabet(pair[1]))


def unit_name(asker: Account, unit: str, on: date) -> str | None:
    """The unit's name on a day; None for a key that no unit has."""
    held = directory(asker)
    return name_on(held, unit, on) if held.knows(unit) else None


def above(asker: Account, unit: str, on: date) -> str | None:
    """The province that a commune or an agency belongs to."""
    found = _province(directory(asker), unit, on)
    return found if found != unit else None


def _province(held: Directory, unit: str | None, on: date) -> str | None:
    home = home_of(held, unit, on) if unit is not None else None
    if home is None:
        return unit
    chain = [one for one in held.chain(home, on) if one != COUNTRY]
    return chain[-1] if chain else home


def _any_unit() -> str | None:
    return Unit.objects.exclude(key__startswith=COUNTRY).order_by("pk").values_list("key", flat=True).first()
