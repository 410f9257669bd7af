"""Recordings: made on a phone and sent in pieces, given their words, heard by a second person."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.media import incoming
from nhip.media.actions.recordings import describe_recording, hear_recording, receive_recording
from nhip.media.actions.rights import withdraw_right
from nhip.media.models.pictures import Picture
from nhip.media.models.recordings import Recording
from nhip.media.packing import MOST_BYTES
from nhip.media.queries.recordings import heard, heard_of, recordings_for
from nhip.media.recordings import languages, needs_listener
from nhip.media.rights import WHY
from nhip.plans.queries.sides import home_units, names_of
from nhip.workspace.guarding import staff
from nhip.workspace.media.attaching import ATTACHING, act_on_consent, consents_on
from nhip.workspace.media.playing import player_of
from nhip.workspace.plans.deeds import done, typed_day

MOST = 100
PIECE = 256 * 1024
"""Bytes of a piece that a phone sends at once."""
VIEWS = (
    ("tat-ca", gettext_lazy("All")),
    ("cho-nghe", gettext_lazy("To be heard")),
    ("dung", gettext_lazy("May not be shown")),
)
SAID = {
    "describe": gettext_lazy("Saved."),
    "hear": gettext_lazy("Confirmed: you heard exactly this recording with these words."),
    "withdraw": gettext_lazy("Recorded; the recording is shown nowhere from now on."),
    **ATTACHING,
}
RECORDS = "accelerometer=(), camera=(self), geolocation=(), gyroscope=(), microphone=(self), payment=(), usb=()"
"""This one page may ask for the microphone and the camera."""


@staff("media.listen")
def recordings(request: HttpRequest) -> HttpResponse:
    view = request.GET.get("xem", "tat-ca")
    rows = list(recordings_for(request.user)[:MOST])
    if view == "cho-nghe":
        rows = [row for row in rows if row.state == "ready" and not heard(row)]
    elif view == "dung":
        rows = [row for row in rows if row.stopped or row.state == "refused"]
    facts = {
        "rows": [_shown(row) for row in rows], "views": VIEWS, "view": view,
        "may_record": may(request.user, "media.record"),
    }  # fmt: skip
    return render(request, "workspace/media/recordings.html", facts)


@staff("media.record")
def recording_new(request: HttpRequest) -> HttpResponse:
    """One form for everybody; with scripts it records in the page, sends in pieces and asks for a plain answer."""
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "media.record", pk))
    told, by_script = request.POST, request.headers.get("Accept") == "application/json"
    chosen = int(told["don-vi"]) if told.get("don-vi", "").isdigit() else 0
    if request.method == "POST":
        unit = Unit.objects.filter(pk=chosen, pk__in=mine).first()
        if unit is None:
            raise Http404
        key, file = told.get("khoa") or str(uuid4()), request.FILES.get("tep")
        try:
            path = incoming.place(settings.NHIP_MEDIA, request.user.pk, key)
        except ValueError as wrong:
            raise Http404 from wrong
        data = file.read(MOST_BYTES + 1) if file is not None else path.read_bytes() if path.is_file() else b""
        kind = "video" if told.get("loai") == "video" else "audio"
        try:
            row = receive_recording(request.user, unit, key, kind, told.get("ten", ""), told.get("tieng", ""), data)
            path.unlink(missing_ok=True)
            messages.success(request, _("Received; it is packed in a minute or two."))
            address = reverse("workspace:recording", args=[row.pk])
            return JsonResponse({"address": address}) if by_script else redirect(address)
        except Refused as refused:
            if by_script:
                return JsonResponse({"wrong": str(refused)})
            messages.error(request, str(refused))
    facts = {
        "names": names_of(request.user, mine), "languages": languages().values(), "told": told, "chosen": chosen,
        "most": MOST_BYTES, "piece": PIECE,
    }  # fmt: skip
    answer = render(request, "workspace/media/recording_new.html", facts)
    answer.headers["Permissions-Policy"] = RECORDS
    return answer


@staff("media.record")
def recording_piece(request: HttpRequest, key: str) -> HttpResponse:
    """How much of a file is here; with a body, the piece that begins at `tu` is added."""
    try:
        path = incoming.place(settings.NHIP_MEDIA, request.user.pk, key)
        size = incoming.held(path)
        if request.method == "POST":
            begin = request.GET.get("tu", "")
            size = incoming.add(path, int(begin) if begin.isdigit() else -1, request.body, MOST_BYTES)
    except ValueError as wrong:
        raise Http404 from wrong
    return JsonResponse({"size": size})


@staff("media.listen")
def recording(request: HttpRequest, pk: int) -> HttpResponse:
    row = _one(request, pk)
    mine = request.user.pk in row.hands or request.user.pk == row.recorded_by_id
    facts = {
        **_shown(row), "player": player_of(row), "sha256": heard_of(row), "mine": mine,
        "unit": names_of(request.user, [row.unit_id]).get(row.unit_id, ""), "licences": Picture.Licence.choices,
        "languages": languages().values(), "may_write": may(request.user, "media.record", row.unit_id),
        "may_withdraw": may(request.user, "newsroom.write", row.unit_id) and row.withdrawn_on is None,
        **consents_on(request, row, "voice" if row.kind == "audio" else "video"), "deeds": "workspace:recording-do",
        "may_hear": may(request.user, "media.listen", row.unit_id) and not mine and row.state == "ready"
        and bool(row.transcript) and row.heard_sha256 != heard_of(row),
    }  # fmt: skip
    return render(request, "workspace/media/recording.html", facts)


@staff("media.listen")
@require_POST
def recording_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = _one(request, pk), request.POST
    if deed not in SAID:
        raise Http404

    def act() -> None:
        if deed == "hear":
            hear_recording(request.user, row, told.get("ban", ""))
        elif deed == "withdraw":
            withdraw_right(request.user, row, told.get("ly-do", ""))
        elif deed in ATTACHING:
            act_on_consent(request, row, deed)
        else:
            licence = told.get("quyen", "")
            describe_recording(
                request.user, row, title=told.get("ten", ""), language=told.get("tieng", ""),
                transcript=told.get("loi", "")[:100_000], captions=told.get("phu-de", ""),
                credit=told.get("tac-gia", ""), licence=licence if licence in Picture.Licence.values else "",
                rights_holder=told.get("chu-quyen", ""), rights_until=typed_day(request, "den-ngay"),
                machine_made="may" in told, shows_children="tre-em" in told,
            )  # fmt: skip

    return done(request, act, str(SAID[deed]), reverse("workspace:recording", args=[pk]))


def _shown(row: Recording) -> dict[str, object]:
    language = languages().get(row.language)
    return {
        "row": row, "spoken_in": language.name if language else row.language, "why": WHY.get(row.stopped, ""),
        "heard": heard(row), "asks": needs_listener(row.language),
        "length": f"{row.seconds // 60}:{row.seconds % 60:02d}",
    }  # fmt: skip


def _one(request: HttpRequest, pk: int) -> Recording:
    return get_object_or_404(recordings_for(request.user), pk=pk)
