"""Words for the pages of figures: values as people read them, codes by their words, one form for every number."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from nhip.measurement import catalogue
from nhip.measurement.charts.drawing import said
from nhip.measurement.figures import Compared, Figure
from nhip.measurement.queries import boards
from nhip.workspace.measurement import labels

register = template.Library()


@register.filter
def stated(figure: Figure | Compared | None, unit: str = "") -> str:
    """A figure's value with its qualifier and unit: "trên 50 tin, bài"; a dash where there is none."""
    if figure is None or figure.value is None:
        return "–"
    return f"{figure.qualifier} {said(figure.value, unit)}".strip()


@register.filter
def amount(value: Decimal | None, unit: str = "") -> str:
    return said(value, unit)


@register.filter
def figure_word(code: str, table: str) -> object:
    found = getattr(labels, table.upper()).get(code, code)
    return found[0] if isinstance(found, tuple) else found


@register.filter
def figure_tone(code: str, table: str) -> str:
    found = getattr(labels, table.upper()).get(code, ("", ""))
    return found[1] if isinstance(found, tuple) else ""


@register.filter
def change(figure: Figure, other: Compared | None) -> str:
    """How much more or less than another period, in hundredths; nothing where one of the two is unknown or nought."""
    if other is None or figure.value is None or not other.value:
        return ""
    if figure.unit_of_measure == "%":
        points = figure.value - other.value
        return _("%(sign)s%(value)s points") % {
            "sign": "+" if points > 0 else "−" if points < 0 else "",
            "value": said(abs(points)),
        }
    part = (figure.value - other.value) / other.value * 100
    return f"{'+' if part > 0 else '−' if part < 0 else ''}{said(abs(part), '%')}"


@register.filter
def share(figure: Figure, standing: str) -> str:
    """The share of the rows behind a figure that have a standing."""
    held = figure.shares.get(standing)
    return "" if held is None else said(held * 100, "%")


@register.filter
def files(kinds: str) -> list[str]:
    """The kinds of file that a chart is given as."""
    return kinds.split(",")


@register.filter
def parts(figure: Figure) -> list[dict[str, object]]:
    """The shares of a figure's rows as pieces of a bar a hundred wide."""
    made, at = [], Decimal(0)
    for standing, tone in (("proven", "ok"), ("declared", "wait"), ("estimated", "est")):
        wide = figure.shares.get(standing, Decimal(0)) * 100
        if wide:
            made.append(
                {"x": f"{at:.1f}", "wide": f"{wide:.1f}", "tone": tone, "standing": standing, "said": said(wide, "%")}
            )
        at += wide
    return made


@register.filter
def indicator_name(code: str) -> str:
    """An indicator by its name; one that is no longer in the set shows its code."""
    try:
        return catalogue.indicator(code).name
    except KeyError:
        return code


@register.filter
def plain_number(text: str) -> str:
    """A number as it was frozen, as people read it; a dash for none."""
    return said(Decimal(text) if text else None)


@register.filter
def unit_title(unit: object, on: date) -> str:
    return boards.unit_name(None, unit.key, on) or unit.key


@register.filter
def get(typed: dict[str, str] | None, name: str) -> str:
    """What was typed into a field, to stand there again."""
    return typed.get(name, "") if typed else ""


@register.filter
def as_told(value: object) -> str:
    """A field of an event as people read it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%H:%M, %d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return said(value) if isinstance(value, Decimal) else str(value)


@register.filter
def basis(text: str) -> str:
    """What a target rests on: a law or a decree by its number, a plan, or our proposal."""
    kind, _space, rest = text.partition(" ")
    if kind == "law":
        return rest.replace("ND ", _("Decree "))
    if kind == "plan":
        return _("the plan %(number)s") % {"number": rest} if "/" in rest else _("the plan of the year")
    return _("proposed by the system; the province may set another")
