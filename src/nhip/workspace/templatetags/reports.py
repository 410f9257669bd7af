"""Words and numbers of reports in templates."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django import template

from nhip.workspace.reports.saying import MOVES_SAID
from nhip.workspace.saying import grouped

register = template.Library()


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
