"""Regimes: every duty to report with all that it says and since when; a new version from a day on, or a new regime."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.measurement.periods import windows
from nhip.reporting.actions.regimes import change_regime
from nhip.reporting.queries.regimes import Version, outlines, versions
from nhip.reporting.regimes import Regime
from nhip.reporting.stating import Stated, code_for, stated
from nhip.workspace.guarding import staff
from nhip.workspace.reports.saying import (
    CONFIDENCES,
    FIELDS,
    KINDS,
    LEVELS_DUE,
    LINES,
    REPORTERS,
    SHIFTS,
    regime_said,
)

SPARE_ROWS, SPARE_RECEIVERS = 2, 1
"""Empty lines under those that are filled."""


@staff("reporting.read")
def regimes(request: HttpRequest) -> HttpResponse:
    """Every regime as it stands today; those that begin later or ended stand on their own page."""
    today = timezone.localdate()
    by_code: dict[str, list[Version]] = {}
    for one in versions(request.user):
        by_code.setdefault(one.regime.code, []).append(one)
    rows = [
        {
            "now": (now := next((one for one in held if one.stands(today)), held[0])), "said": _said(request, now),
            "others": len(held) - 1, "in_force": now.stands(today),
            "coming": next((one for one in reversed(held) if one.regime.valid_from > today), None),
        }
        for held in by_code.values()
    ]  # fmt: skip
    facts = {"rows": rows, "may_open": may(request.user, "reporting.open"), "today": today}
    return render(request, "workspace/reports/regimes.html", facts)


@staff("reporting.read")
def regime(request: HttpRequest, code: str) -> HttpResponse:
    """One regime: each version with its days, its ground and the rounds that were opened by it."""
    today = timezone.localdate()
    held = versions(request.user, code)
    if not held:
        raise Http404(code)
    facts = {
        "code": code, "name": next((one for one in held if one.stands(today)), held[0]).regime.name,
        "versions": [{"held": one, "said": _said(request, one), "stands": one.stands(today)} for one in held],
        "may_open": may(request.user, "reporting.open"), "today": today,
    }  # fmt: skip
    return render(request, "workspace/reports/regime.html", facts)


@staff("reporting.open")
def change(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new version of a regime, or a new regime; what cannot be comes back as typed, with every reason."""
    today = timezone.localdate()
    held = versions(request.user, code) if code else []
    if code and not held:
        raise Http404(code)
    now = next((one for one in held if one.stands(today)), held[0]).regime if held else None
    if request.method != "POST":
        return _form(request, code, now, None)
    told = stated(dict(request.POST.lists()))
    if told.issues or told.since is None:
        return _form(request, code, now, told, 422)
    made = code or code_for(told.data["name"], {one.regime.code for one in versions(request.user)})
    try:
        change_regime(request.user, made, told.data, told.since, told.ground)
    except Refused as refusal:
        return _form(request, code, now, Stated(told.data, told.since, told.ground, tuple(refusal.issues)), 422)
    messages.success(request, _("The regime reads so from the day given; rounds already opened keep their own."))
    return redirect("workspace:regime", made)


def _form(request: HttpRequest, code: str, now: Regime | None, told: Stated | None, status: int = 200) -> HttpResponse:
    """What was typed, else the version that stands, else an empty sheet."""
    if told is not None:
        data = dict(told.data)
        lines = _lines_typed(request)
    else:
        data = _as_data(now) if now else {"window": "mid_month", "confidence": "T", "field": "general"}
        lines = [asdict(one.rule) for one in now.due] if now else []
    facts = {
        "code": code, "now": now, "data": data, "told": told, "issues": told.issues if told else (),
        "since": request.POST.get("since", ""), "ground": request.POST.get("ground", ""),
        "due_rows": [*lines, *([{"shift": "previous"}] * SPARE_ROWS)],
        "receivers": [*data.get("receivers", ()), *([{"line": "state", "name": ""}] * SPARE_RECEIVERS)],
        "kinds": KINDS, "kinds_due": [one for one in KINDS if one[0] != "span"], "reporters": REPORTERS.items(),
        "lines": LINES.items(), "levels": LEVELS_DUE.items(), "shifts": SHIFTS, "fields": FIELDS.items(),
        "confidences": CONFIDENCES, "windows": windows().values(), "outlines": outlines(request.user).values(),
    }  # fmt: skip
    return render(request, "workspace/reports/regime_edit.html", facts, status=status)


def _lines_typed(request: HttpRequest) -> list[dict[str, object]]:
    """The lines of last days as they were typed, right or wrong."""
    names = ("level", "kind", "day", "months_after", "before", "workdays_after_close", "shift")
    sent = ("due_level", "due_kind", "due_day", "due_months", "due_before", "due_workdays", "due_shift")
    rows = zip(*(request.POST.getlist(name) for name in sent), strict=False)
    held = [dict(zip(names, row, strict=True)) for row in rows]
    return [row | {"before": row["before"] == "1"} for row in held if row["day"] or row["workdays_after_close"]]


def _as_data(now: Regime) -> dict[str, object]:
    held = asdict(now)
    held["receivers"] = [asdict(one) for one in now.receivers]
    return held


def _said(request: HttpRequest, one: Version) -> list[tuple[object, str]]:
    return regime_said(one.regime, outlines(request.user))
