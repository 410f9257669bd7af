"""The head of what an agency prints: its logo and colour from the brand kit, so that nobody pastes them by hand."""

from __future__ import annotations

import base64
import io

from django.conf import settings
from django.utils import timezone

from nhip.media import originals
from nhip.media.cards import opened
from nhip.media.queries.brands import kit_of

POINTS = 360
"""Longest side of a logo on paper: 30 mm at 300 points an inch."""


def letterhead_of(unit_id: int) -> dict[str, str]:
    """`logo`: a picture for inside the page, drawn anew; `colour`: #rrggbb. Both empty without a kit."""
    held = kit_of(unit_id, timezone.localdate())
    try:
        found = opened(originals.load(settings.NHIP_MEDIA, held.logo.sha256)) if held.logo else None
    except (OSError, ValueError):
        found = None
    logo = ""
    if found is not None:
        found.thumbnail((POINTS, POINTS))
        kept = io.BytesIO()
        found.save(kept, "PNG")
        logo = f"data:image/png;base64,{base64.b64encode(kept.getvalue()).decode()}"
    return {"logo": logo, "colour": held.colour}
