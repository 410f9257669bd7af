"""Rounds: the board of who has sent, opening one by regime, by hand or from a letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.queries import units
from nhip.agencies.refusals import Refused
from nhip.agencies.tenure import name_on
from nhip.documents.models import Document
from nhip.law.holidays import vietnam
from nhip.measurement.periods import Period, Slot, instances, span
from nhip.reporting.actions import reminding, rounds
from nhip.reporting.models.rounds import Round
from nhip.reporting.opening import LastDay, Opening, by_hand, by_regime
from nhip.reporting.queries.board import reports_seen_by, seats_of
from nhip.reporting.queries.opening import proposal
from nhip.reporting.queries.regimes import outlines, regime, regimes_on
from nhip.reporting.regimes import Outline, Regime
from nhip.reporting.timeliness import STANDINGS
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import bodies_here, home_of, typed_bodies, typed_day
from nhip.workspace.reports.deeds import TINTS, named_reports, round_or_404
from nhip.workspace.reports.saying import KINDS, regime_said


@staff("reporting.read")
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """The board: a cell for each agency, the names of those who have not sent."""
    held, today = round_or_404(request, pk), timezone.localdate()
    seats = seats_of(request.user, held, today)
    by_key = {seat.report.unit.key: seat for seat in seats.seats}
    words = dict(STANDINGS)
    waiting = [(by_key[cell.unit], words[cell.standing], TINTS[cell.standing]) for cell in seats.board.waiting]
    counts = [
        (code, word, TINTS[code], sum(seat.cell.standing == code for seat in seats.seats)) for code, word in STANDINGS
    ]
    facts = {
        "round": held, "board": seats.board, "words": words, "tints": TINTS, "total": len(seats.seats),
        "seats": [(seat, words[seat.cell.standing], TINTS[seat.cell.standing]) for seat in seats.seats],
        "waiting": waiting, "not_yet": sum(seat.cell.standing == "due" for seat, _word, _tint in waiting),
        "counts": [one for one in counts if one[3]], "may_open": may(request.user, "reporting.open"), "today": today,
        "doubts": [Issue(one["field"], one["code"], one["facts"]) for one in held.doubts],
        "deadlines": held.deadlines.all(), "all_seats": seats.seats,
        "above": _above(request, held),
    }  # fmt: skip
    return render(request, "workspace/reports/round.html", facts)


def _above(request: HttpRequest, held: Round) -> list[dict[str, object]]:
    """The report that this round is put together in, for those who may read it."""
    if held.feeds is None:
        return []
    rows = reports_seen_by(request.user).filter(round=held.feeds, unit=held.receiver)
    return named_reports(request, rows.select_related("round", "unit"), timezone.localdate())


@require_POST
@staff("reporting.open")
def do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    round_or_404(request, pk)
    try:
        if deed == "remind":
            told = reminding.remind_by_hand(request.user, pk)
            messages.success(request, _("%(n)s people were reminded.") % {"n": f"{told:02d}"})
        elif deed == "close":
            rounds.close_round(request.user, pk)
            messages.success(request, _("The round was closed."))
        elif deed == "extend":
            due = typed_day(request, "due")
            if due is not None:
                rounds.extend(request.user, int(request.POST.get("report") or 0), due, request.POST.get("ground", ""))
                messages.success(request, _("The last day was moved."))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workspace:round", pk)


@staff("reporting.open")
def open_round(request: HttpRequest) -> HttpResponse:
    """By a regime: choose it, the period, and see agencies and last days before opening; or everything by hand."""
    today = timezone.localdate()
    asked = request.POST if request.method == "POST" else request.GET
    held = regime(request.user, asked.get("che-do", ""), today)
    year = int(asked.get("nam")) if asked.get("nam", "").isdigit() else today.year
    slots = [one.slot for one in instances(year, [kind for kind in held.kinds if kind != "span"],
                                           substitution=held.substitution)] if held else []  # fmt: skip
    opening: Opening | None = None
    try:
        opening = _opening(request, asked, held, slots)
        if request.method == "POST" and opening is not None:
            made = rounds.open_round(request.user, opening)
            messages.success(request, _("The round is open; every agency has its report."))
            return redirect("workspace:round", made.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
    facts = {
        "regimes": regimes_on(request.user, today), "regime": held, "year": year, "kinds": KINDS,
        "slots": [(f"{one.kind}-{one.number}", one.label) for one in slots], "asked": asked, "opening": opening,
        "outlines": outlines(request.user).values(), "bodies": bodies_here(request), "today": today,
        "shown": _shown(request, opening) if opening else None,
        "said": regime_said(held, outlines(request.user)) if held else (),
        "without_day": opening is not None and None in opening.units.values(),
        "by_days": held is not None and "span" in held.kinds,
    }  # fmt: skip
    return render(request, "workspace/reports/open.html", facts)


def _opening(request: HttpRequest, asked: Mapping[str, str], held: Regime | None, slots: list[Slot]) -> Opening | None:
    today = timezone.localdate()
    if held is not None:
        slot = next((one for one in slots if f"{one.kind}-{one.number}" == asked.get("ky")), None)
        receiver = _receiver(request)
        if slot is None:
            return _by_days(request, held, outlines(request.user)[held.outline], receiver)
        held = regime(request.user, held.code, slot.period(held.window).end) or held  # as it read when the period ended
        outline = outlines(request.user)[held.outline]
        levels = _reporters(request, held.reporters, slot.period(held.window).end)
        levels.pop(receiver or "", None)
        return _with_day(request, by_regime(held, outline, slot, vietnam(), levels, receiver))
    if request.method != "POST" or not asked.get("title"):
        return None
    period = _period(request)
    keys = typed_bodies(request, "units")
    if asked.get("communes") == "1":
        keys += list(_reporters(request, ("communes",), today))
    if asked.get("departments") == "1":
        keys += list(_reporters(request, ("departments",), today))
    receiver = _receiver(request)
    outline = outlines(request.user).get(asked.get("outline", "")) or outlines(request.user)["general"]
    return by_hand(
        asked["title"].strip(), outline, period, typed_day(request, "due"),
        [key for key in dict.fromkeys(keys) if key != receiver], receiver, ground=asked.get("ground", ""),
    )  # fmt: skip


def _with_day(request: HttpRequest, opening: Opening) -> Opening:
    """Where the regime sets no last day, the one that the opener gives."""
    due = typed_day(request, "due") if request.method == "POST" else None
    if due is None:
        return opening
    return replace(opening, units={key: day or LastDay(due=due) for key, day in opening.units.items()})


def _by_days(request: HttpRequest, held: Regime, outline: Outline, receiver: str | None) -> Opening | None:
    """A regime of odd periods (many years, a stage): the days and the last day are said by whoever opens it."""
    if "span" not in held.kinds or request.method != "POST":
        return None
    period = _period(request)
    keys = [key for key in _reporters(request, held.reporters, timezone.localdate()) if key != receiver]
    return by_hand(
        held.name, outline, period, typed_day(request, "due"), keys, receiver, receivers=held.receivers,
        ground=request.POST.get("ground", "").strip(), regime=held.code,
    )  # fmt: skip


def _period(request: HttpRequest) -> Period:
    start, end = typed_day(request, "start"), typed_day(request, "end")
    label = request.POST.get("label", "").strip()
    if start is None or end is None or end < start:
        raise Refused([Issue("period", "reporting.period_unknown", {"label": label})])
    return span(start, end, label or f"{start:%d/%m/%Y} - {end:%d/%m/%Y}")


def _reporters(request: HttpRequest, classes: tuple[str, ...], on: date) -> dict[str, str]:
    """The keys of who reports in the asker's province on a day, with their level."""
    home, held = home_of(request), units.directory(request.user)
    found: dict[str, str] = {}
    for name in classes:
        if home is None:
            continue
        if name == "communes":
            rows = held.members_of_class("uy-ban-nhan-dan@commune", on, home)
            found |= {row.unit: "commune" for row in rows}
        elif name == "departments":
            found |= {row.unit: "province" for row in held.members_of_class("so-ban-nganh", on, home)}
        elif name == "province":
            found[f"{home}/uy-ban-nhan-dan"] = "province"
    return found


