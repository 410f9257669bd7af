"""The register as a file, brought in from one, and which agencies lack a channel."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.agencies.tenure import name_on
from nhip.channels import sheets
from nhip.channels.actions.bringing_in import bring_in
from nhip.channels.models.outlets import OutletCount
from nhip.channels.queries.outlets import outlets_for
from nhip.channels.register import STOCKS, definitions, platforms
from nhip.measurement.queries.coverage import coverage
from nhip.plans.queries.sides import home_units, names_of
from nhip.text.issues import sentence
from nhip.text.sorting import key
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory
from nhip.workspace.plans.deeds import home_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
}  # fmt: skip
KINDS = {
    "social": gettext_lazy("A social network page or account"), "web": gettext_lazy("A site"),
    "loudspeaker": gettext_lazy("A local loudspeaker station"),
}  # fmt: skip


@staff("channels.record")
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """The register that the asker may read, as .xlsx or .csv."""
    if kind not in TYPES:
        raise Http404
    rows = _rows(request)
    data = sheets.workbook(rows) if kind == "xlsx" else sheets.as_csv(rows)
    answer = HttpResponse(data, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="kenh-chinh-thuc-{timezone.localdate()}.{kind}"'
    return answer


def _rows(request: HttpRequest) -> Iterator[dict[str, object]]:
    held = list(outlets_for(request.user))
    called = names_of(request.user, sorted({row.unit_id for row in held}))
    counts = OutletCount.objects.filter(outlet__in=held, name__in=STOCKS, withdrawn_at__isnull=True)
    newest = {one.outlet_id: one for one in counts.order_by("on", "pk")}
    for row in held:
        count = newest.get(row.pk)
        named = definitions().get(count.definition) if count is not None else None
        yield {
            "unit": called.get(row.unit_id, ""), "name": row.name,
            "platform": getattr(platforms().get(row.platform), "name", row.platform),
            "address": row.address, "administrators": row.administrators, "licence": row.licence,
            "licence_until": row.licence_until, "opened_on": row.opened_on, "verified_on": row.verified_on,
            "ended_on": row.ended_on, "followers": int(count.value) if count is not None else None,
            "counted_on": count.on if count is not None else None, "definition": named[1].text if named else "",
        }  # fmt: skip


@in_memory
@staff("channels.register")
def bring(request: HttpRequest) -> HttpResponse:
    """A table brought in; what was refused is told row by row."""
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "channels.register", pk))
    wrong, told = "", None
    if request.method == "POST":
        sent, chosen = request.FILES.get("bang"), request.POST.get("don-vi", "")
        home = Unit.objects.filter(pk=int(chosen) if chosen.isdigit() else 0, pk__in=mine).first()
        if home is None:
            raise Http404
        try:
            told = bring_in(request.user, home, sent.name if sent else "", sent.read() if sent else b"")
        except Refused as refusal:
            wrong = str(refusal)
        else:
            if not told.refused:
                said = _("%(entered)d entered, %(changed)d put right, %(same)d as they were.")
                counts = {"entered": told.entered, "changed": told.changed, "same": told.same}
                messages.success(request, said % counts)
                return redirect("workspace:outlets")
    refused = [(one, " ".join(sentence(issue) for issue in one.issues)) for one in told.refused] if told else []
    facts = {
        "names": names_of(request.user, mine), "wrong": wrong, "told": told, "refused": refused,
        "columns": [(sheets.COLUMNS[one][0], one in sheets.NEEDED) for one in sheets.READ],
    }  # fmt: skip
    return render(request, "workspace/channels/bring.html", facts, status=422 if wrong or refused else 200)


@staff("channels.record")
def covered(request: HttpRequest) -> HttpResponse:
    """For each kind of channel how many agencies have one, and the names of those that lack it."""
    today, home = timezone.localdate(), home_of(request)
    held, shown = directory(request.user), []
    for one in coverage(request.user, home, today) if home else ():
        lacking = sorted((name_on(held, unit, today) for unit in one.without), key=key)
        shown.append((one, KINDS[one.kind], one.of - len(lacking), lacking))
    return render(request, "workspace/channels/covered.html", {"shown": shown, "today": today})
