"""Events, official channels and legal texts as tables: what their pages show to anybody, row by row, and no more.

The files lie below the pages they are drawn from: those are drawn at each request, and so are these.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.channels.queries import genuine
from nhip.channels.queries.outlets import public_list
from nhip.channels.queries.showings import past_events, public_events
from nhip.law.queries import public_acts, stated
from nhip.portal.events import Told, told
from nhip.portal.languages import Language, spoken
from nhip.portal.library import worded
from nhip.portal.official import platform
from nhip.portal.places.data import data_set, two_ways
from nhip.portal.spreadsheets import csv_of

if TYPE_CHECKING:
    from datetime import date

    from nhip.channels.models.outlets import Outlet

MOST = 5_000
"""Rows of a table."""
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Register:
    """`code` is its key in JSON and the first part of the names of its addresses (`events_csv`)."""

    code: str
    file: str
    title: Any
    columns: tuple[str, ...]
    rows: Callable[[HttpRequest, Language], list[Row]]


def _id(what: str, number: int) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"nhip:{what}:{number}").urn


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _url(request: HttpRequest, name: str, lang: Language, number: int) -> str:
    return request.build_absolute_uri(reverse(f"portal:{name}", args=[lang, number]))


def _events(request: HttpRequest, lang: Language) -> list[Row]:
    """Events to come, called off or not, then those that took place; in the language of the page."""
    now = timezone.now()
    coming = list(public_events(now, lang.locale)[:MOST])
    past = list(past_events(now, lang.locale)[: MOST - len(coming)])
    return [
        *(_event(request, lang, one, "called_off" if one.called_off else "to_come") for one in told(coming, lang)),
        *(_event(request, lang, one, "past") for one in told(past, lang)),
    ]


def _event(request: HttpRequest, lang: Language, one: Told, state: str) -> Row:
    row = one.row
    return {
        "id": _id("event", row.pk), "language": lang.tag, "title": one.title, "text": one.text,
        "begins": row.begins_at.isoformat(), "ends": row.ends_at.isoformat() if row.ends_at else "",
        "venue": row.venue, "place": one.place, "agency": one.unit, "contact": row.contact, "state": state,
        "reason": row.reason if one.called_off else "", "published": row.shown_at.isoformat() if row.shown_at else "",
        "changed": at.isoformat() if (at := row.ended_at or row.shown_at) else "",
        "url": _url(request, "event", lang, row.pk),
    }  # fmt: skip


def _channels(request: HttpRequest, lang: Language) -> list[Row]:
    """Verified channels that stand, then those that ended not long ago."""
    today = timezone.localdate()
    stand, gone = list(public_list(today)[:MOST]), list(genuine.ended_lately(today)[:MOST])
    called = names(None, sorted({one.unit_id for one in (*stand, *gone)}), today) if stand or gone else {}
    return [
        *(_channel(request, lang, one, called, None) for one in stand),
        *(_channel(request, lang, one, called, today) for one in gone),
    ]


def _channel(request: HttpRequest, lang: Language, one: Outlet, called: dict[int, str], ended: date | None) -> Row:
    """`ended`: today, for a channel that is no more."""
    now = genuine.now_of(one, ended) if ended else None
    return {
        "id": _id("channel", one.pk), "platform": one.platform, "platform_name": platform(one, lang), "name": one.name,
        "address": one.address, "agency": called.get(one.unit_id, ""), "state": "ended" if ended else "official",
        "confirmed_on": _day(one.verified_on), "ended_on": _day(one.ended_on) if ended else "",
        "licence": one.licence, "licence_until": _day(one.licence_until),
        "now": _url(request, "channel", lang, now.pk) if now else "", "url": _url(request, "channel", lang, one.pk),
    }  # fmt: skip


def _laws(request: HttpRequest, lang: Language) -> list[Row]:
    """The public library without the texts themselves, each act as it stands today."""
    today = timezone.localdate()
    return [
        {
            "id": _id("law", act.pk), "type": act.type, "symbol": act.symbol, "title": act.title, "issuer": act.issuer,
            "issued_on": _day(act.issued_on), "in_force_from": _day(act.effective_from),
            "in_force_until": _day(act.effective_to), "state": found.standing.kind,
            "state_name": worded(found.standing.kind)[1], "state_on": today.isoformat(),
            "url": _url(request, "law", lang, act.pk),
        }
        for found in stated(None, list(public_acts().defer("text")[:MOST]), "", today)
        for act in (found.act,)
    ]  # fmt: skip


REGISTERS = {
    one.code: one
    for one in (
        Register("events", "su-kien", gettext_lazy("Events"), (
            "id", "language", "title", "text", "begins", "ends", "venue", "place", "agency", "contact", "state",
            "reason", "published", "changed", "url",
        ), _events),
        Register("channels", "kenh", gettext_lazy("Official channels"), (
            "id", "platform", "platform_name", "name", "address", "agency", "state", "confirmed_on", "ended_on",
            "licence", "licence_until", "now", "url",
        ), _channels),
        Register("laws", "van-ban", gettext_lazy("Legal library"), (
            "id", "type", "symbol", "title", "issuer", "issued_on", "in_force_from", "in_force_until", "state",
            "state_name", "state_on", "url",
        ), _laws),
    )
}  # fmt: skip


@require_safe
@spoken
def as_csv(request: HttpRequest, lang: Language, code: str) -> HttpResponse:
    held = REGISTERS[code]
    return csv_of(held.columns, held.rows(request, lang), f"{held.file}-{lang.code}.csv")


@require_safe
@spoken
def as_json(request: HttpRequest, lang: Language, code: str) -> HttpResponse:
    return JsonResponse({code: REGISTERS[code].rows(request, lang)}, json_dumps_params={"ensure_ascii": False})


def in_catalogue(request: HttpRequest, lang: Language) -> Iterator[dict[str, Any]]:
    """These tables and the one of questions for the DCAT catalogue."""
    base = request.build_absolute_uri(reverse("portal:data", args=[lang]))
    for one in REGISTERS.values():
        yield data_set(base, one.code, str(one.title), lang, two_ways(request, one.code, lang))
    questions = gettext("Questions and reports received, by month and field; small numbers are not shown")
    yield data_set(base, "feedback", questions, lang, two_ways(request, "feedback", lang))
