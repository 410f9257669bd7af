"""Words for the templates of the ledger: a value of a form by its name, an amount as it is said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import template

from nhip.plans.kinds import Field, Kind
from nhip.plans.models.activities import Activity
from nhip.text.numbers import write_number

register = template.Library()


@register.filter
def get(holder: object, name: str) -> object:
    """A value by a name that holds a dash; "" for none."""
    return holder.get(name, "") if isinstance(holder, Mapping) or hasattr(holder, "get") else ""


@register.filter
def field_name(kind: Kind, one: Field) -> str:
    """The name of a kind's field in the form; the same everywhere, so that every kind fits on one page."""
    return f"f-{kind.code}-{one.key}"


@register.filter
def given(holder: object, name: str) -> object:
    """What the form holds for a field: what was typed, or what the activity says."""
    if isinstance(holder, Activity):
        value = holder.values.get(name.split("-", 2)[2], "")
        return "" if value is False else value
    return get(holder, name)


@register.filter
def amount(one: Activity) -> str:
    """«trên 1.200 tờ»."""
    return f"{one.qualifier} {vnd_number(one.quantity)} {one.measure}".strip()


@register.filter
def vnd_number(value: Decimal | int | None) -> str:
    """1234.500 as 1.234,5."""
    return "" if value is None else write_number(_short(Decimal(value)))


@register.filter
def plain_number(value: Decimal) -> str:
    """As somebody would type it."""
    return write_number(_short(Decimal(value)))


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
