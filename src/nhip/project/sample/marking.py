"""Says on every page that the data are invented, where they are."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def sample_mark(request: HttpRequest) -> dict[str, object]:
    """Context processor: whether this is the sample province."""
    return {"sample": settings.NHIP_SAMPLE}
