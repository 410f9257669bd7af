"""Questions about brand kits: an agency's items, those that may be used on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import reach_of
from nhip.media.models.brands import BrandItem
from nhip.media.models.originals import Original

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def brand_items_for(asker: Account) -> QuerySet[BrandItem]:
    """Items of the agencies whose newsroom the asker may read."""
    reach = reach_of(asker, "newsroom.read")
    rows = BrandItem.objects.select_related("unit", "original", "added_by", "approved_by")
    return rows if reach is None else rows.filter(unit__in=reach)


@dataclass(frozen=True, slots=True)
class InUse:
    """What pictures and papers of an agency carry on a day: a colour (#rrggbb) and a logo, empty where it has none."""

    colour: str = ""
    logo: Original | None = None

    def __bool__(self) -> bool:
        return bool(self.colour or self.logo)


RASTER = ("image/png", "image/jpeg", "image/webp")
"""Kinds of a logo that a picture can be made with; a drawing in SVG is never opened here."""


def kit_of(unit_id: int, on: date) -> InUse:
    """The newest approved colour and the newest approved logo that can be drawn, of an agency on a day."""
    held = brand_in_use(unit_id, on)
    colour = next((one.value for one in held if one.kind == "colour"), "")
    logos = (one.original for one in held if one.kind == "logo" and one.original is not None)
    return InUse(colour, next((one for one in logos if one.type in RASTER and one.erased_at is None), None))


def brand_in_use(unit_id: int, on: date) -> list[BrandItem]:
    """Approved items of an agency that hold on a day, the newest of each kind first."""
    rows = BrandItem.objects.filter(unit=unit_id, approved_by__isnull=False, since__lte=on)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on))
    return list(rows.select_related("original").order_by("kind", "-pk"))
