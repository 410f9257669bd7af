"""How told figures, their days and the verdict on a signed file are said on pages."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from nhip.plans.past import Window
from nhip.reporting.composition.consolidated import WORD_TITLES
from nhip.reporting.wording import days, with_unit

register = template.Library()


@register.filter
def days_said(window: Window) -> str:
    return days(window)


@register.filter
def figure_days(figure: object) -> str:
    """The days of a stored figure."""
    return days(Window(figure.label, figure.begin, figure.end, figure.basis))


@register.filter
def quantity_said(told: object) -> str:
    """ "trên 1.250", "97,3%": the unit stands beside it."""
    unit = "%" if told.unit == "%" else ""
    return with_unit(told.value, told.qualifier, unit, estimate=told.estimate)


@register.filter
def word_kind(kind: str) -> str:
    return WORD_TITLES.get(kind, _("Directions"))


@register.filter
def difference_said(kind: str) -> str:
    return {"filled": _("filled in"), "moved": _("read in another order")}.get(kind, _("changed"))
