"""Which of one's own channels tell what is written to them: opened with the platform's secrets, closed at any time."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may, reach_of
from nhip.channels.actions.conversations import close_door, open_door
from nhip.channels.conversing import places
from nhip.channels.models.outlets import Outlet
from nhip.plans.queries.sides import names_of
from nhip.workspace.feedback.queue import SURE
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done


@staff("channels.release")
def doors(request: HttpRequest) -> HttpResponse:
    """The asker's verified pages and accounts on platforms that can be written to."""
    rows = list(_own(request).select_related("door"))
    names = names_of(request.user, sorted({row.unit_id for row in rows}))
    shown = [(row, places()[row.platform], _door(row), names.get(row.unit_id, "")) for row in rows]
    return render(request, "workspace/feedback/doors.html", {
        "rows": [(row, place, SURE.get(place.certainty, _("from memory")), place.hours // 24, door,
                  f"{settings.NHIP_PORTAL}{reverse('portal:door', args=[door.name])}" if door else "", name)
                 for row, place, door, name in shown],
        "may_outlets": may(request.user, "channels.record"),
    })  # fmt: skip


@staff("channels.release")
@require_POST
def door_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = get_object_or_404(_own(request), pk=pk), request.POST
    if deed == "open":
        held = {name: told.get(name, "")[:300] for name in places()[row.platform].needs}
        said = _("The door is open. Enter its address at the platform.")
        return done(request, lambda: open_door(request.user, pk, told.get("ma", ""), held), str(said),
                    reverse("workspace:doors"), secret=True)  # fmt: skip
    if deed == "close" and _door(row) is not None:
        return done(request, lambda: close_door(request.user, pk), str(_("The door is closed.")),
                    reverse("workspace:doors"))  # fmt: skip
    raise Http404


def _own(request: HttpRequest) -> object:
    rows = Outlet.objects.filter(platform__in=places(), verified_on__isnull=False, ended_on__isnull=True)
    reach = reach_of(request.user, "channels.release")
    return rows if reach is None else rows.filter(unit__in=reach)


def _door(row: Outlet) -> object:
    door = getattr(row, "door", None)
    return door if door is not None and door.closed_at is None else None
