"""What goes out by each channel: the list, one delivery with its states, and posting by hand on a phone."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nhip.agencies.permits import may
from nhip.channels.actions import delivering, releases
from nhip.channels.carrying import ways
from nhip.channels.models.releases import Delivery
from nhip.channels.previewing import by_hand
from nhip.channels.queries.deliveries import counts_of, deliveries_for, moving, older_of, waiting
from nhip.channels.queries.messages import cut_of, message_of
from nhip.channels.register import definitions
from nhip.text.normalise import fold
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done
from nhip.workspace.saying import grouped

ON_A_PAGE = 40
VIEWS = (
    ("can-lam", gettext_lazy("To do by hand")),
    ("dang-gui", gettext_lazy("Under way")),
    ("da-len", gettext_lazy("Out")),
    ("tat-ca", gettext_lazy("All")),
)
TINTS = {
    "out": "ok", "by_hand": "wait", "unknown": "late", "failed": "late", "sending": "ours", "waiting": "ours",
    "withdrawing": "wait",
}  # fmt: skip
SAID = {
    "post": gettext_lazy("The posting is recorded."),
    "absent": gettext_lazy("Recorded; the machine posts it now."),
    "again": gettext_lazy("The machine tries again."),
    "hand": gettext_lazy("It is posted by hand from now on."),
    "down": gettext_lazy("Recorded as taken down."),
}


@staff("newsroom.read")
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """`xem`: what waits for a person, what is under way, what is out, all; `trang` the page."""
    rows, view = deliveries_for(request.user), request.GET.get("xem", "can-lam")
    chosen = {"can-lam": waiting(rows), "dang-gui": moving(rows), "da-len": rows.filter(state="out")}.get(view, rows)
    sheet = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("trang"))
    counts = {"can-lam": waiting(rows).count()}
    facts = {
        "rows": [_shown(row) for row in sheet.object_list], "sheet": sheet, "view": view,
        "views": [(code, label, counts.get(code)) for code, label in VIEWS],
        "may_outlets": may(request.user, "channels.record"), "may_join": may(request.user, "channels.release"),
    }  # fmt: skip
    return render(request, "workspace/channels/deliveries.html", facts)


def _shown(row: Delivery) -> dict[str, object]:
    story = row.release.story
    return {
        "row": row, "way": ways()[row.carrier].name, "title": story.draft_title or story.title,
        "tint": TINTS.get(row.state, ""), "channel": row.outlet.name if row.outlet else "",
        "language": story.locale.language_code,
    }  # fmt: skip


@staff("newsroom.read")
@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery. Where a person has to act: what to do, the text to copy, the picture to take along, where to note
    the link."""
    row = _one(request, pk)
    message = message_of(row)
    story, stuck = row.release.story, row.state == "sending" and row.next_at is None
    facts = {
        **_shown(row), "message": message, "text": by_hand(message).text, "older": older_of(row),
        "corrects": bool(row.release.note), "counts": _counts(row), "story": story,
        "may_record": may(request.user, "channels.record", story.unit_id),
        "can_post": row.state in ("by_hand", "failed") or stuck,
        "can_again": row.next_at is None and row.state in ("failed", "withdrawing", "sending") and row.outlet_id,
        "can_hand": row.state == "failed" or stuck, "picture": bool(message.picture), "film": message.clip is not None,
    }  # fmt: skip
    return render(request, "workspace/channels/delivery.html", facts)


def _counts(row: Delivery) -> list[tuple[str, list[tuple[object, str]]]]:
    """Readings by definition, each with its days."""
    found: dict[str, list[tuple[object, str]]] = {}
    for one in counts_of(row):
        held = definitions().get(one.definition)
        found.setdefault(held[1].text if held else one.definition, []).append((one.on, grouped(one.value)))
    return list(found.items())


@staff("newsroom.read")
@require_POST
def delivery_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = _one(request, pk), request.POST
    if deed not in SAID:
        raise Http404

    def act() -> None:
        if deed == "post":
            releases.record_posting(request.user, row.pk, told.get("duong-dan", ""))
        elif deed == "absent":
            delivering.say_absent(request.user, row.pk)
        elif deed == "again":
            delivering.try_again(request.user, row.pk)
        elif deed == "hand":
            delivering.give_to_hand(request.user, row.pk)
        else:
            releases.confirm_taken_down(request.user, row.pk, told.get("minh-chung", ""))

    return done(request, act, str(SAID[deed]), reverse("workspace:delivery", args=[pk]))


@staff("newsroom.read")
@require_safe
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The story's picture (`anh`) as the channel takes it, or its film (`video`), to be kept on a phone."""
    row = _one(request, pk)
    if form == "anh":
        held = row.release.revision.as_object().picture
        if held is None:
            raise Http404
        shown = held.get_rendition(cut_of(ways()[row.carrier], held.width, held.height))
        return FileResponse(shown.file.open("rb"), as_attachment=True, filename=f"{_named(row)}.jpg")
    clip = message_of(row).clip
    if form != "video" or clip is None or not clip.path.exists():
        raise Http404
    named = f"{_named(row)}.{clip.kind.rpartition('/')[2]}"
    answer = FileResponse(clip.path.open("rb"), as_attachment=True, filename=named)
    answer["Content-Type"] = clip.kind
    return answer


def _named(row: Delivery) -> str:
    return slugify(fold(row.release.story.title))[:60] or "tin"


def _one(request: HttpRequest, pk: int) -> Delivery:
    return get_object_or_404(deliveries_for(request.user).select_related("release__revision"), pk=pk)
