"""What the home page shows of places, products, projects and gates: a door to each, and how the gates stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhip.places.catalogue import Kind, kinds
from nhip.places.queries.public import counts, public_entries
from nhip.portal.languages import Language
from nhip.portal.places.cards import entry_cards

GATES = 4


@dataclass(frozen=True, slots=True)
class Door:
    """A way into a list: what it is called and what lies behind it."""

    kind: Kind
    name: str
    said: str


def doors(lang: Language) -> dict[str, Any]:
    """The doors of the lists that hold something in a language, and the first gates with what their board said."""
    held = counts(lang.locale)
    found = [
        Door(kind, kind.names[lang.locale], _said(code, *held[code]))
        for code, kind in kinds().items()
        if code in held and kind.bar
    ]
    gates = entry_cards(public_entries("gate", lang.locale)[:GATES], lang, pictures=False) if "gate" in held else []
    return {"doors": found, "gates": gates}


def _said(code: str, total: int, scenes: int) -> str:
    if code == "place":
        said = ngettext("%(total)d place", "%(total)d places", total) % {"total": total}
        around = ngettext("%(scenes)d all around (360°)", "%(scenes)d all around (360°)", scenes) % {"scenes": scenes}
        return f"{said}, {around}" if scenes else said
    if code == "product":
        return ngettext("%(total)d product, by season", "%(total)d products, by season", total) % {"total": total}
    if code == "project":
        said = ngettext("%(total)d project calling for capital", "%(total)d projects calling for capital", total)
        return said % {"total": total}
    return _("Hours, and what the management boards report")
