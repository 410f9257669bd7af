"""What templates of places need: numbers for drawings, the state of a gate in words."""

from __future__ import annotations

from django import template

from nhip.places.catalogue import Kind, chosen, kinds
from nhip.portal.languages import Language

register = template.Library()


@register.filter
def plain(value: float) -> str:
    """A number as machines read it, whatever the language of the page."""
    return f"{value:g}" if isinstance(value, int) or abs(value) >= 1000 else f"{value:.6g}"


@register.filter
def gate_state(code: str, lang: Language) -> str:
    return chosen("gate_states", code, lang.locale)


@register.simple_tag
def things(lang: Language) -> list[tuple[Kind, str]]:
    """The kinds of entries with their names, for the bar."""
    return [(one, one.names[lang.locale]) for one in kinds().values()]
