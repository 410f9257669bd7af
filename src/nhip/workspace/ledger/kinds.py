"""Kinds of activity: what is counted, by what it is proven; a province adds its own here."""

from __future__ import annotations

import hashlib
import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.plans.actions import kinds as deeds
from nhip.plans.kinds import PROOFS, fed_like, packaged
from nhip.plans.models.evidence import Evidence
from nhip.plans.queries.kinds import catalogue, retired_kinds
from nhip.text.normalise import fold
from nhip.workspace.guarding import staff

FIELD_ROWS = range(1, 5)


@staff("plans.read")
def kinds(request: HttpRequest) -> HttpResponse:
    known = catalogue(request.user)
    labels = dict(Evidence.Kind.choices)
    groups = [(name, [(kind, ", ".join(labels[one] for one in kind.proof)) for kind in members])
              for name, members in known.by_group()]  # fmt: skip
    facts = {
        "groups": groups, "retired": retired_kinds(request.user),
        "may_arrange": may(request.user, "plans.arrange"), "rows": FIELD_ROWS, "typed": {},
        "group_choices": packaged().groups.items(),
        "like": [kind for kind in packaged().kinds.values() if fed_like(kind)],
        "proofs": [(code, labels[code]) for code in PROOFS],
    }  # fmt: skip
    return render(request, "workspace/ledger/kinds.html", facts)


@require_POST
@staff("plans.arrange")
def add(request: HttpRequest) -> HttpResponse:
    try:
        row = deeds.add_kind(request.user, _spec(request), request.POST.get("can-cu", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The kind “%(name)s” is in the forms now.") % {"name": row.spec["name"]})
    return redirect("workspace:ledger-kinds")


@require_POST
@staff("plans.arrange")
def retire(request: HttpRequest, kind: str) -> HttpResponse:
    try:
        deeds.retire_kind(request.user, kind, request.POST.get("can-cu", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("No longer in the forms; what was logged stays."))
    return redirect("workspace:ledger-kinds")


@require_POST
@staff("plans.arrange")
def restore(request: HttpRequest, kind: str) -> HttpResponse:
    try:
        deeds.restore_kind(request.user, kind, request.POST.get("can-cu", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("In the forms again."))
    return redirect("workspace:ledger-kinds")


def _spec(request: HttpRequest) -> dict[str, object]:
    """The kind as data, from the form's fields; codes are made of the Vietnamese names."""
    post = request.POST
    fields = []
    for number in FIELD_ROWS:
        name = post.get(f"so-lieu-{number}", "").strip()
        if name:
            fields.append(
                {"key": _code(name), "name": name, "type": "number", "unit": post.get(f"don-vi-{number}", "")}
            )
    name = post.get("ten", "").strip()
    like = packaged().kinds.get(post.get("tinh-nhu", ""))
    return {
        "code": _code(name), "name": name, "group": post.get("nhom", ""),
        "measure": post.get("don-vi-tinh", "").strip(),
        "proof": post.getlist("minh-chung"), "fields": fields, "feeds": fed_like(like) if like else [],
    }  # fmt: skip


def _code(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")
    if len(words) > 38:  # long names that begin alike stay apart
        words = f"{words[:31]}_{hashlib.sha256(words.encode()).hexdigest()[:6]}"
    return f"x_{words}" if words else ""
