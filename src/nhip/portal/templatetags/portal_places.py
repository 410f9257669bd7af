"""What templates of places need: numbers for drawings, the state of a gate in words."""

from __future__ import annotations

from datetime import date

from django import template
from django.urls import reverse
from django.utils import timezone

from nhip.places.catalogue import Kind, chosen, kinds
from nhip.places.queries.public import announced
from nhip.portal.languages import BY_LOCALE, Language

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
    return [(one, one.names[lang.locale]) for one in kinds().values() if one.bar]


@register.simple_tag
def interruptions(lang: Language) -> list[tuple[str, str, str, date, str]]:
    """Services that stop now or soon, for the strip on every page: name, in short, address, last day, its language."""
    kind, found = kinds()["outage"], []
    for one, language in announced(lang.locale, timezone.localdate()):
        own = BY_LOCALE[language]
        found.append((one.name, one.lead, reverse("portal:entry", args=[own, kind, one.slug]), one.until, own.tag))
    return found
