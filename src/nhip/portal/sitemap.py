"""The map of the site for search engines: every public page in each of its languages (Sitemaps 0.9, hreflang).

One file holds at most 50,000 addresses; where there are more, `/sitemap.xml` names the sheets and each sheet is a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import key_of_row
from nhip.channels.queries import genuine
from nhip.channels.queries.newsletter import sent_issues
from nhip.channels.queries.showings import shown_events
from nhip.feedback.queries.places import communes
from nhip.feedback.queries.public import published
from nhip.law.queries import public_acts
from nhip.newsroom.queries.public import public_stories
from nhip.places.queries.public import contacts
from nhip.portal.languages import BY_LOCALE, LANGUAGES
from nhip.portal.places.data import in_sitemap

IN_A_SHEET = 50_000
"""Sitemaps 0.9 allows no more addresses in one file."""
STANDING = ("home", "news", "corrections", "events", "answers", "ask", "laws", "plans", "reports", "spokespersons",
            "statements", "agencies", "channels", "channel_check", "newsletter", "newsletter_issues", "push", "visits",
            "data", "about", "access", "privacy", "map", "feeds")  # fmt: skip
"""Pages that stand whatever is published."""

Row = tuple[str, datetime | date | None, list[tuple[str, str]]]
"""An address, when it last changed, and the same page in each of its languages."""
Page = tuple[object, str, datetime | date | None, str]
"""What it is (the same in all languages), the code of a language, when it changed, its path."""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The map, or the list of its sheets."""
    rows = _rows(request)
    if len(rows) <= IN_A_SHEET:
        return _told(request, {"rows": rows})
    sheets = range(1, -(-len(rows) // IN_A_SHEET) + 1)
    return _told(request, {"sheets": [_whole(request, reverse("portal:sitemap_sheet", args=[one])) for one in sheets]})


@require_safe
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """One sheet, counted from 1. 404 for one that the list does not name."""
    rows = _rows(request)[(number - 1) * IN_A_SHEET : number * IN_A_SHEET] if number else []
    if not rows:
        raise Http404
    return _told(request, {"rows": rows})


def _told(request: HttpRequest, parts: dict[str, object]) -> HttpResponse:
    return render(request, "portal/sitemap.xml", parts, content_type="application/xml; charset=utf-8")


def _whole(request: HttpRequest, path: str) -> str:
    return request.build_absolute_uri(path)


def _rows(request: HttpRequest) -> list[Row]:
    """Every page; always in the same order, so that an address stays in its sheet."""
    base = _whole(request, "/")[:-1]
    together: dict[object, list[tuple[str, str]]] = {}
    found = list(_pages(request, base))
    for what, code, _, path in found:
        together.setdefault(what, []).append((LANGUAGES[code].tag, f"{base}{path}"))
    return [(f"{base}{path}", at, together[what]) for what, _, at, path in found]


def _pages(request: HttpRequest, base: str) -> Iterator[Page]:
    now = timezone.now()
    for name in STANDING:
        yield from _in_all(name, None, f"portal:{name}")
    for lang in LANGUAGES.values():
        for what, at, url in in_sitemap(request, lang.locale):
            yield what, lang.code, at, url.removeprefix(base)
    yield from _stories()
    for event in shown_events(now):
        for locale in event.texts:
            code = BY_LOCALE[locale].code
            yield f"event:{event.pk}", code, event.ended_at or event.shown_at, _path("event", code, event.pk)
    for number, language, at in published().values_list("matter__number", "matter__language", "published_at"):
        code = language if language in LANGUAGES else "vi"
        yield f"answer:{number}", code, at, _path("answer", code, number)
    for lang in LANGUAGES.values():
        for letter, at in sent_issues(lang.locale).filter(release__withdrawn_at=None).values_list("pk", "out_at"):
            yield f"letter:{letter}", lang.code, at, _path("newsletter_issue", lang.code, letter)
    yield from _of_each(timezone.localdate())


def _stories() -> Iterator[Page]:
    rows = public_stories().order_by("pk")
    for key, locale, slug, at in rows.values_list(
        "translation_key", "locale__language_code", "slug", "stage__public_at"
    ):
        code = BY_LOCALE[locale].code
        yield key, code, at, _path("story", code, slug)


def _of_each(today: date) -> Iterator[Page]:
    """What stands in every language: acts, agencies, channels."""
    for act in public_acts().values_list("pk", flat=True):
        yield from _in_all(f"law:{act}", None, "portal:law", act)
    for unit in _units(today):
        yield from _in_all(f"unit:{unit}", None, "portal:agency", unit)
    for outlet, on in genuine.shown(today).values_list("pk", "verified_on"):
        yield from _in_all(f"channel:{outlet}", on, "portal:channel", outlet)


def _units(today: date) -> Iterable[str]:
    """The communes of the province, then the agencies that publish."""
    speak = {pk for pk, *_ in contacts("vi")} | set(public_stories("vi").order_by().values_list("unit", flat=True))
    keys = [key for pk in sorted(speak) if (key := key_of_row(None, pk))]
    return dict.fromkeys([*(key for key, _ in communes(settings.NHIP_PROVINCE, today)), *keys])


def _in_all(what: object, at: datetime | date | None, name: str, *args: object) -> Iterator[Page]:
    for code in LANGUAGES:
        yield what, code, at, reverse(name, args=[code, *args])


def _path(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)
