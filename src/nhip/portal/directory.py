"""Agencies that publish."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import key_of_row, names
from nhip.newsroom.queries.public import public_stories
from nhip.places.queries.public import contacts
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page
from nhip.text.sorting import key


@require_safe
@spoken
def agencies(request: HttpRequest, lang: Language) -> HttpResponse:
    latest: dict[int, tuple[str, object]] = {}
    rows = [*public_stories("vi").values_list("unit_id", "contact", "stage__first_public_at"), *contacts("vi")]
    for unit, contact, at in sorted(rows, key=lambda one: one[2], reverse=True):
        latest.setdefault(unit, (contact, at))
    called = names(None, sorted(latest), timezone.localdate()) if latest else {}
    listed = sorted(((called[pk], *latest[pk], key_of_row(None, pk)) for pk in latest), key=lambda one: key(one[0]))
    return page(request, lang, "agencies", {"rows": listed})
