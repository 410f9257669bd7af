"""Entries as data: the same rows in each form, the reports of gates, what the catalogue says."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.places.catalogue import Kind, chosen, kinds
from nhip.places.checking import stars_on
from nhip.places.queries.public import named_maker, public_entries, stated
from nhip.places.queries.public import reports as reports_of
from nhip.portal.languages import BY_LOCALE, Language, spoken
from nhip.portal.places.cards import address
from nhip.portal.spreadsheets import csv_of
from nhip.text.languages import said_in

if TYPE_CHECKING:
    from datetime import date

    from nhip.places.models.entries import Entry
    from nhip.places.queries.public import Stated

MOST = 5_000
FIRST = ("id", "kind", "language", "name", "lead", "commune", "commune_name", "agency", "latitude", "longitude",
         "checked_on", "checked_by", "published", "changed", "url")  # fmt: skip
LAST = {"product": ("maker_name",), "gate": ("state", "state_name", "state_said_at", "state_said_by")}
HIDDEN = frozenset({"name", "lead", "commune", "point", "maker"})
STARRED = ("stars", "decision", "decided_on", "until")


def columns(kind: Kind) -> tuple[str, ...]:
    """The columns of a kind, the same in CSV and JSON."""
    own = tuple(one.key for one in kind.fields if one.key not in HIDDEN)
    return (*FIRST, *own, *LAST.get(kind.code, ()))


def rows(request: HttpRequest, lang: Language, kind: Kind, found: Any = None) -> list[dict[str, str]]:
    """Public entries of a kind in a language as flat rows of text. `found`: some of them only."""
    listed = list((public_entries(kind.code, lang.locale) if found is None else found)[:MOST])
    today, now = timezone.localdate(), timezone.now()
    asked = {pk for row in listed for pk in (row.commune_id, row.unit_id) if pk}
    called = names(None, sorted(asked), today) if asked else {}
    states = stated([row.pk for row in listed], now) if kind.code == "gate" else {}
    return [_row(request, lang, kind, one, called, states.get(one.pk), today) for one in listed]


def _row(
    request: HttpRequest, lang: Language, kind: Kind, one: Entry, called: dict[int, str], state: Stated | None, on: date
) -> dict[str, str]:
    content = one.released.content
    facts, words = content["facts"], content["words"][lang.locale]
    row = {
        "id": uuid.uuid5(uuid.NAMESPACE_URL, f"nhip:{kind.code}:{one.slug}").urn, "kind": kind.code,
        "language": lang.tag, "name": one.name, "lead": one.lead, "commune": facts.get("commune", ""),
        "commune_name": called.get(one.commune_id, ""), "agency": called.get(one.unit_id, ""),
        "latitude": "" if one.latitude is None else f"{one.latitude}",
        "longitude": "" if one.longitude is None else f"{one.longitude}",
        "checked_on": one.checked_on.isoformat(), "checked_by": one.checked_post,
        "published": one.first_public_at.isoformat(), "changed": one.public_at.isoformat(),
        "url": request.build_absolute_uri(address(kind.code, one.slug, lang)),
    }  # fmt: skip
    for field in kind.fields:
        if field.key not in HIDDEN:
            row[field.key] = (words if field.spoken else facts).get(field.key, "")
    if kind.code == "product":
        maker = named_maker(content, on)
        row["maker_name"] = maker.name if maker else ""
        if not stars_on(content, on):
            row |= dict.fromkeys(STARRED, "")
    if kind.code == "gate":
        row |= _state(state, lang)
    return row


def _state(state: Stated | None, lang: Language) -> dict[str, str]:
    """The board's word while it holds; after that only when it last spoke."""
    told = {"state": "", "state_name": "", "state_said_at": "", "state_said_by": ""}
    if state is None:
        return told
    told["state_said_at"], told["state_said_by"] = state.said_at.isoformat(), state.post
    if state.current:
        told |= {"state": state.state, "state_name": chosen("gate_states", state.state, lang.locale)}
    return told


@require_safe
@spoken
def as_csv(request: HttpRequest, lang: Language, kind: Kind) -> HttpResponse:
    return csv_of(columns(kind), rows(request, lang, kind), f"{kind.path}-{lang.code}.csv")


@require_safe
@spoken
def as_json(request: HttpRequest, lang: Language, kind: Kind) -> HttpResponse:
    return JsonResponse({kind.code: rows(request, lang, kind)}, json_dumps_params={"ensure_ascii": False})


REPORTS = ("gate", "name", "state", "state_name", "note", "said_at", "said_by", "held_until")


@require_safe
@spoken
def gate_reports(request: HttpRequest, lang: Language) -> HttpResponse:
    """Every report of every public gate, the newest first."""
    listed = [
        {
            "gate": entry.slug, "name": entry.name, "state": one.state,
            "state_name": chosen("gate_states", one.state, lang.locale), "note": one.notes.get("vi", ""),
            "said_at": one.said_at.isoformat(), "said_by": one.post, "held_until": one.ends_at.isoformat(),
        }
        for entry, one in reports_of(lang.locale, timezone.now(), MOST)
    ]  # fmt: skip
    return csv_of(REPORTS, listed, f"tinh-hinh-cua-khau-{lang.code}.csv")


def in_catalogue(request: HttpRequest, lang: Language) -> Iterator[dict[str, Any]]:
    """The data sets of this room for the DCAT catalogue."""
    whole = request.build_absolute_uri
    base = whole(reverse("portal:data", args=[lang]))
    for kind in kinds().values():
        yield data_set(base, kind.code, kind.names[lang.locale], lang, two_ways(request, "entries", lang, kind))
    called = said_in(
        {"vi": "Tình hình cửa khẩu đã công bố", "en": "Reports on border gates", "zh": "口岸动态"}, lang.code
    )
    yield data_set(base, "gate-reports", called, lang, [
        ("CSV", "text/csv", whole(reverse("portal:gates_csv", args=[lang])))
    ])  # fmt: skip


Way = tuple[str, str, str]
"""What a form of a table is called, its media type, its address."""


def two_ways(request: HttpRequest, name: str, *args: object) -> list[Way]:
    """The addresses of a table in the two forms that every table has."""
    forms = (("csv", "text/csv"), ("json", "application/json"))
    return [
        (form.upper(), media, request.build_absolute_uri(reverse(f"portal:{name}_{form}", args=args)))
        for form, media in forms
    ]


def data_set(base: str, key: str, title: str, lang: Language, ways: list[Way]) -> dict[str, Any]:
    """A table of the DCAT catalogue with the ways to have it."""
    return {
        "@type": "dcat:Dataset", "@id": f"{base}#{key}", "dct:title": title, "dct:language": lang.tag,
        "dcat:distribution": [
            {"@type": "dcat:Distribution", "dct:title": name, "dcat:mediaType": media, "dcat:downloadURL": url}
            for name, media, url in ways
        ],
    }  # fmt: skip


def in_sitemap(request: HttpRequest, language: str) -> Iterator[tuple[str, object, str]]:
    """For each public entry of a language: what it is (the same in all languages), when it changed, its address."""
    lang = BY_LOCALE[language]
    for kind in kinds():
        yield f"list:{kind}", None, request.build_absolute_uri(reverse("portal:entries", args=[lang, kinds()[kind]]))
        for slug, at in public_entries(kind, language).values_list("slug", "public_at"):
            yield f"{kind}:{slug}", at, request.build_absolute_uri(address(kind, slug, lang))
