"""Words and numbers of reports in templates."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django import template
from django.http import HttpRequest
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.notices.queries import unread
from nhip.reporting.queries.board import owed_by
from nhip.reporting.queries.standing import waiting_for
from nhip.workspace.reports.deeds import named_reports
from nhip.workspace.reports.saying import MOVES_SAID
from nhip.workspace.saying import grouped

register = template.Library()


@register.simple_tag(takes_context=True)
def reports_of_today(context: dict[str, object]) -> dict[str, object]:
    """What of the reports waits for me: those I write, how many I check or approve, and new notices."""
    request = context["request"]
    if not isinstance(request, HttpRequest) or not may(request.user, "reporting.read"):
        return {}
    today = timezone.localdate()
    owed = owed_by(request.user)[:8]
    return {
        "owed": named_reports(request, owed, today), "waiting": len(waiting_for(request.user, today)),
        "unread": unread(request.user),
    }  # fmt: skip


@register.filter
def move_said(verb: str) -> object:
    """What somebody did, as the button said it."""
    return MOVES_SAID.get(verb, verb)


@register.filter
def level_said(code: str) -> str:
    """The level of an agency in words."""
    return {"commune": "Cấp xã", "province": "Cấp tỉnh", "central": "Bộ, ngành"}.get(code, code)


@register.filter
def two(count: int) -> str:
    """A count as officials write it: 04, 12."""
    return f"{count:02d}"


@register.filter
def key(number: int) -> str:
    """A number of a row as it stands in a field or an address: without the dots that people read by."""
    return str(number)


@register.filter
def typed(value: Decimal | None) -> str:
    """A number as it stands in a field: 1250 or 2,5."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


@register.filter
def as_number(text: str) -> str:
    """A number kept as text, as people read it."""
    return grouped(float(Decimal(text)))


@register.filter
def said_value(text: str | None) -> str:
    """A figure of a version: its number, "không phát sinh" or a dash."""
    if text is None:
        return "–"
    if text == "nil":
        return "không phát sinh"
    qualifier, _, number = text.rpartition(" ")
    try:
        return f"{qualifier} {grouped(float(Decimal(number)))}".strip()
    except InvalidOperation:
        return text
