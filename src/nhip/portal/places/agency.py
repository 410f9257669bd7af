"""What the page of an agency or a commune gathers: its places, products, projects, gates, and the contacts it gave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from nhip.places.catalogue import kinds
from nhip.places.queries import public
from nhip.portal.places.cards import entry_cards

if TYPE_CHECKING:
    from nhip.newsroom.models.stories import Story
    from nhip.portal.languages import Language

MOST = 6


def gathered(held: Sequence[int], lang: Language, stories: Sequence[Story] = ()) -> dict[str, Any]:
    """`held`: ids of the agency and of the bodies told together with it. `stories`: what it last published."""
    groups = []
    for kind in kinds().values():
        found = public.public_entries(kind.code, lang.locale).filter(Q(commune__in=held) | Q(unit__in=held))
        if total := found.count():
            listed = entry_cards(public.with_pictures(found)[:MOST], lang)
            groups.append((kind, kind.names[lang.locale], listed, total))
    return {"groups": groups, "contacts": _contacts(stories, [one for _, _, listed, _ in groups for one in listed])}


def _contacts(stories: Sequence[Story], listed: Sequence[Any]) -> list[tuple[str, object]]:
    """The contacts given with the latest stories and entries, each once, the newest first."""
    told = [(one.contact, one.stage.first_public_at) for one in stories]
    told += [(one.entry.released.content["facts"].get("contact", ""), one.entry.public_at) for one in listed]
    found: dict[str, object] = {}
    for contact, at in sorted(told, key=lambda one: one[1], reverse=True):
        if contact:
            found.setdefault(contact, at)
    return list(found.items())[:3]
