"""How far each agency has published what a state portal must, item by item, with the way to write what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from nhip.places.queries.required import Standing, standings
from nhip.places.required import ABOUT, Cell, packaged, share, worst_lag
from nhip.workspace.guarding import staff
from nhip.workspace.places.showing import own_units

STATES = {
    "public": ("ok", gettext_lazy("Public and checked")), "late": ("late", gettext_lazy("Check again")),
    "written": ("wait", gettext_lazy("Being written")), "missing": ("plain", gettext_lazy("Missing")),
}  # fmt: skip
"""The colour and the word of a state."""


@staff("places.read")
def required(request: HttpRequest) -> HttpResponse:
    """`xem=thieu`: only agencies that lack something."""
    lacking = request.GET.get("xem") == "thieu"
    held, own = standings(request.user, timezone.localdate()), own_units(request)
    rows = [_row(one, one.unit in own) for one in held]
    whole = [share(one.cells) for one in held]
    return render(request, "workspace/places/required.html", {
        "rows": [one for one in rows if one["done"] < one["asked"]] if lacking else rows, "lacking": lacking,
        "done": sum(done for done, _ in whole), "asked": sum(asked for _, asked in whole),
        "full": sum(done == asked for done, asked in whole), "agencies": len(rows),
        "sources": list(dict.fromkeys((one.source, one.certainty) for one in packaged())),
    })  # fmt: skip


def _row(one: Standing, own: bool) -> dict[str, object]:
    """`own`: the asker writes for the agency."""
    done, asked = share(one.cells)
    return {
        "name": one.name, "done": done, "asked": asked, "lag": worst_lag(one.cells), "own": own,
        "cells": [_cell(held, one.unit if own else 0) for held in one.cells],
    }  # fmt: skip


def _cell(held: Cell, unit: int) -> dict[str, object]:
    """`unit`: for which the asker may write; 0 for none."""
    tint, word = STATES[held.state]
    address = ""
    if held.entry is not None and held.item.sort:
        address = reverse("workspace:place", args=[held.entry.number])
    elif held.state == "missing" and unit:
        kind = held.item.kind if not held.item.sort else ABOUT
        address = f"{reverse('workspace:place-new')}?loai={kind}&don-vi={unit}"
    spoken = held.entry.languages if held.entry is not None else ()
    return {
        "name": held.item.name, "tint": tint, "word": word, "address": address, "missing": held.state == "missing",
        "languages": [one.split("-")[0].upper() for one in spoken], "lag": held.entry.lag if held.entry else None,
    }  # fmt: skip
