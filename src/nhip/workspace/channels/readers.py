"""What comes back from readers, in sums: the newsletter, visits of public pages, and whether pages were useful."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from nhip.agencies.permits import reach_of
from nhip.channels.addresses import language_path
from nhip.channels.queries import newsletter as letters
from nhip.channels.queries import visits as counts
from nhip.channels.queries.outlets import outlets_for
from nhip.channels.statistics.kinds import NAMES
from nhip.newsroom.models.stories import Story
from nhip.newsroom.topics import topic_name
from nhip.workspace.guarding import staff
from nhip.workspace.newsroom.saying import LANGUAGES as SAID_LANGUAGES

LANGUAGES = dict(SAID_LANGUAGES)
"""Languages of the public pages, in the order of the desks."""
REASONS = {
    "missing": gettext_lazy("What I looked for is not there"),
    "unclear": gettext_lazy("Hard to understand"),
    "outdated": gettext_lazy("Out of date"),
    "wrong": gettext_lazy("Something is wrong"),
    "hard_to_use": gettext_lazy("Hard to read or to use on my device"),
}
FRONT = gettext_lazy("Front page")
MOST = 20
SPANS = (30, 90, 365)


@staff("channels.record")
def newsletter(request: HttpRequest) -> HttpResponse:
    """How many read it, the next letters as they will look, and how the last ones went. Addresses stand nowhere."""
    since = timezone.now() - timedelta(days=30)
    found = [
        (one, LANGUAGES.get(one.language, one.language),
         [(topic_name(code, "vi"), n) for code, n in one.topics if code != "*"],
         dict(one.topics).get("*", 0))
        for one in sorted(letters.standings(since), key=lambda one: [*LANGUAGES, one.language].index(one.language))
    ]  # fmt: skip
    waiting = [(row, *_letter(row)) for row in letters.letters_for(request.user, ("waiting", "sending"))[:MOST]]
    sent = letters.letters_for(request.user, ("out", "cancelled")).order_by("-release__due_at", "-pk")[:MOST]
    facts = {
        "open": letters.is_open(), "standings": found, "waiting": waiting,
        "sent": [(row, row.release.revision.content.get("title", "")) for row in sent],
    }  # fmt: skip
    return render(request, "workspace/channels/newsletter.html", facts)


def _letter(row: object) -> tuple[str, str]:
    said = letters.issue_of(row)
    return said.subject, mark_safe(said.html)  # noqa: S308 - made of escaped text by the letter's own function


@staff("channels.record")
def visited(request: HttpRequest) -> HttpResponse:
    """Each site's months, and the pages of this portal that were opened most."""
    first, last, days = _span(request)
    sites = outlets_for(request.user).filter(platform="website", ended_on__isnull=True).select_related("counter")
    shown = [(one, getattr(one, "counter", None), counts.months_of(one)) for one in sites[:MOST]]
    pages = [
        (name, _titled(counts.most_opened(language_path(code), first, last, MOST))) for code, name in LANGUAGES.items()
    ]
    facts = {
        "sites": [(row, source, NAMES.get(source.kind, "") if source else "", months) for row, source, months in shown],
        "pages": [(lang, rows) for lang, rows in pages if rows], "days": days, "spans": SPANS,
    }  # fmt: skip
    return render(request, "workspace/channels/visited.html", facts)


def _titled(rows: list[tuple[str, int, int]]) -> list[tuple[str, str, int, int]]:
    titles = {f"/{language_path(code)}/": FRONT for code in LANGUAGES} | _titles([path for path, _, _ in rows])
    return [(path, titles.get(path, path), views, visits) for path, views, visits in rows]


@staff("channels.record")
def rated(request: HttpRequest) -> HttpResponse:
    """Whether pages were useful: those of the asker's agencies; whoever answers for all sees the others too."""
    first, last, days = _span(request)
    reach = reach_of(request.user, "channels.record")
    rows = counts.ratings(first, last)
    if reach is not None:
        own = _titles([one.path for one in rows], units=reach)
        rows = [one for one in rows if one.path in own]
    titles = _titles([one.path for one in rows])
    shown = [
        (one, titles.get(one.path, one.path), [(REASONS.get(code, code), n) for code, n in one.reasons])
        for one in rows[:200]
    ]
    facts = {
        "rows": shown, "days": days, "spans": SPANS, "yes": sum(one.yes for one in rows),
        "no": sum(one.no for one in rows),
    }  # fmt: skip
    return render(request, "workspace/channels/rated.html", facts)


def _span(request: HttpRequest) -> tuple[date, date, int]:
    asked = request.GET.get("ngay", "")
    days = int(asked) if asked.isdigit() and int(asked) in SPANS else SPANS[0]
    today = timezone.localdate()
    return today - timedelta(days=days - 1), today, days


def _titles(paths: list[str], units: object = None) -> dict[str, str]:
    """The titles of paths that are stories' (of these units)."""
    slugs = {path.split("/")[3]: path for path in paths if path.count("/") == 4 and path.split("/")[2] == "tin"}
    rows = Story.objects.filter(slug__in=slugs).select_related("locale")
    if units is not None:
        rows = rows.filter(unit__in=units)
    found = {}
    for row in rows:
        found[f"/{language_path(row.locale.language_code)}/tin/{row.slug}/"] = row.title
    return {path: found[path] for path in paths if path in found}
