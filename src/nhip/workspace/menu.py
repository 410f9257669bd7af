"""The rooms a person sees in the bar: those whose pages they may open, in the order of the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from nhip.agencies.permits import may, roles


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the bar. `short` stands in the phone's bottom bar."""

    label: str
    short: str
    icon: str
    url: str
    here: bool


_PLACES: Sequence[tuple[str, object, object, str, str | None]] = (
    ("today", _("Today"), _("Today"), "today", None),
    ("documents", _("Documents"), _("Documents"), "document", "documents.read"),
    ("plans", _("Plans"), _("Plans"), "plan", "plans.read"),
    ("ledger", _("Activities"), _("Activities"), "edit", "plans.read"),
    ("newsroom", _("Newsroom"), _("Newsroom"), "news", "newsroom.read"),
    ("matters", _("Questions and answers"), _("Q and A"), "help", "feedback.read"),
    ("places", _("Places"), _("Places"), "place", "places.read"),
    ("reports", _("Reports"), _("Reports"), "report", "reporting.read"),
    ("indicators", _("Indicators"), _("Indicators"), "chart", "measurement.read"),
    ("agencies", _("Agencies"), _("Agencies"), "agency", "agencies.read"),
    ("law", _("Legal library"), _("Law"), "law", "law.read"),
    ("journal", _("Journal"), _("Journal"), "journal", "journal.read"),
)


_ALSO = {
    "plans": ("/nhiem-vu/", "/lich/", "/chien-dich/"),
    "newsroom": ("/kenh/", "/kho-anh/", "/cong-khai/", "/nguoi-phat-ngon/"),
}
"""Addresses that belong to a place in the bar without beginning with its own."""


_THUMBS: Sequence[tuple[str, Sequence[str]]] = (
    ("plans.arrange", ("today", "documents", "plans", "reports")),
    ("plans.record", ("today", "ledger", "plans", "reports")),
    ("reporting.approve", ("today", "plans", "reports", "indicators")),
    ("plans.read", ("today", "plans", "reports", "indicators")),
)
"""What stands in the phone's bottom bar, by the first verb of these that the person may: who gathers, who logs, who
approves, who looks."""

MOST_THUMBS = 4
"""Places in the bottom bar beside "more": five targets fit on 360 points."""


def thumbs(request: HttpRequest) -> list[Entry]:
    """The phone's bottom bar: the rooms of a person's daily work first, filled up with the others."""
    every = {entry.icon: entry for entry in entries(request)}
    names = {name: icon for name, _label, _short, icon, _verb in _PLACES}
    first = next((places for verb, places in _THUMBS if may(request.user, verb)), ())
    wanted = [every[names[name]] for name in first if names[name] in every]
    return [*wanted, *(entry for entry in every.values() if entry not in wanted)][:MOST_THUMBS]


def entries(request: HttpRequest) -> list[Entry]:
    """The bar for this person; a room without pages yet does not stand in it."""
    found = []
    for name, label, short, icon, verb in _PLACES:
        if verb is not None and not may(request.user, verb):
            continue
        try:
            url = reverse(f"workspace:{name}")
        except NoReverseMatch:
            continue
        inside = (url, *_ALSO.get(name, ()))
        here = request.path == url if name == "today" else request.path.startswith(inside)
        found.append(Entry(str(label), str(short), icon, url, here))
    return found


def posts(account: object) -> str:
    """The roles a person holds, as the bar shows them."""
    names = {role.code: role.name for role in roles()}
    return " · ".join(dict.fromkeys(names[held.role] for held in account.held() if held.role in names))
