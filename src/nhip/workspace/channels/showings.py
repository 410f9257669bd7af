"""What the public is shown beside stories: signed plans, issued reports, events; what waits for another person."""

from __future__ import annotations

from datetime import datetime
from mimetypes import guess_type

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.actions import showings as deeds
from nhip.channels.models.showings import PublicEvent, PublicPaper
from nhip.channels.queries.showings import plans_to_offer, showings_for
from nhip.documents.queries.documents import original_bytes
from nhip.media.originals import load
from nhip.plans.queries.sides import home_units, names_of
from nhip.reporting.queries.showable import reports_to_offer, source_of
from nhip.text.issues import Issue
from nhip.text.languages import languages
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done
from nhip.workspace.typed import refuse_here

MODELS = {"van-ban": PublicPaper, "su-kien": PublicEvent}
LANGUAGES = tuple((one.code, one.name) for one in languages().values())


@staff("newsroom.read")
def showings(request: HttpRequest) -> HttpResponse:
    """Papers and events of the asker's agencies, and what could be offered."""
    shown = [(kind, row) for kind, model in MODELS.items() for row in showings_for(request.user, model)]
    plans, copies = plans_to_offer(request.user), reports_to_offer(request.user)
    units = {row.unit_id for _kind, row in shown} | {one.unit_id for one in plans}
    names = names_of(request.user, sorted(units | {one.dispatch.report.unit_id for one in copies}))
    facts = {
        "rows": [_line(request, kind, row, names) for kind, row in shown],
        "plans": [(one, names.get(one.unit_id, "")) for one in plans],
        "reports": [(one, names.get(one.dispatch.report.unit_id, "")) for one in copies],
        "may_offer": may(request.user, "channels.record"),
    }
    return render(request, "workspace/channels/showings.html", facts)


@staff("channels.record")
def event_new(request: HttpRequest) -> HttpResponse:
    """An event offered for one of the asker's agencies."""
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "channels.record", pk))
    told = request.POST
    if request.method == "POST":
        chosen = told.get("don-vi", "")
        unit = get_object_or_404(Unit, pk=int(chosen) if chosen.isdigit() else 0, pk__in=mine)
        texts = {
            code: {"title": told.get(f"ten-{code}", ""), "text": told.get(f"noi-dung-{code}", "")}
            for code, _name in LANGUAGES
        }
        try:
            begins, ends = _moment(told.get("bat-dau", "")), _moment(told.get("ket-thuc", ""))
            deeds.offer_event(
                request.user, unit, texts, begins, ends, venue=told.get("noi", ""), contact=told.get("lien-he", "")
            )
        except Refused as refused:
            refuse_here(request, refused)
        else:
            messages.success(request, _("Offered. Another person lets the public have it."))
            return redirect("workspace:showings")
    facts = {
        "names": names_of(request.user, mine), "begins": told.get("bat-dau", ""), "ends": told.get("ket-thuc", ""),
        "venue": told.get("noi", ""), "contact": told.get("lien-he", ""),
        "languages": [
            (code, name, told.get(f"ten-{code}", ""), told.get(f"noi-dung-{code}", "")) for code, name in LANGUAGES
        ],
    }  # fmt: skip
    return render(request, "workspace/channels/event_new.html", facts)


@require_POST
@staff("channels.record")
def paper_offer(request: HttpRequest) -> HttpResponse:
    """A signed plan (`ke-hoach`) or an issued report (`bao-cao`) offered to the public."""
    plan = _chosen(request.POST.get("ke-hoach", ""), plans_to_offer(request.user))
    copy = _chosen(request.POST.get("bao-cao", ""), reports_to_offer(request.user))
    if plan is None and copy is None:
        raise Http404

    def act() -> None:
        if plan is not None:
            name = plan.document.original.name
            deeds.offer_paper(
                request.user, plan.unit, "plan", f"plan:{plan.pk}", plan.title,
                original_bytes(request.user, plan.document), name, guess_type(name)[0] or "application/octet-stream",
                number=plan.number, issued_on=plan.issued_on, plan=plan,
            )  # fmt: skip
        else:
            data = load(settings.NHIP_MEDIA, copy.original.sha256)
            deeds.offer_paper(
                request.user, copy.dispatch.report.unit, "report", source_of(copy), copy.dispatch.title, data,
                copy.original.name, copy.original.type, number=copy.number, issued_on=copy.issued_on,
            )  # fmt: skip

    return done(request, act, _("Offered. Another person lets the public have it."), reverse("workspace:showings"))


@require_POST
@staff("channels.release")
def showing_do(request: HttpRequest, kind: str, pk: int, deed: str) -> HttpResponse:
    """Let the public have it (`hien`), or take it away (`rut`)."""
    if kind not in MODELS or deed not in ("hien", "rut"):
        raise Http404
    row = get_object_or_404(MODELS[kind], pk=pk)

    def act() -> None:
        if deed == "hien":
            deeds.show(request.user, row)
        else:
            deeds.end_showing(request.user, row, request.POST.get("ly-do", ""))

    said = _("The public has it now.") if deed == "hien" else _("Taken away; the reason is kept.")
    return done(request, act, said, reverse("workspace:showings"))


def _line(request: HttpRequest, kind: str, row: PublicPaper | PublicEvent, names: dict[int, str]) -> dict[str, object]:
    may_release = may(request.user, "channels.release", row.unit_id) and row.state != "ended"
    return {
        "kind": kind, "row": row, "unit": names.get(row.unit_id, ""), "may_release": may_release,
        "mine": row.offered_by_id == request.user.pk,
        "there": _there(kind, row) if row.state == "shown" else "",
    }  # fmt: skip


def _there(kind: str, row: PublicPaper | PublicEvent) -> str:
    """Where the public sees it."""
    if kind == "su-kien":
        return reverse("portal:event", args=["vi", row.pk])
    return reverse("portal:plan_file" if row.kind == "plan" else "portal:report_file", args=["vi", row.pk])


def _chosen(typed: str, rows: list) -> object | None:  # type: ignore[type-arg]
    return next((row for row in rows if str(row.pk) == typed), None)


def _moment(typed: str) -> datetime | None:
    """What a field for a day and an hour sends. Raises Refused for anything else; nothing typed is None."""
    if not typed.strip():
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(typed.strip()))
    except ValueError as error:
        raise Refused([Issue("begins_at", "channels.moment_unread", {"typed": typed[:30]})]) from error
