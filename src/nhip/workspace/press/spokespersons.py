"""The register of spokespersons: who speaks for an agency, shown to the public by another person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.plans.queries.sides import home_units, names_of
from nhip.press.actions import spokespersons as deeds
from nhip.press.models.spokespersons import Spokesperson
from nhip.press.queries.spokespersons import register_for
from nhip.press.speaking import NEEDED, is_late
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done, typed_day


@staff("newsroom.read")
def spokespersons(request: HttpRequest) -> HttpResponse:
    today, now = timezone.localdate(), timezone.localtime()
    rows = register_for(request.user, today)
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "press.register", pk))
    names = names_of(request.user, sorted({row.unit_id for row in rows} | set(mine)))
    shown = [
        {
            "row": row, "unit": names.get(row.unit_id, ""), "late": is_late(row.decided_on, row.shown_at, now),
            "over": row.until is not None and row.until < today,
            "may_show": row.shown_at is None and row.entered_by_id != request.user.pk
            and may(request.user, "press.show", row.unit_id),
            "may_end": may(request.user, "press.register", row.unit_id),
        }
        for row in rows
    ]  # fmt: skip
    facts = {"rows": shown, "names": {pk: names[pk] for pk in mine}, "kinds": Spokesperson.KINDS, "today": today}
    return render(request, "workspace/press/spokespersons.html", facts)


@require_POST
@staff("press.register")
def spokesperson_enter(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("don-vi", "")
    mine = [pk for pk in home_units(request.user) if may(request.user, "press.register", pk)]
    unit = get_object_or_404(Unit, pk=int(chosen) if chosen.isdigit() else 0, pk__in=mine)
    kind = request.POST.get("loai", "")
    if kind not in dict(Spokesperson.KINDS):
        raise Http404

    def act() -> None:
        deeds.enter_spokesperson(
            request.user, unit, {name: request.POST.get(name, "") for name in NEEDED}, kind=kind,
            decided_on=typed_day(request, "ngay"), since=typed_day(request, "tu-ngay"),
            until=typed_day(request, "den-ngay"),
        )  # fmt: skip

    said = _("Entered. Another person shows it to the public; the decree gives a day.")
    return done(request, act, said, reverse("workspace:spokespersons"))


@require_POST
@staff()
def spokesperson_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Show (`hien`) or end (`dung`)."""
    row = get_object_or_404(Spokesperson, pk=pk)
    if deed not in ("hien", "dung"):
        raise Http404

    def act() -> None:
        if deed == "hien":
            deeds.show_spokesperson(request.user, row)
        else:
            deeds.end_spokesperson(request.user, row, request.POST.get("ly-do", ""))

    said = _("The public list names them now.") if deed == "hien" else _("Taken from the list; the reason is kept.")
    return done(request, act, said, reverse("workspace:spokespersons"))
