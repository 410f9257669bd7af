"""One matter: what was written, the clock, the answer, who moved it, and every deed on it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nhip.agencies.refusals import Refused
from nhip.channels.queries.conversations import said_of
from nhip.feedback.actions import answering, contacts, handing, handling
from nhip.feedback.categories import categories
from nhip.feedback.models.matters import Matter
from nhip.feedback.personal import WORDS, masked, traces
from nhip.feedback.queries.matters import answer_at_work, answer_given, authors, matters_for, sides
from nhip.feedback.states import allowed
from nhip.media.actions.originals import hand_out
from nhip.plans.queries.sides import names_of
from nhip.text.issues import Issue
from nhip.workspace.feedback.queue import SURE, shown
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import bodies_here, done, typed_bodies, typed_day

SAID = {
    "route": gettext_lazy("Routed; the office was told."),
    "hand_back": gettext_lazy("Handed back to be routed again."),
    "write": gettext_lazy("The draft is kept."),
    "submit": gettext_lazy("Handed in; somebody else approves it."),
    "take_back": gettext_lazy("Taken back; it can be edited again."),
    "return": gettext_lazy("Returned with your reason."),
    "approve": gettext_lazy("Answered. Whoever left a mail address gets a letter."),
    "pass_on": gettext_lazy("Recorded as sent on."),
    "set_aside": gettext_lazy("Set aside; the sender reads your reason."),
    "close": gettext_lazy("Closed."),
    "reopen": gettext_lazy("Opened again."),
    "hand": gettext_lazy("It will be handed over within minutes. Its number there will stand here."),
    "handover": gettext_lazy("The number in the other system is recorded."),
    "take_down": gettext_lazy("Taken away from the public."),
    "send_again": gettext_lazy("The letter goes out again."),
    "erase": gettext_lazy("The contact is erased."),
}
STEPS = {
    "route": gettext_lazy("Routed"), "hand_back": gettext_lazy("Handed back"),
    "submit": gettext_lazy("Handed in for approval"),
    "take_back": gettext_lazy("Taken back"), "return": gettext_lazy("Returned"), "approve": gettext_lazy("Answered"),
    "pass_on": gettext_lazy("Sent on to another body"), "set_aside": gettext_lazy("Not dealt with"),
    "close": gettext_lazy("Closed"), "reopen": gettext_lazy("Opened again"),
}  # fmt: skip


@staff("feedback.read")
@never_cache
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _one(request, pk))


def _page(request: HttpRequest, row: Matter, contact: dict[str, str] | None = None) -> HttpResponse:
    draft, given = answer_at_work(row), answer_given(row)
    mine, author = sides(request.user, row), request.user.pk in authors(draft)
    verbs = allowed(row.state, mine, author=author)
    names = names_of(request.user, [pk for pk in (row.unit_id, row.place_id) if pk])
    found = sorted({WORDS[one.kind].strip("[]") for one in traces(row.text)})
    line = shown(row, names, timezone.now())
    return render(request, "workspace/feedback/matter.html", {
        **line, "late_by": -(line["left"] or 0), "draft": draft, "given": given, "verbs": verbs, "author": author,
        "may_write": row.state == "routed" and "answerer" in mine, "may_reach": "answerer" in mine,
        "has_contact": hasattr(row, "contact"), "contact": contact, "photos": list(row.photos.all()),
        "steps": [(one, STEPS.get(one.verb, one.verb)) for one in row.steps.select_related("by")],
        "letters": row.letters.select_related("step"), "sure": SURE.get(row.term_certainty, ""),
        "public": row.answers.filter(published_at__isnull=False, taken_down_at__isnull=True).first(),
        "may_take_down": "approver" in mine, "bodies": bodies_here(request) if "route" in verbs else (),
        "categories": categories().values(), "found": found, "suggested": masked(row.text) if row.may_publish else "",
        "conversation": said_of(row),
        "handing": getattr(row, "handing", None), "their_system": settings.NHIP_FEEDBACK_SYSTEM_NAME,
        "has_system": bool(settings.NHIP_FEEDBACK_SYSTEM),
        "may_hand_over": bool(mine & {"router", "answerer"}) and row.is_open,
    })  # fmt: skip


@staff("feedback.read")
@require_POST
def matter_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = _one(request, pk), request.POST
    reason = told.get("ly-do", "")
    asker = request.user
    acts: dict[str, Callable[[], object]] = {
        "route": lambda: handling.route(asker, pk, _body(request), told.get("linh-vuc", "")),
        "hand_back": lambda: handling.hand_back(asker, pk, reason),
        "write": lambda: _write(request, pk),
        "submit": lambda: (_write(request, pk), answering.submit(asker, pk, names_nobody="khong-ai" in told)),
        "take_back": lambda: answering.take_back(asker, pk),
        "return": lambda: answering.return_answer(asker, pk, reason),
        "approve": lambda: answering.approve(asker, pk, told.get("ban", "")),
        "pass_on": lambda: handling.pass_on(
            asker, pk, told.get("noi-nhan", ""), told.get("so", ""), typed_day(request, "ngay"), reason
        ),
        "set_aside": lambda: handling.set_aside(asker, pk, reason),
        "close": lambda: handling.close(asker, pk),
        "reopen": lambda: handling.reopen(asker, pk, reason),
        "hand": lambda: handing.ask_to_hand(asker, pk),
        "handover": lambda: handling.record_handover(asker, pk, told.get("he-thong", ""), told.get("ma", "")),
        "take_down": lambda: answering.take_down(asker, pk, reason),
        "send_again": lambda: contacts.send_again(asker, _letter(row, told.get("thu", ""))),
        "erase": lambda: contacts.erase_on_request(asker, pk, reason),
    }
    if deed not in acts:
        raise Http404
    return done(request, acts[deed], str(SAID[deed]), reverse("workspace:matter", args=[pk]))


@staff("feedback.answer")
@never_cache
@require_POST
def matter_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the contact once; the reading is journalled."""
    row = _one(request, pk)
    told = contacts.read_contact(request.user, pk)
    if not told:
        messages.info(request, _("No contact was given, or it is erased."))
        return redirect("workspace:matter", pk)
    return _page(request, row, told)


@staff("feedback.read")
@require_safe
def matter_photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    held = get_object_or_404(_one(request, pk).photos.select_related("original"), pk=photo)
    try:
        data = hand_out(request.user, held.original, "phản ánh")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = HttpResponse(data, content_type=held.original.type)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _one(request: HttpRequest, pk: int) -> Matter:
    return get_object_or_404(matters_for(request.user), pk=pk)


def _body(request: HttpRequest) -> str:
    """The key of the one office that was named. Raises Refused."""
    found = typed_bodies(request, "co-quan")
    if len(found) != 1:
        raise Refused([Issue("unit", "feedback.unit_unknown", {})])
    return found[0]


def _write(request: HttpRequest, pk: int) -> object:
    told = request.POST
    if "tra-loi" not in told:
        return None
    return answering.write_answer(
        request.user, pk, told["tra-loi"][:20_000], public="cong-khai" in told, title=told.get("ten", ""),
        question=told.get("cau-hoi", "")[:8_000],
    )  # fmt: skip


def _letter(row: Matter, told: str) -> int:
    return get_object_or_404(row.letters, pk=int(told) if told.isdigit() else 0).pk
