"""One activity: shown with its proofs and history, amended, cancelled; proofs attached, opened, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.queries.receipts import receipts_of
from nhip.documents.queries.documents import by_symbol
from nhip.plans.actions import activities as deeds
from nhip.plans.actions import evidence as proofs
from nhip.plans.entries import check, shown
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import Evidence
from nhip.plans.qualifiers import QUALIFIERS
from nhip.plans.queries.activities import evidence_for
from nhip.plans.queries.kinds import catalogue, every_kind
from nhip.plans.queries.sides import names_of
from nhip.text.issues import Issue, sentence
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import activity_or_404, in_memory
from nhip.workspace.ledger.history import changes_of
from nhip.workspace.ledger.typed import given_of, hours_of, more_of, place_of

SEEN = frozenset({"image/jpeg", "image/png"})
"""Types shown in the page; everything else is only handed out as a file."""


@staff("plans.read")
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    one = activity_or_404(request, pk)
    kind = every_kind(request.user).get(one.kind)
    attached = one.evidence.select_related("original", "archived", "document", "attached_by")
    writes = may(request.user, "plans.record", one.unit_id)
    facts = {
        "one": one, "kind": kind, "unit_name": names_of(request.user, [one.unit_id]).get(one.unit_id, ""),
        "values": shown(kind, one.values) if kind else [], "proofs": [p for p in attached if p.withdrawn_at is None],
        "receipts": receipts_of(one),
        "withdrawn": [p for p in attached if p.withdrawn_at is not None], "may_record": writes,
        "opens_sealed": writes or may(request.user, "plans.verify", one.unit_id),
        "history": changes_of(one, kind), "spoken": catalogue(request.user).languages.get(one.language),
        "megabytes": proofs.MOST_BYTES // proofs.MEBIBYTE, "seen": SEEN,
        "standing": "proven" if one.proven else "estimated" if one.estimate else "declared",
    }  # fmt: skip
    return render(request, "workspace/ledger/activity.html", facts)


@staff("plans.record")
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    one = activity_or_404(request, pk)
    if not may(request.user, "plans.record", one.unit_id):
        raise PermissionDenied("plans.record")
    kind = every_kind(request.user).get(one.kind)
    if kind is None:
        raise Http404
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            _amend(request, one, kind)
        except Refused as refusal:
            wrong = {place_of(kind, issue.field): sentence(issue) for issue in refusal.issues}
        else:
            messages.success(request, _("Amended. What stood before is kept in the history."))
            return redirect("workspace:activity", pk)
    facts = {
        "one": one, "kind": kind, "wrong": wrong, "typed": request.POST or None, "qualifiers": QUALIFIERS,
        "languages": catalogue(request.user).languages.values(),
    }  # fmt: skip
    return render(request, "workspace/ledger/amend.html", facts, status=422 if wrong else 200)


def _amend(request: HttpRequest, one: Activity, kind: object) -> None:
    planned = one.state == Activity.State.PLANNED and request.POST.get("da-lam") != "1"
    said, issues = check(kind, given_of(request, kind), timezone.localdate(), planned=planned)
    if issues or said is None:
        raise Refused(issues)
    new = {
        "title": said.title, "on": said.on, "quantity": said.quantity, "qualifier": said.qualifier,
        "estimate": said.estimate, "values": dict(said.values), **more_of(request),
        "state": Activity.State.PLANNED if planned else Activity.State.DONE,
    }  # fmt: skip
    if "gio-tu" in request.POST:
        new |= hours_of(request, said.on)
    version = request.POST.get("ban", "")
    deeds.amend_activity(
        request.user, one, new, request.POST.get("ly-do", ""), version=int(version) if version.isdigit() else None
    )


@require_POST
@staff("plans.record")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    one = activity_or_404(request, pk)
    try:
        deeds.cancel_activity(request.user, one, request.POST.get("ly-do", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Cancelled. It counts no more and stays readable here."))
    return redirect("workspace:activity", pk)


@in_memory
@require_POST
@staff("plans.record")
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything chosen in the form; what can be taken is taken, what cannot is named."""
    one = activity_or_404(request, pk)
    taken, post = 0, request.POST
    steps = [(lambda link=link: proofs.attach_link(request.user, one, link, post.get("ghi-chu", "")))
             for link in post.get("duong-dan", "").split()]  # fmt: skip
    for file in request.FILES.getlist("anh"):
        steps.append(lambda file=file: proofs.attach_photo(request.user, one, file.read()))
    for file in request.FILES.getlist("tep"):
        steps.append(lambda file=file: _file(request, one, file))
    for file in request.FILES.getlist("danh-sach"):
        steps.append(lambda file=file: _attendance(request, one, file))
    if post.get("van-ban", "").strip():
        steps.append(lambda: _document(request, one))
    for step in steps:
        try:
            step()
            taken += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    if not steps:
        messages.error(request, sentence(Issue("file", "plans.proof_empty")))
    elif taken:
        messages.success(request, _("Attached."))
    return redirect("workspace:activity", pk)


def _file(request: HttpRequest, one: Activity, file: object) -> None:
    playback = request.POST.get("nhat-ky") == "1"
    proofs.attach_file(request.user, one, file.read(), file.name, file.content_type or "", playback=playback)


def _document(request: HttpRequest, one: Activity) -> None:
    """A document by its number and symbol. Raises Refused when the asker may read none under it."""
    held = by_symbol(request.user, request.POST["van-ban"])
    if held is None:
        raise Refused([Issue("document", "plans.proof_document")])
    proofs.attach_document(request.user, one, held.pk)


def _attendance(request: HttpRequest, one: Activity, file: object) -> None:
    people = request.POST.get("so-nguoi", "").replace(".", "").strip()
    if not people.isdigit():
        raise Refused([Issue("people", "plans.proof_people")])
    proofs.attach_attendance(request.user, one, file.read(), file.name, people=int(people))


@staff("plans.read")
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a proof, or with `?ban-luu=1` the copy of its page. Nothing of it ever runs on our pages."""
    found = _proof_or_404(request, pk)
    archived = request.GET.get("ban-luu") == "1"
    try:
        data, original = proofs.open_evidence(request.user, found, archived=archived)
    except FileNotFoundError as error:
        raise Http404 from error
    seen = original.type in SEEN and found.kind == Evidence.Kind.PHOTO and request.GET.get("tai-ve") != "1"
    answer = HttpResponse(data, content_type=original.type if seen else "application/octet-stream")
    name = original.name if not archived else f"{original.name}.html"
    answer.headers["Content-Disposition"] = "inline" if seen else _as_file(name)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@staff("plans.record")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _proof_or_404(request, pk)
    try:
        proofs.withdraw_evidence(request.user, found, request.POST.get("ly-do", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. It proves nothing any more."))
    return redirect(reverse("workspace:activity", args=[found.activity_id]))


def _proof_or_404(request: HttpRequest, pk: int) -> Evidence:
    found = evidence_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _as_file(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"
