"""Pages that a state portal must have of itself: who answers for it, the map for people, feeds, access, privacy.

Legal basis: Decree 224/2026/NĐ-CP, Art. 9-13; Circular 26/2020/TT-BTTTT, Art. 5 (access);
Law 91/2025/QH15 (personal data). Periods that they tell are checked against the code by tests/portal/test_about.py.
"""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.feedback.terms import kept
from nhip.law.queries import public_acts
from nhip.newsroom.queries.public import public_stories
from nhip.newsroom.topics import topics
from nhip.places.catalogue import Kind, kinds
from nhip.places.queries.public import public_entries
from nhip.portal.languages import LANGUAGES, Language, spoken
from nhip.portal.office import office
from nhip.portal.pages import page
from nhip.text.languages import said_in

REVIEWED = date(2026, 11, 21)
"""When the statements on access and on personal data were last looked over."""
BASIS = ("148/2025/QH15", "224/2026/NĐ-CP", "91/2025/QH15", "26/2020/TT-BTTTT")
"""Acts on which the portal rests, shown with a link where the library holds them."""
Way = tuple[str, str]


@require_safe
@spoken
def about(request: HttpRequest, lang: Language) -> HttpResponse:
    held = {one.symbol: one for one in public_acts().filter(symbol__in=BASIS).defer("text")}
    return page(request, lang, "about", {
        "office": office(lang), "basis": [held[one] for one in BASIS if one in held], "changed": _changed(lang),
    })  # fmt: skip


@require_safe
@spoken
def access(request: HttpRequest, lang: Language) -> HttpResponse:
    return page(request, lang, "access", {"office": office(lang), "reviewed": REVIEWED})


@require_safe
@spoken
def privacy(request: HttpRequest, lang: Language) -> HttpResponse:
    return page(request, lang, "privacy", {
        "office": office(lang), "reviewed": REVIEWED, "months": kept("contact").months,
    })  # fmt: skip


@require_safe
@spoken
def site_map(request: HttpRequest, lang: Language) -> HttpResponse:
    """Every part of the portal, for people."""
    return page(request, lang, "map", {"sections": sections(lang)})


@require_safe
@spoken
def feeds(request: HttpRequest, lang: Language) -> HttpResponse:
    """Every feed, in each language."""
    listed = [(_("News"), _three(lang, ("rss", "atom", "json_feed")))]
    for kind in kinds().values():
        named = ("entries_rss", "entries_atom", "entries_feed")
        listed.append((said_in(kind.names, lang.locale), _three(lang, named, kind)))
    events = [("iCal", reverse("portal:calendar", args=[lang]))]
    return page(request, lang, "feeds", {"rows": [*listed, (_("Events"), events)], "tongues": LANGUAGES.values()})


def sections(lang: Language) -> list[tuple[str, list[Way]]]:
    """The parts of the portal: headings, and under each what it is called and where it stands."""

    def ways(*named: tuple[str, str]) -> list[Way]:
        return [(title, reverse(f"portal:{name}", args=[lang])) for title, name in named]

    def listed(kind: Kind) -> Way:
        return said_in(kind.names, lang.locale), reverse("portal:entries", args=[lang, kind])

    news, entries = reverse("portal:news", args=[lang]), kinds().values()
    return [
        (_("News"), [
            *ways((_("All news"), "news")),
            *((called.get(lang.locale, code), f"{news}?chuyen-muc={code}") for code, called in topics().items()),
            *ways((_("Official statements"), "statements"), (_("Corrections and withdrawals"), "corrections")),
        ]),
        (_("Places and business"), [
            *(listed(one) for one in entries if one.bar),
            *ways((_("Events"), "events")),
        ]),
        (_("Agencies"), [
            *ways((_("Agencies and contacts"), "agencies")),
            *(listed(one) for one in entries if not one.bar),
            *ways(
                (_("Spokespersons"), "spokespersons"), (_("Official channels"), "channels"),
                (_("Check a channel"), "channel_check"),
            ),
        ]),
        (_("Documents"), ways((_("Legal library"), "laws"), (_("Plans"), "plans"), (_("Reports"), "reports"))),
        (_("Questions and answers"), ways(
            (_("Answered publicly"), "answers"), (_("Ask or report"), "ask"), (_("See how mine stands"), "ask_status"),
        )),
        (_("Follow"), ways(
            (_("Newsletter"), "newsletter"), (_("Letters sent"), "newsletter_issues"),
            (_("News on your browser"), "push"), (_("News feeds"), "feeds"),
        )),
        (_("This portal"), ways(
            (_("Search"), "search"), (_("About this portal"), "about"), (_("Accessibility"), "access"),
            (_("Personal data"), "privacy"), (_("Open data"), "data"), (_("How often the portal is read"), "visits"),
        )),
    ]  # fmt: skip


def _three(lang: Language, names: tuple[str, str, str], *more: object) -> list[Way]:
    return [
        (form, reverse(f"portal:{name}", args=[lang, *more]))
        for form, name in zip(("RSS", "Atom", "JSON"), names, strict=True)
    ]


def _changed(lang: Language) -> datetime | None:
    """When anything of news, places, products, projects or gates last became public or changed in a language."""
    latest = [public_stories(lang.locale).order_by("-stage__public_at").values_list("stage__public_at", flat=True)]
    latest += [
        public_entries(kind, lang.locale).order_by("-public_at").values_list("public_at", flat=True) for kind in kinds()
    ]
    return max((at for rows in latest for at in rows[:1] if at), default=None)
