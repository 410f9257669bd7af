"""One entry at the desk: what it says, what is missing, what comes next; its versions side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.media.models.originals import Original
from nhip.media.models.pictures import Picture
from nhip.media.queries.maps import map_right
from nhip.places.actions import moving, pictures
from nhip.places.catalogue import LANGUAGES, kinds
from nhip.places.content import changes, empty, languages, stale
from nhip.places.models.entries import Entry
from nhip.places.queries.entries import authors, content_of, missing, newest, pictures_of, sides
from nhip.places.states import allowed
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory
from nhip.workspace.media.forms import refuse_marked
from nhip.workspace.places.showing import TINTS, TONGUES, facts_of, found, rows_of, value
from nhip.workspace.plans.deeds import done, typed_day

MOVES_SAID = {
    "edit": gettext_lazy("Edited after it was handed in"),
    "submit": gettext_lazy("Hand in"),
    "take_back": gettext_lazy("Take back"),
    "approve": gettext_lazy("Approve"),
    "return": gettext_lazy("Return"),
    "publish": gettext_lazy("Publish on the portal"),
    "withdraw": gettext_lazy("Withdraw from the portal"),
}
SAID = {
    "submit": gettext_lazy("Handed in; somebody else approves it."),
    "take_back": gettext_lazy("Taken back; it can be edited again."),
    "approve": gettext_lazy("Approved: exactly this version may go out."),
    "return": gettext_lazy("Returned with your reason."),
    "publish": gettext_lazy("Published on the portal."),
    "withdraw": gettext_lazy("Withdrawn; its address says when and why."),
    "check": gettext_lazy("The check is recorded with your post."),
    "picture": gettext_lazy("The picture is added."),
    "pictures": gettext_lazy("The pictures are saved."),
    "map": gettext_lazy("The check of the map is recorded."),
    "file": gettext_lazy("The file is attached."),
    "drop": gettext_lazy("The file is left out."),
}


@staff("places.read")
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    kind, content, version = kinds()[row.kind], content_of(row), newest(row)
    author, held = request.user.pk in authors(row), sides(request.user, row)
    deeds = allowed(row.state, held, author=author)
    files = {one.pk: one for one in Original.objects.filter(pk__in=[one["original"] for one in content["files"]])}
    facts = {
        **rows_of(request, [row])[0], "content": content, "version": version, "facts": facts_of(kind, content),
        "missing": missing(row, content), "author": author,
        "plain_deeds": [(verb, MOVES_SAID[verb]) for verb in deeds if verb not in ("return", "publish")],
        "returns": "return" in deeds, "publishes": "publish" in deeds,
        "withdraws": row.public == "public" and "publisher" in held,
        "may_write": may(request.user, "places.write", row.unit_id),
        "may_look": bool(held & {"writer", "approver"}),
        "may_translate": may(request.user, "places.translate", row.unit_id),
        "may_report": row.kind == "gate" and may(request.user, "places.report", row.unit_id),
        "tongues": _tongues(content), "pictures": pictures_of(content), "scene": content["scene"],
        "files": [(one, files.get(one["original"])) for one in content["files"]],
        "maps": [(one, map_right(one)) for one in pictures_of(content) if one.is_map],
        "moves": [(one, MOVES_SAID.get(one.verb, one.verb)) for one in row.moves.select_related("by").order_by("-pk")],
        "words": [(one.name, content["words"].get("vi", {}).get(one.key, "")) for one in kind.spoken],
        "licences": Picture.Licence.choices, "public_url": f"/vi/{kind.path}/{row.slug}/",
        "may_file": kind.code in ("place", "project"), "statuses": row.statuses.select_related("said_by")[:5],
    }  # fmt: skip
    return render(request, "workspace/places/one.html", facts)


def _tongues(content: dict) -> list[dict[str, object]]:
    old, whole = stale(content), languages(content)
    return [
        {"code": code, "name": TONGUES[code], "there": code in whole, "stale": code in old,
         "begun": code in content["words"]}
        for code in LANGUAGES[1:]
    ]  # fmt: skip


@in_memory
@staff("places.read")
@require_POST
def entry_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = found(request, pk), request.POST
    if deed not in SAID:
        raise Http404

    def act() -> None:
        if deed in ("submit", "take_back", "approve", "return", "publish"):
            moving.move(request.user, row, deed, told.get("ly-do", ""), sha256=told.get("ban") or None)
        elif deed == "withdraw":
            moving.withdraw_entry(request.user, row, told.get("ly-do", ""))
        elif deed == "check":
            moving.confirm_checked(request.user, row, told.get("cach", ""), typed_day(request, "ngay"))
        elif deed == "picture":
            _add_picture(request, row)
        elif deed == "map":
            _check_map(request, row)
        elif deed == "pictures":
            _order_pictures(request, row)
        elif deed == "file":
            file = request.FILES.get("tep")
            what = "model" if told.get("loai") == "model" else "document"
            if file is None:
                raise Refused([Issue("file", "places.file_none", {})])
            pictures.attach_file(request.user, row, what, told.get("ten", ""), file.name, file.read())
        else:
            number = told.get("tep", "")
            pictures.detach_file(request.user, row, int(number) if number.isdigit() else 0)

    return done(request, act, str(SAID.get(deed, _("Saved."))), reverse("workspace:place", args=[pk]))


def _add_picture(request: HttpRequest, row: object) -> None:
    file, told = request.FILES.get("anh"), request.POST
    if file is None:
        raise Refused([Issue("file", "places.file_none", {})])
    words = {
        "description": told.get("mo-ta", "")[:250], "caption": told.get("chu-thich", "")[:300],
        "credit": told.get("tac-gia", "")[:200], "rights_holder": told.get("tac-gia", "")[:200],
        "licence": told.get("quyen", "") if told.get("quyen") in dict(Picture.Licence.choices) else "",
        "licence_note": told.get("can-cu", "")[:300], "rights_until": typed_day(request, "den-ngay"),
        "shows_children": "tre-em" in told, "is_map": "ban-do" in told,
    }  # fmt: skip
    data = file.read()
    refuse_marked(data)
    pictures.add_picture(request.user, row, data, words, scene="toan-canh" in told)


def _check_map(request: HttpRequest, row: Entry) -> None:
    told = request.POST
    held = {str(one.pk): one for one in pictures_of(content_of(row))}
    if told.get("anh") not in held or told.get("dung") not in ("co", "khong"):
        raise Http404
    pictures.check_map(request.user, row, held[told["anh"]], right=told["dung"] == "co")


def _order_pictures(request: HttpRequest, row: object) -> None:
    """The ticked ones stay, by the numbers typed beside them."""
    content, told = content_of(row), request.POST
    kept = [pk for pk in content["pictures"] if told.get(f"giu-{pk}")]
    kept.sort(key=lambda pk: int(told.get(f"thu-tu-{pk}", "99")) if told.get(f"thu-tu-{pk}", "").isdigit() else 99)
    scene = content["scene"] if content["scene"] and told.get("giu-toan-canh") else None
    pictures.set_pictures(request.user, row, kept, scene)


@staff("places.read")
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Each version with what it changed, the newest first; the public one is marked."""
    row = found(request, pk)
    kind, before, listed = kinds()[row.kind], empty(), []
    fields = {one.key: one for one in kind.fields}
    for version in row.versions.select_related("by").order_by("number"):
        changed = [
            (
                fields[one.key].name if one.key in fields else _others(one.key), TONGUES.get(one.language, ""),
                value(fields[one.key], one.was) if one.key in fields and not one.language else one.was,
                value(fields[one.key], one.now) if one.key in fields and not one.language else one.now,
            )
            for one in changes(kind, before, version.content)
        ]  # fmt: skip
        listed.append((version, changed, version.pk == row.released_id))
        before = version.content
    facts = {**rows_of(request, [row])[0], "listed": listed[::-1], "tints": TINTS}
    return render(request, "workspace/places/versions.html", facts)


def _others(key: str) -> str:
    return {"pictures": _("Pictures"), "scene": _("Scene all around"), "files": _("Files")}.get(key, key)
