"""The day a page is asked about."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone


def chosen_day(request: HttpRequest) -> date:
    """The day in the address (`ngay=2024-08-20`); today where none stands there, or where it cannot be read."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return timezone.localdate()
