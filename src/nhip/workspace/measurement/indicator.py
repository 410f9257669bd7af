"""One indicator: its value and what it is worth, its course, the agencies beside each other, the rows behind, files."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from nhip.agencies.permits import may
from nhip.channels.queries.outlets import outlets_for
from nhip.measurement import boards, catalogue, dictionary, forms
from nhip.measurement.charts import png, svg
from nhip.measurement.charts.scene import Scene
from nhip.measurement.figures import Figure
from nhip.measurement.queries import boards as places
from nhip.measurement.queries.behind import rows_behind
from nhip.measurement.queries.indicators import by_unit, definition, trends, value_of
from nhip.measurement.queries.parted import Part, Parted, parted
from nhip.plans.sheets.writing import comma_separated
from nhip.workspace.guarding import staff
from nhip.workspace.measurement import pictures
from nhip.workspace.measurement.asked import Asked, asked, form
from nhip.workspace.measurement.labels import FIGURE_STATES

SHOWN = 30
FEW = 8
"""Parts of a breakdown that stand open; the others are folded."""
CHARTS = ("xu-huong", "co-quan", "o-vuong", "ban-do")
FORMATS = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


@staff("measurement.read")
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    return page(request, code, {})


def page(request: HttpRequest, code: str, more: dict[str, object], status: int = 200) -> HttpResponse:
    """The page of an indicator; `more` is what was typed wrongly on it."""
    held, chosen = asked(request), known(code)
    figure = value_of(request.user, chosen.id, held.unit, held.period, held.view)
    course, slots = _course(request, held, chosen.id)
    agencies, figures = _between(request, held, chosen.id)
    told_apart = parted(request.user, figure, definition(chosen.id, held.period.end))
    of = _part(request, told_apart)
    behind_of = replace(figure, rows=of.rows) if of else figure
    last = max(-(-len(behind_of.rows) // SHOWN), 1)
    number = min(int(asked_for) if (asked_for := request.GET.get("trang", "")).isdecimal() else 1, last) or 1
    behind = rows_behind(request.user, behind_of, SHOWN, (number - 1) * SHOWN)
    facts = {
        "asked": held, **form(request, held), "figure": figure, "code": code,
        "indicator": definition(chosen.id, held.period.end), "behind": behind,
        "told_apart": told_apart, "part": of, "part_field": request.GET.get("tach", ""),
        "few": f":{FEW}", "rest": f"{FEW}:",
        "page": number, "last": last, "course": list(zip(slots, course, strict=True)),
        "trend": drawn(pictures.trend(course, slots, figure.name)),
        "agencies": [
            {"unit": key, "name": name, "figure": one, "step": step}
            for (key, name), one, step in zip(agencies, figures, pictures.steps(figures), strict=True)
        ],
        "compared": drawn(pictures.compared(figures, [name for _, name in agencies], figure.name)) if agencies else "",
        "entities": [dictionary.packaged()[name] for name in chosen.tree.entities],
    }  # fmt: skip
    channels = [row.pk for row in behind if row.source == "outlet" and row.pk]
    facts["open_outlets"] = (
        set(outlets_for(request.user).filter(pk__in=channels).values_list("pk", flat=True)) if channels else set()
    )
    facts["owner"] = _owner(request, facts["indicator"].owner, held)
    facts["enters"] = [one for one in forms.enterable(dictionary.packaged()) if one.code in chosen.tree.entities]
    map_ = pictures.places(figures, agencies, figure.name) if agencies else None
    facts["map"] = drawn(map_) if map_ is not None else ""
    facts["defines"] = may(request.user, "measurement.define")
    return render(request, "workspace/measurement/indicator.html", facts | more, status=status)


@staff("measurement.read")
def export(request: HttpRequest, code: str, chart: str, form: str) -> HttpResponse:
    """A chart as SVG or PNG, or the numbers of it as CSV."""
    if chart not in CHARTS or form not in FORMATS:
        raise Http404(chart)
    held, chosen = asked(request), known(code)
    title = f"{chosen.name} – {held.name}, {held.slot.label}"
    if chart == "xu-huong":
        course, slots = _course(request, held, chosen.id)
        scene, lines = (
            pictures.trend(course, slots, title),
            [(slot.label, one) for slot, one in zip(slots, course, strict=True)],
        )
    else:
        agencies, figures = _between(request, held, chosen.id)
        names = [name for _, name in agencies]
        scene = _beside(chart, agencies, figures, title)
        lines = list(zip(names, figures, strict=True))
    body = {"svg": lambda: svg.write(scene).encode(), "png": lambda: png.write(scene), "csv": lambda: _table(lines)}[
        form
    ]()
    answer = HttpResponse(body, content_type=FORMATS[form])
    answer["Content-Disposition"] = f'attachment; filename="{chosen.id}-{chart}-{boards.written(held.slot)}.{form}"'
    return answer


def _beside(chart: str, agencies: list[tuple[str, str]], figures: list[Figure], title: str) -> Scene:
    """Agencies as bars, as tiles or as points on a map. Raises Http404 for a map of what has no place."""
    names = [name for _, name in agencies]
    if chart == "ban-do":
        found = pictures.places(figures, agencies, title) if agencies else None
        if found is None:
            raise Http404(chart)
        return found
    return (pictures.compared if chart == "co-quan" else pictures.tiles)(figures, names, title)


def known(code: str) -> catalogue.Indicator:
    try:
        return catalogue.indicator(code)
    except KeyError as error:
        raise Http404(code) from error


def _part(request: HttpRequest, told_apart: list[Parted]) -> Part | None:
    """The part of a breakdown whose rows are asked for."""
    field, key = request.GET.get("tach", ""), request.GET.get("gia-tri", "")
    return next((part for one in told_apart if one.field == field for part in one.parts if part.key == key), None)


def _owner(request: HttpRequest, owner: str, held: Asked) -> str:
    """Who answers for the formula: the body of that kind in the province, by its name."""
    province = held.unit.partition("/")[0].partition(".")[0]
    return places.unit_name(request.user, f"{province}/{owner}", held.period.end) or owner


def _course(request: HttpRequest, held: Asked, code: str) -> tuple[list[Figure], list[boards.Slot]]:
    slots = boards.series(held.slot)
    found = trends(request.user, (code,), held.unit, [boards.days(slot) for slot in slots], held.view)
    return found[code], slots


def _between(request: HttpRequest, held: Asked, code: str) -> tuple[list[tuple[str, str]], list[Figure]]:
    agencies = places.agencies_of(request.user, held.unit, held.period.end)
    if not agencies:
        return [], []
    return agencies, by_unit(request.user, (code,), [key for key, _ in agencies], held.period, held.view)[code]


def drawn(scene: Scene) -> str:
    return mark_safe(svg.write(scene, for_page=True))  # noqa: S308  (every text in it is escaped by `svg.write`)


def _table(lines: list[tuple[str, Figure]]) -> bytes:
    """The numbers for a spreadsheet, as Vietnamese ones open it."""
    heads = [
        "Tên",
        "Từ ngày",
        "Đến ngày",
        "Giá trị",
        "Đơn vị tính",
        "Có minh chứng",
        "Tự khai",
        "Ước tính",
        "Trạng thái",
    ]
    return comma_separated(
        heads,
        (
            [name, one.begin, one.end, one.value, one.unit_of_measure, one.proven, one.declared, one.estimated,
             str(FIGURE_STATES[one.state][0])]
            for name, one in lines
        ),
    )  # fmt: skip
