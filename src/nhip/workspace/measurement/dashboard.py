"""The leader's dashboard: the leading indicators with their course, then every indicator by group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhip.measurement import boards, catalogue
from nhip.measurement.figures import Figure
from nhip.measurement.queries import boards as known
from nhip.measurement.queries.indicators import by_unit, indices, trends, values_for
from nhip.workspace.guarding import staff
from nhip.workspace.measurement import pictures
from nhip.workspace.measurement.asked import Asked, asked, form
from nhip.workspace.measurement.indicator import drawn


@staff("measurement.read")
def indicators(request: HttpRequest) -> HttpResponse:
    held = asked(request)
    group = request.GET.get("nhom", "")
    cards = _cards(request, held)
    facts = {
        "asked": held, **form(request, held), "cards": cards, "groups": boards.GROUPS, "group": group,
        "indices": indices(request.user, held.unit, held.period, held.view),
        "rows": _group(request, held, group) if group in boards.GROUPS else (),
    }  # fmt: skip
    wanted = request.GET.get("so-sanh", "") or next((card["figure"].id for card in cards), "")
    facts |= _between(request, held, wanted)
    return render(request, "workspace/measurement/dashboard.html", facts)


def _cards(request: HttpRequest, held: Asked) -> list[dict[str, object]]:
    """The leading indicators that have a figure first, as many as the board shows, each with its course."""
    found = values_for(request.user, boards.leading(), (held.unit,), held.period, held.view)
    ordered = sorted(found, key=lambda figure: not figure.is_reported)[: boards.shown()]
    slots = boards.series(held.slot)
    periods = [boards.days(slot) for slot in slots]
    courses = trends(request.user, [one.id for one in ordered], held.unit, periods, held.view)
    return [{"figure": one, "course": _spark(courses[one.id]), "wide": 10 * len(slots)} for one in ordered]


def _spark(figures: list[Figure]) -> list[dict[str, object]]:
    """Bars of a small course in a box 36 high, ten wide each; a dot on the ground where nothing is known."""
    top = max((figure.value for figure in figures if figure.value is not None), default=0) or 1
    made = []
    for number, one in enumerate(figures):
        high = 2 if one.value is None else max(round(34 * float(one.value / top)), 2)
        tone = "empty" if one.value is None else "value" if number == len(figures) - 1 else "soft"
        made.append({"x": number * 10 + 1, "y": 38 - high, "high": high, "tone": tone, "broken": bool(one.breaks)})
    return made


def _group(request: HttpRequest, held: Asked, group: str) -> list[Figure]:
    codes = [one.id for one in catalogue.packaged() if one.group == group]
    return values_for(request.user, codes, (held.unit,), held.period, held.view)


def _between(request: HttpRequest, held: Asked, code: str) -> dict[str, object]:
    """One indicator of every agency of the unit, as tiles; nothing where the unit is a single agency."""
    agencies = known.agencies_of(request.user, held.unit, held.period.end)
    try:
        chosen = catalogue.indicator(code)
    except KeyError:
        return {}
    if not agencies:
        return {}
    figures = by_unit(request.user, (chosen.id,), [key for key, _ in agencies], held.period, held.view)[chosen.id]
    rows = [
        {"unit": key, "name": name, "figure": figure, "step": step}
        for (key, name), figure, step in zip(agencies, figures, pictures.steps(figures), strict=True)
    ]
    map_ = pictures.places(figures, agencies, chosen.name)
    missing = [row["name"] for row in rows if row["figure"].state == "missing"]
    return {"compared": chosen, "agencies": rows, "missing": missing, "leading": _leading(),
            "map": drawn(map_) if map_ is not None else ""}  # fmt: skip


def _leading() -> list[tuple[str, str]]:
    return [(code, catalogue.indicator(code).name) for code in boards.leading()]
