"""Adopting a confirmed plan: first everything it would do, then the deed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhip.documents.models import Confirmation, Document
from nhip.documents.queries.documents import document_for
from nhip.plans.actions.plans import adopt
from nhip.plans.adoption import REQUESTED
from nhip.plans.landing import OPEN_CIRCLES
from nhip.plans.laying import Laying
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import TaskPart
from nhip.plans.proposing import Proposal
from nhip.plans.queries.plans import preview_of, proposals_for
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import named

ROLES = dict(TaskPart.Role.choices)


@staff("plans.adopt")
def adopt_plan(request: HttpRequest, document: int) -> HttpResponse:
    held = document_for(request.user, document)
    if held is None:
        raise Http404
    if (plan := Plan.objects.filter(document=held).first()) is not None:
        return redirect("workspace:plan", plan.pk)
    today = timezone.localdate()
    try:
        if request.method == "POST":
            made = adopt(request.user, held, today)
            messages.success(request, _("The plan stands on the desks of its agencies."))
            return redirect("workspace:plan", made.pk)
        laying = preview_of(request.user, held, today)
    except Confirmation.DoesNotExist:
        messages.warning(request, _("Confirm the record of the document before its plan is adopted."))
        return redirect("workspace:document", held.pk)
    return render(
        request, "workspace/plans/adopt.html", {"document": held, "laying": laying, **_shown(request, held, laying)}
    )


def _shown(request: HttpRequest, document: Document, laying: Laying) -> dict[str, object]:
    """Names for the keys: what stands where, as the page says it."""
    names = dict(named(request, laying.bodies))
    choices = {unit for question in laying.questions for unit in question.choices}
    names |= dict(named(request, tuple(choices - set(names))))
    rows = []
    for duty in laying.duties:
        parts = []
        for part in duty.parts:
            landing, expansion = laying.landings[part.name], laying.expansions.get(part.name)
            parts.append(
                {
                    "name": part.name,
                    "role": ROLES[part.role],
                    "now": names.get(landing.now or "", ""),
                    "moved": bool(landing.now and landing.now != landing.was),
                    "question": "" if expansion else landing.question or "",
                    "circle": landing.question in OPEN_CIRCLES,
                    "requested": part.role == REQUESTED,
                    "asked": duty.request or landing.now in laying.asked,
                    "members": len(expansion.members) if expansion else 0,
                    "open": len(expansion.open) if expansion else 0,
                    "acts": landing.acts,
                }
            )
        rows.append({"duty": duty, "parts": parts})
    classes = [
        {
            "name": name,
            "members": [
                {
                    "name": one.name,
                    "now": names.get(one.now or "", ""),
                    "moved": one.now != one.was,
                    "why": one.question,
                }
                for one in expansion.members
            ],
            "bodies": len(expansion.bodies),
            "open": len(expansion.open),
        }
        for name, expansion in laying.expansions.items()
    ]
    proposed = {one.question.name: one for one in proposals_for(request.user, document)}
    asked = [
        {
            "question": one,
            "choices": [names[unit] for unit in one.choices if unit in names],
            "proposed": _said(names, proposed.get(one.name)),
        }
        for one in laying.questions
        if not one.of or one.name in laying.landings
    ]
    issuer = laying.issuer
    return {
        "rows": rows,
        "classes": classes,
        "asked": asked,
        "open": len(laying.questions),
        "issuer": names.get(issuer.now or "", issuer.name) if issuer else "",
    }


def _said(names: dict[str, str], proposal: Proposal | None) -> str:
    """A proposal in one line; nothing where no rule speaks."""
    if proposal is None:
        return ""
    said = [names.get(unit, unit) for unit in proposal.units[:3]]
    more = len(proposal.units) - len(said)
    return "; ".join(said) + (f" (+{more})" if more else "") + f". {proposal.ground}."
