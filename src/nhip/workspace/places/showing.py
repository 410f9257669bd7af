"""How entries are shown at the desks: names, states in colours, values of fields in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.queries.units import names, row_of
from nhip.places.catalogue import Field, Kind, chosen, kinds
from nhip.places.checking import due_on
from nhip.places.content import day
from nhip.places.models.entries import Entry
from nhip.places.models.makers import Maker
from nhip.places.queries.entries import contents_of, entries_for
from nhip.plans.queries.sides import home_units, names_of
from nhip.workspace.newsroom.saying import LANGUAGES
from nhip.workspace.saying import grouped

NUMBER = re.compile(r"\d+(\.\d+)?")
TINTS = {"submitted": "wait", "returned": "late", "approved": "ours", "published": "ok"}
TONGUES = dict(LANGUAGES)


def found(request: HttpRequest, pk: int) -> Entry:
    """An entry that the asker may read; not found otherwise."""
    row = entries_for(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def rows_of(request: HttpRequest, listed: Iterable[Entry]) -> list[dict[str, Any]]:
    rows = list(listed)
    called, contents = names_of(request.user, sorted({one.unit_id for one in rows})), contents_of(rows)
    today = timezone.localdate()
    return [
        {
            "entry": one, "kind": kinds()[one.kind], "name": contents[one.pk]["words"]["vi"].get("name", one.slug),
            "unit": called.get(one.unit_id, ""), "tint": TINTS.get(one.state, ""),
            "due": due_on(one.kind, one.checked_on) if one.checked_on else None,
            "late": one.checked_on is None or due_on(one.kind, one.checked_on) < today,
        }
        for one in rows
    ]  # fmt: skip


def own_units(request: HttpRequest, verb: str = "places.write") -> dict[int, str]:
    """The agencies for which the asker writes, with their names."""
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, verb, pk))
    return names_of(request.user, mine)


def unit_chosen(request: HttpRequest, verb: str = "places.write") -> Unit:
    """The agency chosen in a form, or the asker's only one. Not found where the asker may not write."""
    mine = own_units(request, verb)
    told = request.POST.get("don-vi", "")
    pk = int(told) if told.isdigit() and int(told) in mine else next(iter(mine), None)
    row = Unit.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def value(field: Field, text: str) -> str:
    """A fact as the desk reads it."""
    if not text:
        return ""
    if field.type in ("choice", "choices"):
        return "; ".join(chosen(field.choices, code, "vi") for code in text.split(","))
    if field.type == "day":
        on = day(text)
        return f"{on:%d/%m/%Y}" if on else text
    if field.type in ("number", "money", "whole"):
        return grouped(float(text)) if NUMBER.fullmatch(text) else text
    if field.type == "months":
        return ", ".join(text.split(","))
    if field.type == "unit":
        row = row_of(None, text)
        return names(None, [row.pk], timezone.localdate()).get(row.pk, text) if row else text
    if field.type == "maker":
        maker = Maker.objects.filter(pk=int(text) if text.isdigit() else 0).first()
        return str(maker) if maker else text
    return text


def facts_of(kind: Kind, content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The facts of a content with their names, those that say something."""
    told = ((one.name, value(one, content["facts"].get(one.key, ""))) for one in kind.plain)
    return [(name, text) for name, text in told if text]
