"""Agencies: found by any name, shown as they stood on a chosen day, with what happened to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.directory import Directory
from nhip.agencies.queries import units
from nhip.agencies.resolving import Context
from nhip.agencies.tenure import name_on
from nhip.agencies.units import Version
from nhip.text.normalise import fold
from nhip.text.sorting import key
from nhip.workspace.days import chosen_day
from nhip.workspace.guarding import staff
from nhip.workspace.labels import LINES

ROOT = "vn"
SHOWN = 40


@staff("agencies.read")
def agencies(request: HttpRequest) -> HttpResponse:
    """Search: what a name means on the day first, then every unit whose name holds the words."""
    words, on = request.GET.get("tim", "").strip(), chosen_day(request)
    facts = {"words": words, "on": on, "today": timezone.localdate()}
    if words:
        held = units.directory(request.user)
        home = _home(request, on)
        meant = units.resolve(request.user, words, on, home)
        found = meant.candidates[:8]
        seen = {one.unit for one in found}
        alike = [version for version in _alike(held, fold(words), home) if version.unit not in seen]
        facts |= {
            "meant": [(one, _place(held, one.version)) for one in found],
            "of_class": meant.class_use,
            "alike": [(version, _place(held, version)) for version in alike[:SHOWN]],
            "more": max(len(alike) - SHOWN, 0),
        }
    else:
        facts["provinces"] = _named(request, on, units.directory(request.user).below(ROOT, on))
    return render(request, "workspace/agencies/search.html", facts)


_folded: list[tuple[Directory, tuple[tuple[str, Version], ...]]] = []
"""The folded names of the directory in use, made once for each edition of it."""


def _names(held: Directory) -> tuple[tuple[str, Version], ...]:
    if not _folded or _folded[0][0] is not held:
        _folded[:] = [(held, tuple((fold(version.name), version) for version in held.versions))]
    return _folded[0][1]


def _home(request: HttpRequest, on: date) -> Context | None:
    """ "Sở TT&TT" without more is that of the asker's own province, commune or ward."""
    keys = (units.key_of_row(request.user, one.unit_id) for one in request.user.held() if one.unit_id)
    homes = (units.directory(request.user).versions_of(key) for key in keys if key)
    return next((Context(rows[-1].territory) for rows in homes if rows), None)


def _place(held: Directory, version: Version) -> str:
    """What tells namesakes apart: the units of territory above, the nearest first; "" for the whole country's."""
    on = version.valid_to or version.valid_from or timezone.localdate()
    over = [one for one in _above(version.territory, lambda unit: held.above(unit, on)) if one != ROOT]
    return ", ".join(name_on(held, one, on) for one in reversed(over))


def _province(unit: str) -> str:
    """The first word of a unit's key: the province in which it was first recorded."""
    return re.split(r"[./]", unit, maxsplit=1)[0]


def _alike(held: Directory, words: str, home: Context | None) -> list[Version]:
    """The newest version of every unit whose name holds the words in a row, or that bore the code.

    Provinces first, then what lies in the asker's own, what still stands, and the alphabet.
    """
    mine = _province(home.territory) if home and home.territory else None
    if words.isdigit():
        found = {version.unit: version for version in held.versions if version.code == words}
    else:
        found = {version.unit: version for name, version in _names(held) if words in name}

    def order(version: Version) -> tuple[object, ...]:
        near = mine is not None and _province(version.territory or version.unit) == mine
        return version.level != "province", not near, version.valid_to is not None, key(version.name)

    return sorted(found.values(), key=order)


def _named(request: HttpRequest, on: date, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    held = units.directory(request.user)
    return sorted(((unit, name_on(held, unit, on)) for unit in keys), key=lambda pair: key(pair[1]))


@staff("agencies.read")
def tree(request: HttpRequest) -> HttpResponse:
    """One unit, what stands above it and below it, along one of the hierarchies, on a day."""
    held, on = units.directory(request.user), chosen_day(request)
    unit, line = request.GET.get("tu", ROOT), request.GET.get("tuyen", "territory")
    if not held.knows(unit) or line not in LINES:
        raise Http404
    way = _above(unit, lambda one: held.above(one, on, line) or (held.above(one, on) if one == unit else None))
    below = _named(request, on, held.below(unit, on, line))
    facts = {
        "unit": unit, "name": name_on(held, unit, on), "on": on, "line": line, "today": timezone.localdate(),
        "lines": LINES.items(), "way": [(one, name_on(held, one, on)) for one in way], "below": below,
    }  # fmt: skip
    return render(request, "workspace/agencies/tree.html", facts)


def _above(unit: str, over: Callable[[str], str | None]) -> list[str]:
    """Everything above, the highest first; a circle in the data ends the walk."""
    found: list[str] = []
    at = over(unit)
    while at is not None and at not in found and at != unit:
        found.insert(0, at)
        at = over(at)
    return found


@staff("agencies.read")
def agency(request: HttpRequest, unit: str) -> HttpResponse:
    """The page of one agency as of a day: as it was, and as it is."""
    on = chosen_day(request)
    try:
        shown = units.unit_history(request.user, unit, on)
    except KeyError as error:
        raise Http404 from error
    facts = {"shown": shown, "on": on, "today": timezone.localdate()}
    return render(request, "workspace/agencies/agency.html", facts)
