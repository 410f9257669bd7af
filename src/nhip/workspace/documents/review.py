"""One document looked over: text and record side by side, each value corrected or accepted, the whole confirmed."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.documents.actions import reading, reviewing
from nhip.documents.corrections import UnknownPath
from nhip.documents.models import Document
from nhip.documents.queries.carried import left_behind
from nhip.documents.queries.documents import document_for
from nhip.documents.queries.library import on_the_way
from nhip.documents.queries.review import Review, review_of
from nhip.documents.review.adding import ADDABLE
from nhip.plans.queries.plans import lays_duties
from nhip.reporting.queries.opening import asks_report
from nhip.workspace.guarding import by_htmx, staff
from nhip.workspace.labels import GROUPS, KINDS_OF_LISTS


def _document(request: HttpRequest, pk: int) -> Document:
    found = document_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _rights(request: HttpRequest, document: Document) -> dict[str, bool]:
    open_ = document.status == Document.Status.READ
    return {
        "may_correct": open_ and may(request.user, "documents.correct", document.unit_id),
        "may_confirm": may(request.user, "documents.confirm", document.unit_id),
        "may_compose": may(request.user, "documents.compose", document.unit_id),
        "may_withdraw": may(request.user, "documents.upload", document.unit_id),
    }


@staff("documents.read")
def document(request: HttpRequest, pk: int) -> HttpResponse:
    held = _document(request, pk)
    as_read = request.GET.get("chu") == "goc"
    shown = review_of(request.user, held, as_read=as_read)
    facts = {"document": held, **_rights(request, held)}
    if shown is None:
        return render(request, "workspace/documents/waiting.html", facts)
    groups = [(code, label, [one for one in shown.items if one.value.group == code]) for code, label in GROUPS.items()]
    facts |= {"review": shown, "as_read": as_read, "groups": [one for one in groups if one[2]]}
    facts["left_behind"] = left_behind(held)
    facts["asks_report"] = shown.confirmation is not None and asks_report(request.user, shown.confirmation)
    facts["duties"] = shown.confirmation is not None and lays_duties(request.user, held)
    facts["library"] = on_the_way(request.user, held, shown.confirmation)
    facts["addable"] = [(code, KINDS_OF_LISTS[code]) for code in ADDABLE]
    return render(request, "workspace/documents/review.html", facts)


@staff("documents.read")
def value(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    return _piece(request, _document(request, pk), path)


@staff("documents.correct")
def edit(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    """The fields of one value to change. A field left as it was changes nothing; an emptied one says "not stated"."""
    held = _document(request, pk)
    if not may(request.user, "documents.correct", held.unit_id):
        raise PermissionDenied("documents.correct")
    shown = _review(request, held)
    item = shown.item(path)
    if item is None:
        raise Http404
    if request.method == "POST":
        typed = request.POST
        changes = {one.path: _typed(typed[one.path], one.holds) for one in item.value.fields if one.path in typed}
        return _done(
            request, held, path, lambda: reviewing.correct_values(request.user, held, changes), _("Corrected.")
        )
    facts = {"document": held, "item": item, "may_correct": True}
    if by_htmx(request):
        return render(request, "workspace/documents/pieces/edit.html", facts)
    return render(request, "workspace/documents/edit.html", facts)


DEEDS = {
    "dung": (reviewing.accept_value, gettext_lazy("Accepted.")),
    "xet-lai": (reviewing.undo_acceptance, gettext_lazy("Put back to be looked at.")),
    "bo-sua": (reviewing.undo_corrections, gettext_lazy("The reader's words stand again.")),
    "loai": (reviewing.take_out, gettext_lazy("Taken out.")),
}


@require_POST
@staff("documents.correct")
def do(request: HttpRequest, pk: int, path: str, deed: str) -> HttpResponse:
    """Accept, look again, put back, take out: one deed on one value."""
    held = _document(request, pk)
    if deed not in DEEDS:
        raise Http404
    act, said = DEEDS[deed]
    return _done(request, held, path, partial(act, request.user, held, path), str(said))


@require_POST
@staff("documents.correct")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """An item that the reader missed, from words of the text."""
    held = _document(request, pk)
    try:
        made = reviewing.add_item(request.user, held, request.POST.get("kind", ""), request.POST.get("words", ""))
    except KeyError as error:
        raise Http404 from error
    except reviewing.Sealed:
        messages.warning(request, _("The record is confirmed. Open it again before changing it."))
        return redirect("workspace:document", pk)
    if made is None and request.POST.get("kind", "").startswith("figures."):
        messages.warning(
            request, _("Select words of the text with exactly one number: the number, its unit, what it counts.")
        )
        return redirect("workspace:document", pk)
    if made is None:
        messages.warning(request, _("These words do not stand in the text. Copy them as they are written there."))
        return redirect("workspace:document", pk)
    messages.success(request, _("Added. Complete its fields if needed."))
    return redirect(reverse("workspace:document", args=(pk,)) + "#v-" + made.path.replace(".", "-"))


@require_POST
@staff("documents.correct")
def settle(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """A correction of an earlier reading was looked at again and leaves the list."""
    if reviewing.settle_left_behind(request.user, _document(request, pk), correction):
        messages.success(request, _("Looked at; it leaves the list."))
    return redirect("workspace:document", pk)


@require_POST
@staff("documents.read")
def do_whole(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Confirm, open again, withdraw, restore, read again: one deed on the whole document."""
    held = _document(request, pk)
    try:
        _whole(request, held, deed)
    except reviewing.Changed:
        said = _("Somebody changed this record while you were looking at it. Look at the changes, then confirm again.")
        messages.warning(request, said)
    except reviewing.Sealed:
        messages.warning(request, _("This document cannot be changed in its present state."))
    return redirect("workspace:document", pk)


