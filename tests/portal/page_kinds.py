"""Every address of the portal, as its resolver knows it, with something real behind it.

Whoever adds an address has to say here what kind of answer it gives: a page to read, a page behind a secret, data, a
file, or the answer to a form. Nothing of the portal stays unlooked at because somebody forgot it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import get_resolver, reverse
from django.utils import timezone

LANGUAGES = ("vi", "en", "zh")
LOCALES = {"vi": "vi", "en": "en", "zh": "zh-hans"}
PLAIN = {
    "home", "news", "corrections", "laws", "plans", "reports", "spokespersons", "statements", "agencies",
    "channels", "channel_check", "visits", "rating_why", "rating_thanks", "newsletter", "newsletter_asked",
    "newsletter_issues", "answers", "ask", "ask_status", "data", "push", "about", "access", "privacy", "map", "feeds",
}  # fmt: skip
"""Pages whose address needs nothing but a language."""
OF_ONE = {"story", "law", "event", "events", "agency", "channel", "newsletter_issue", "answer", "entries", "entry",
          "embed", "search"}  # fmt: skip
"""Pages about one thing, or about one kind of things."""
SECRET = {"preview", "newsletter_confirm", "newsletter_leave", "newsletter_choose"}
"""Pages for whoever holds a link."""
DATA = {
    "suggest", "calendar", "plan_file", "report_file", "feedback_csv", "feedback_json", "entries_atom", "entries_rss",
    "entries_feed", "entries_csv", "entries_json", "gates_csv", "entry_file", "api", "api_described", "api_news",
    "api_entries", "api_entry", "data_csv", "data_json", "data_dcat", "exchange_ninjs", "exchange_rss", "push_worker",
    "rss", "atom", "json_feed", "sitemap", "sitemap_sheet", "robots",
    "events_csv", "events_json", "channels_csv", "channels_json", "laws_csv", "laws_json",
    "statements_atom", "recording", "spoken", "picture", "card",
}  # fmt: skip
GONE = {"story-gone", "agency-ended"}
"""Kinds of pages that say that something is no more, and where to look instead (410)."""
DEEDS = {"rate", "push_answer", "door", "story_by_number"}
"""Answers to a press or to a platform, and one that leads elsewhere."""


def names() -> set[str]:
    """The names of all addresses of the portal."""
    portal = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "portal")
    return {one.name for one in portal.url_patterns}


def pages(lang: str) -> Iterator[tuple[str, str]]:
    """(kind of page, path) of every page that anybody may open in a language, one of each kind, from what is public."""
    for name in sorted(names() & PLAIN):
        yield name, reverse(f"portal:{name}", args=[lang])
    for name in sorted(names() & OF_ONE):
        for kind, args, asked in MAKERS[name](LOCALES[lang]):
            yield kind, reverse(f"portal:{name}", args=[lang, *args]) + asked


Found = Iterator[tuple[str, list[Any], str]]


def _stories(locale: str) -> Found:
    from nhip.newsroom.models.stories import Story
    from nhip.newsroom.queries.public import public_stories

    seen = set()
    for one in public_stories(locale):
        if one.kind not in seen:
            seen.add(one.kind)
            yield f"story-{one.kind}", [one.slug], ""
    corrected = public_stories(locale).filter(stage__public="corrected").first()
    if corrected:
        yield "story-corrected", [corrected.slug], ""
    gone = Story.objects.filter(stage__public="withdrawn", locale__language_code=locale).first()
    if gone:
        yield "story-gone", [gone.slug], ""


def _laws(locale: str) -> Found:
    from nhip.law.models import Act

    yield "law", [Act.objects.filter(public=True).exclude(text="").order_by("pk").values_list("pk", flat=True)[0]], ""
    without = Act.objects.filter(public=True, text="").first()
    if without:
        yield "law-without-text", [without.pk], ""


def _events(locale: str) -> Found:
    from nhip.channels.queries.showings import past_events, public_events

    now = timezone.now()
    for kind, rows in (
        ("event", public_events(now, locale).filter(ended_at=None)), ("event-past", past_events(now, locale)),
        ("event-called-off", public_events(now, locale).filter(ended_at__isnull=False)),
    ):  # fmt: skip
        if (one := rows.first()) is not None:
            yield kind, [one.pk], ""


def _calendar(locale: str) -> Found:
    from nhip.channels.queries.showings import public_events

    yield "events", [], ""
    yield "events-past", [], "?xem=da-qua"
    if (one := public_events(timezone.now(), locale).first()) is not None:
        yield "events-month", [], f"?thang={timezone.localtime(one.begins_at):%Y-%m}"


def _agencies(locale: str) -> Found:
    from nhip.agencies.queries.units import key_of_row
    from nhip.newsroom.queries.public import public_stories
    from nhip.places.queries.public import public_entries

    story = public_stories("vi").exclude(unit=None).first()
    yield "agency", [key_of_row(None, story.unit_id)], ""
    entry = public_entries("place", "vi").exclude(commune=None).first()
    if entry is not None:
        yield "agency-commune", [key_of_row(None, entry.commune_id)], ""
    yield "agency-ended", ["lang-son.huyen-cao-loc"], ""


def _channels(locale: str) -> Found:
    from nhip.channels.queries.outlets import public_list

    yield "channel", [public_list(timezone.localdate()).values_list("pk", flat=True)[0]], ""


def _issues(locale: str) -> Found:
    from nhip.channels.queries.newsletter import sent_issues

    for one in sent_issues(locale)[:1]:
        yield "newsletter_issue", [one.pk], ""


def _answers(locale: str) -> Found:
    from nhip.feedback.queries.public import published

    for one in published()[:1]:
        yield "answer", [one.matter.number], ""


def _kinds(locale: str) -> Found:
    from nhip.places.catalogue import kinds

    for kind in kinds().values():
        yield f"entries-{kind.code}", [kind], ""


def _entries(locale: str) -> Found:
    from nhip.places.catalogue import kinds
    from nhip.places.queries.public import public_entries

    for kind in kinds().values():
        if (one := public_entries(kind.code, locale).first()) is not None:
            yield f"entry-{kind.code}", [kind, one.slug], ""


def _embeds(locale: str) -> Found:
    from nhip.places.catalogue import kinds

    for what in ("tin", *(one.path for one in kinds().values())):
        yield f"embed-{what}", [what], ""


def _searches(locale: str) -> Found:
    yield "search", [], ""
    yield "search-found", [], "?q=" + {"vi": "hoa+hoi", "en": "market", "zh-hans": "%E5%8F%A3%E5%B2%B8"}[locale]
    yield "search-nothing", [], "?q=qzxwv"


MAKERS: dict[str, Callable[[str], Found]] = {
    "story": _stories, "law": _laws, "event": _events, "events": _calendar, "agency": _agencies, "channel": _channels,
    "newsletter_issue": _issues, "answer": _answers, "entries": _kinds, "entry": _entries, "embed": _embeds,
    "search": _searches,
}  # fmt: skip
