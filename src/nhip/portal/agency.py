"""The page of one commune, ward or agency: what it was before, its channels, what it last published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import directory, row_of
from nhip.assistant.queries.naming import names_before
from nhip.assistant.queries.sources.agencies import OF_A_COMMUNE
from nhip.channels.queries.outlets import public_list
from nhip.newsroom.queries import public
from nhip.portal import described
from nhip.portal.communes import own_address
from nhip.portal.languages import Language, spoken
from nhip.portal.official import platform
from nhip.portal.pages import page
from nhip.portal.pieces import cards
from nhip.portal.places.agency import gathered

STORIES = 6


@require_safe
@spoken
def agency(request: HttpRequest, lang: Language, unit: str) -> HttpResponse:
    """404 for what no source knows. The address of an ended unit leads on for good where one unit took its place (301);
    otherwise it says that it is no more and where its ground or its work belongs now (410)."""
    held, today = directory(None), timezone.localdate()
    if not held.knows(unit) or not held.versions_of(unit):
        raise Http404
    version = held.unit_as_of(unit, today)
    if version is None:
        heirs = dict.fromkeys(one.unit for one in held.successors(unit, today) if one.unit)
        now = [(key, named.name) for key in heirs if (named := held.unit_as_of(key, today))]
        if len(now) == 1:
            return redirect("portal:agency", lang, now[0][0], permanent=True)
        said = {"name": held.versions_of(unit)[-1].name, "ended": True, "now": now}
        return page(request, lang, "agency", said, status=410)
    commune = version.line == "territory" and version.level == "commune"
    row = row_of(None, unit)
    stories = public.public_stories(lang.locale).filter(place=row) if commune else public.public_stories(
        lang.locale).filter(unit=row)  # fmt: skip
    shown = cards(public.with_pictures(stories)[:STORIES]) if row else []
    bodies = [held.unit_as_of(f"{unit}/{code}", today) for code in OF_A_COMMUNE] if commune else []
    outlets = public_list(today).filter(unit__key__in=[unit, *(one.unit for one in bodies if one)])
    below = [(one.unit, one.name) for one in bodies if one]
    above = ("", "") if commune else _place_of(version.territory, lang)
    found = gathered(_held([unit, *(key for key, _ in below)]), lang, [one.story for one in shown])
    said = described.agency(
        request, lang, unit, version.name, commune=commune, above=above[1], bodies=below,
        channels=[one.address for one in outlets if one.address.startswith("https://")],
        contact=found["contacts"][0][0] if found["contacts"] else "",
    )  # fmt: skip
    return page(request, lang, "agency", {
        "name": version.name, "ended": False, "before": names_before(held, unit) if commune else [],
        "since": version.valid_from, "commune": commune, "bodies": below, "above": above, "cards": shown,
        "outlets": [(one, platform(one, lang)) for one in outlets],
        "number": row.pk if row else 0, "described": said, **found,
        **({"here": own} if commune and (own := own_address(unit, lang.code)) else {}),
    })  # fmt: skip


def _held(units: list[str]) -> list[int]:
    return [row.pk for unit in units if (row := row_of(None, unit))]


def _place_of(unit: str, lang: Language) -> tuple[str, str]:
    version = directory(None).unit_as_of(unit, timezone.localdate())
    return (unit, version.name) if version else ("", "")
