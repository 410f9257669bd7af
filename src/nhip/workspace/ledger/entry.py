"""Logging an activity: one page with every kind's figures, so that it works without a line.

The page's script puts each entry into the phone's own queue and sends it from there (scripts/queue.js); without
scripts the form is sent as forms are. Both come to `entry`, and the entry's own id makes a second arrival harmless.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhip.agencies.models.units import Unit
from nhip.agencies.refusals import Refused
from nhip.media.fetching import written
from nhip.plans.actions import evidence
from nhip.plans.actions.activities import record_activity
from nhip.plans.kinds import Kind
from nhip.plans.models.activities import Activity
from nhip.plans.models.tasks import Task
from nhip.plans.models.topics import Topic
from nhip.plans.qualifiers import QUALIFIERS
from nhip.plans.queries.kinds import catalogue
from nhip.plans.queries.plans import plans_for
from nhip.plans.queries.sides import home_units
from nhip.plans.queries.tasks import task_for
from nhip.text.issues import Issue, sentence
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory, level_of, own_units, typed_unit, wants_json, writes_for_all
from nhip.workspace.ledger.typed import Typed, place_of, typed_entry, typed_kind
from nhip.workspace.plans.deeds import bodies_here


@in_memory
@staff("plans.record")
def entry(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _take(request)
    return _form(request, request.GET.get("loai", ""))


def _take(request: HttpRequest) -> HttpResponse:
    kind: Kind | None = None
    try:
        kind = typed_kind(request)
        typed = typed_entry(request)
        unit = typed_unit(request)
        activity, left_out = _log(request, typed, unit)
    except Refused as refusal:
        return _refused(request, kind, refusal)
    address = reverse("workspace:activity", args=[activity.pk])
    if wants_json(request):
        return JsonResponse({"address": address, "title": activity.title, "warnings": left_out})
    messages.success(request, _("The activity is in the ledger."))
    for text in left_out:
        messages.warning(request, text)
    return redirect(address)


def _log(request: HttpRequest, typed: Typed, unit: Unit) -> tuple[Activity, list[str]]:
    """The activity with its proofs, all or nothing; a proof that cannot be taken is named and never blocks."""
    left_out: list[str] = []
    links = []
    for link in typed.links:
        address = written(link)
        if isinstance(address, Issue):
            left_out.append(sentence(address))
        else:
            links.append(address)
    with transaction.atomic():
        activity = record_activity(
            request.user, entry=typed.entry, unit=unit, task=typed.task, kind=typed.kind.code, title=typed.said.title,
            on=typed.said.on, quantity=typed.said.quantity, proofs=links, topics=typed.topics,
            values=dict(typed.said.values), qualifier=typed.said.qualifier, estimate=typed.said.estimate,
            state=Activity.State.PLANNED if typed.planned else Activity.State.DONE, **typed.more,
        )  # fmt: skip
        for name, attach in (("anh", _photo), ("tep", _file)):
            for file in request.FILES.getlist(name):
                try:
                    with transaction.atomic():
                        attach(request, activity, file)
                except Refused as refusal:
                    left_out.append(f"{file.name}: {refusal}")
    return activity, left_out


def _photo(request: HttpRequest, activity: Activity, file: object) -> None:
    evidence.attach_photo(request.user, activity, file.read())


def _file(request: HttpRequest, activity: Activity, file: object) -> None:
    evidence.attach_file(request.user, activity, file.read(), file.name, file.content_type or "")


def _refused(request: HttpRequest, kind: Kind | None, refusal: Refused) -> HttpResponse:
    issues = [{"field": place_of(kind, issue.field), "text": sentence(issue)} for issue in refusal.issues]
    if wants_json(request):
        return JsonResponse({"issues": issues}, status=422)
    return _form(request, request.POST.get("loai", ""), issues, status=422)


def _form(
    request: HttpRequest, code: str, issues: list[dict[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    known = catalogue(request.user)
    units = own_units(request)
    first = known.first_for(level_of(request, units[0][0] if units else None))
    chosen = known.kinds.get(code)
    wrong = {issue["field"]: issue["text"] for issue in issues or []}
    asked = _asked_task(request)
    facts = {
        "chosen": chosen, "first": first, "groups": known.by_group(), "units": units,
        "all_units": writes_for_all(request),
        "bodies": bodies_here(request) if writes_for_all(request) else [], "languages": known.languages.values(),
        "qualifiers": QUALIFIERS, "tasks": _with(tasks_to_log(request), asked), "asked_task": asked,
        "topics": topics_to_log(request), "today": timezone.localdate(), "wrong": wrong,
        "typed": request.POST or {"nhiem-vu": str(asked.pk) if asked else ""},
        "fresh": request.POST.get("phieu") or uuid4(), "megabytes": 40,
        "kinds_json": {kind.code: {"name": kind.name, "measure": kind.measure} for kind in known.kinds.values()},
    }  # fmt: skip
    return render(request, "workspace/ledger/entry.html", facts, status=status)


def _asked_task(request: HttpRequest) -> Task | None:
    """The task from whose page the person came, so that what they log is tied to it."""
    said = request.GET.get("nhiem-vu", "")
    return task_for(request.user, int(said)) if said.isdigit() else None


def _with(tasks: list[Task], asked: Task | None) -> list[Task]:
    return [asked, *tasks] if asked and asked not in tasks else tasks


def topics_to_log(request: HttpRequest) -> list[Topic]:
    """Topics of the province and of the plans that the person may read, to say what an activity spoke about."""
    plans = plans_for(request.user).values("pk")
    return list(
        Topic.objects.filter(Q(plan=None) | Q(plan__in=plans), retired=False).order_by("plan", "position")[:120]
    )


def tasks_to_log(request: HttpRequest) -> list[Task]:
    """Open tasks of the person's own desks, so that an activity can be tied to one by one tap."""
    return list(
        Task.objects.filter(parts__unit__in=home_units(request.user), state__in=("assigned", "accepted", "returned"))
        .distinct()
        .order_by("due_on", "pk")[:30]
    )