def _receiver(request: HttpRequest) -> str | None:
    """The office of whoever opens the round."""
    keys = [units.key_of_row(request.user, one.unit_id) for one in request.user.held() if one.unit_id]
    return next((key for key in keys if key), None)


def _shown(request: HttpRequest, opening: Opening) -> dict[str, object]:
    """What would be opened, by name."""
    held = units.directory(request.user)
    days: dict[object, list[str]] = {}
    for key, day in opening.units.items():
        days.setdefault((day.due, day.at) if day else (None, None), []).append(name_on(held, key, opening.period.end))
    groups = [{"due": due, "at": at, "names": sorted(names)} for (due, at), names in days.items()]
    return {
        "groups": groups,
        "receiver": name_on(held, opening.receiver, opening.period.end) if opening.receiver else "",
    }


@staff("reporting.open")
def from_letter(request: HttpRequest, document: int) -> HttpResponse:
    """What a confirmed request letter asks for, shown before it is opened."""
    paper = Document.objects.filter(pk=document).first()
    if paper is None or not may(request.user, "documents.read", paper.unit_id):
        raise Http404
    told = None
    try:
        if request.method == "POST":
            told = _period(request) if request.POST.get("start") else None
            made = rounds.open_from_letter(request.user, paper, period=told, without=request.POST.getlist("without"))
            messages.success(request, _("The round is open; every agency has its report."))
            return redirect("workspace:round", made.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
    found = proposal(request.user, paper, told)
    facts = {
        "paper": paper, "problem": found if isinstance(found, Issue) else None,
        "opening": found if isinstance(found, Opening) else None,
        "shown": _shown(request, found) if isinstance(found, Opening) else None,
        "back": reverse("workspace:document", args=(document,)),
        "open": paper.rounds.first(),
    }  # fmt: skip
    return render(request, "workspace/reports/letter.html", facts)