def _whole(request: HttpRequest, held: Document, deed: str) -> None:
    if deed == "xac-nhan":
        reviewing.confirm_record(request.user, held, request.POST.get("seal", ""))
        messages.success(request, _("Confirmed. Your name, the time and the hash of the record are kept."))
    elif deed == "mo-lai":
        reviewing.withdraw_confirmation(request.user, held)
        messages.info(request, _("Open again. Confirm once more when you are done."))
    elif deed == "rut":
        reviewing.withdraw_document(request.user, held)
        messages.info(request, _("Withdrawn from the lists. The original is kept; you can put it back."))
    elif deed == "khoi-phuc":
        reviewing.restore_document(request.user, held)
        messages.success(request, _("Put back."))
    elif deed == "doc-lai":
        if not may(request.user, "documents.correct", held.unit_id):
            raise PermissionDenied("documents.correct")
        reading.read_again(request.user, held)
        messages.info(request, _("The document is being read again."))
    else:
        raise Http404


def _review(request: HttpRequest, held: Document) -> Review:
    shown = review_of(request.user, held, with_text=False)
    if shown is None:
        raise Http404
    return shown


def _typed(written: str | None, holds: object) -> object:
    """What a form field says, in the kind of value the field held; empty is None."""
    text = (written or "").strip()
    if not text:
        return None
    if isinstance(holds, (int, float)):
        try:
            return float(text.replace(" ", "").replace(".", "").replace(",", "."))
        except ValueError:
            return text
    return text


def _done(request: HttpRequest, held: Document, path: str, deed, said: str) -> HttpResponse:  # type: ignore[no-untyped-def]
    try:
        deed()
    except UnknownPath:
        return HttpResponse(_("This value cannot be changed so. Check what you typed."), status=422)
    except reviewing.Sealed:
        return HttpResponse(_("The record is confirmed. Open it again before changing it."), status=409)
    if not by_htmx(request):
        messages.success(request, said)
        return redirect(reverse("workspace:document", args=(held.pk,)) + "#v-" + path.replace(".", "-"))
    return _piece(request, held, path, said)


def _piece(request: HttpRequest, held: Document, path: str, said: str = "") -> HttpResponse:
    shown = _review(request, held)
    item = shown.item(path)
    if item is None and not said:
        raise Http404
    facts = {"document": held, "item": item, "review": shown, "said": said, **_rights(request, held), "piece": True}
    return render(request, "workspace/documents/pieces/value.html", facts)
