"""Words for the pages of plans: codes by their words, money, hours and weekdays."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from nhip.plans.funding import STATES
from nhip.workspace.plans import labels
from nhip.workspace.saying import grouped, weekday_name

register = template.Library()


@register.filter
def says(code: str, table: str) -> object:
    """The word for a code; a code without a word shows itself, so that nothing is hidden."""
    found = getattr(labels, table.upper()).get(code, code)
    return found[0] if isinstance(found, tuple) else found


@register.filter
def tint(code: str, table: str) -> str:
    """The colour that goes with a code's word."""
    found = getattr(labels, table.upper()).get(code, ("", ""))
    return found[1] if isinstance(found, tuple) else ""


@register.filter
def vnd(value: Decimal | float | None) -> str:
    """A number as people write it: 1.500.000 or 2,5."""
    return "" if value is None else grouped(float(value))


@register.filter
def next_money(state: str) -> str:
    """The state that comes after."""
    codes = [code for code, _ in STATES]
    return codes[min(codes.index(state) + 1, len(codes) - 1)]


@register.filter
def hour(value: datetime | None) -> str:
    """14.30 as the clock here shows it."""
    return timezone.localtime(value).strftime("%H:%M") if value else ""


@register.filter
def weekday(value: date) -> str:
    """Thứ Hai."""
    return weekday_name(value)


@register.filter
def due_said(value: date) -> str:
    """A time limit as people say it: hôm nay, ngày mai, Thứ Sáu 13/11; farther away by its date."""
    left = (value - timezone.localdate()).days
    if left in (0, 1):
        return ("Hôm nay", "Ngày mai")[left]
    if 0 < left < 8:
        return f"{weekday_name(value)} {value.day}/{value.month}"
    return value.strftime("%d/%m/%Y")
