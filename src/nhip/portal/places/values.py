"""Facts of an entry as readers of a language see them: choices by name, months, hours, money, agencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.places.catalogue import Field, Kind, chosen
from nhip.places.hours import said
from nhip.portal.languages import Language

ELSEWHERE = frozenset({"name", "lead", "body", "point", "commune", "contact", "source", "maker", "link"})
"""Fields that stand somewhere else on the page than among the facts."""
OCOP = frozenset({"stars", "decision", "decided_on", "until"})
"""Fields that say nothing once the certificate has ended."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is called, its value in lines, and the language of the value when it is not the page's."""

    key: str
    label: str
    lines: Sequence[str]
    lang: str = ""


def facts(kind: Kind, content: Mapping[str, Any], lang: Language, units: Mapping[str, str], stars: int) -> list[Fact]:
    """The facts of an entry in the order of its form. `units`: names of agencies by key. `stars`: those that hold."""
    found = []
    for field in kind.fields:
        if field.key in ELSEWHERE or (kind.code == "product" and field.key in OCOP and not stars):
            continue
        if field.spoken:
            text = content["words"].get(lang.locale, {}).get(field.key, "")
            lines, tongue = (text.split("\n") if text else []), ""
        else:
            lines, tongue = _lines(field, content["facts"].get(field.key, ""), lang, units)
        if lines:
            found.append(Fact(field.key, field.names[lang.locale], lines, tongue))
    return found


def _lines(field: Field, text: str, lang: Language, units: Mapping[str, str]) -> tuple[list[str], str]:
    if not text:
        return [], ""
    if field.type in ("choice", "choices"):
        return [chosen(field.choices, code, lang.locale) for code in text.split(",")], ""
    if field.type == "hours":
        return list(said(text, lang.locale)), ""
    if field.type == "months":
        return [months(text, lang)], ""
    if field.type == "money":
        return [money(text)], ""
    if field.type in ("number", "whole"):
        return [number(text)], ""
    if field.type == "day":
        return [formats.date_format(date.fromisoformat(text), lang.day)], ""
    if field.type == "unit":
        return [units.get(text, text)], "vi"
    return [text], "vi"


def number(text: str) -> str:
    """A number with the marks of the page's language."""
    value = Decimal(text)
    places = max(0, -int(value.normalize().as_tuple().exponent))
    if get_language() == "zh-hans":  # the library's Chinese leaves thousands unmarked, which nobody reads at a glance
        return f"{value:,.{places}f}"
    return formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def money(text: str) -> str:
    if not Decimal(text):
        return _("Free of charge")
    return _("%(amount)s VND") % {"amount": number(text)}


def months(text: str, lang: Language) -> str:
    found = [int(one) for one in text.split(",")]
    if lang.code == "vi":
        return "Tháng " + ", ".join(map(str, found))
    if lang.code == "zh":
        return "、".join(f"{one}月" for one in found)
    return ", ".join(_MONTHS[one - 1] for one in found)
