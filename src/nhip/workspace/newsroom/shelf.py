"""The shared shelf: what may be used, one product with its buttons, a file put there, one taken down."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.media.actions.originals import hand_out
from nhip.newsroom.actions.proving import prove_use
from nhip.newsroom.actions.shelf import MOST_BYTES, shelve_file, use_item, withdraw_item
from nhip.newsroom.kinds import kinds
from nhip.newsroom.models.shelf import ShelfItem
from nhip.newsroom.queries.shelf import item_for, may_use, shelf_for, use_for, uses_seen, uses_unproven
from nhip.newsroom.uses import uses
from nhip.plans.queries.sides import home_units, names_of
from nhip.plans.queries.tasks import tasks_for
from nhip.text.normalise import fold
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory
from nhip.workspace.newsroom.letterhead import letterhead_of
from nhip.workspace.newsroom.saying import typed
from nhip.workspace.newsroom.story_tools import typed_units
from nhip.workspace.plans.deeds import bodies_here, done, typed_day, typed_number

MOST_WAITING = 20
"""Uses without a proof that the page shows at once; the ledger has all of them."""


@staff("newsroom.read")
def shelf(request: HttpRequest) -> HttpResponse:
    """`tim`: words of the title, with or without marks; `cach`: only what may be used so."""
    words, use = request.GET.get("tim", "").strip(), request.GET.get("cach", "")
    rows = [one for one in shelf_for(request.user)[:200] if fold(words) in fold(one.title)]
    if use:
        rows = [one for one in rows if use in one.uses]
    names = names_of(request.user, [one.unit_id for one in rows])
    ways = {one.pk: [uses()[code] for code in one.uses if code in uses()] for one in rows}
    waiting = list(uses_unproven(request.user)[:MOST_WAITING])
    facts = {
        "rows": [(one, names.get(one.unit_id, ""), ways[one.pk]) for one in rows],
        "waiting": [(one, uses()[one.use]) for one in waiting], "several": len({one.unit_id for one in waiting}) > 1,
        "whose": names_of(request.user, [one.unit_id for one in waiting]),
        "words": words, "use": use, "uses": uses().values(), "may_shelve": may(request.user, "newsroom.shelve"),
    }  # fmt: skip
    return render(request, "workspace/newsroom/shelf.html", facts)


@staff("newsroom.read")
def item(request: HttpRequest, pk: int) -> HttpResponse:
    held = _item(request, pk)
    own = [one for one in sorted(home_units(request.user)) if may_use(request.user, held, one)]
    rows = tasks_for(request.user).filter(parts__unit__in=own).exclude(state__in=("draft", "done", "cancelled"))
    names = names_of(request.user, [held.unit_id, *own])
    facts = {
        "item": held, "unit": names.get(held.unit_id, ""), "own": [(one, names.get(one, "")) for one in own],
        "ways": [(uses()[code], uuid4()) for code in held.uses if code in uses()] if held.withdrawn_at is None else [],
        "tasks": [(one.pk, (one.summary or one.text)[:90]) for one in rows.order_by("due_on", "pk").distinct()[:40]],
        "used": [(one, uses()[one.use], one.unit_id in own) for one in uses_seen(request.user, held)[:50]],
        "may_withdraw": held.withdrawn_at is None and may(request.user, "newsroom.shelve", held.unit_id),
        "users": sorted(names_of(request.user, [one.pk for one in held.users.all()]).values()),
        "audio": held.original is not None and held.original.type.startswith("audio/"),
        "image": held.original is not None and held.original.type.startswith("image/"),
    }  # fmt: skip
    return render(request, "workspace/newsroom/shelf_item.html", facts)


@staff("newsroom.read")
def item_file(request: HttpRequest, pk: int) -> HttpResponse:
    held = _item(request, pk)
    if held.original is None or held.withdrawn_at is not None:
        raise Http404
    data = hand_out(request.user, held.original, f"kệ dùng chung {held.pk}")
    answer = HttpResponse(data, content_type=held.original.type)
    end = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "audio/mpeg": "mp3", "audio/ogg": "ogg"}
    kind = "inline" if held.original.type.startswith(("image/", "audio/")) else "attachment"
    answer["Content-Disposition"] = f'{kind}; filename="san-pham-{held.pk}.{end.get(held.original.type, "bin")}"'
    return answer


@staff("newsroom.read")
def item_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The published text as a commune prints it."""
    held = _item(request, pk)
    if held.story is None or held.withdrawn_at is not None or not held.story.live:
        raise Http404
    unit = names_of(request.user, [held.story.unit_id]).get(held.story.unit_id, "")
    facts = {"stage": held.story.stage, "story": held.story, "draft": held.story, "unit": unit,
             "kind": kinds().get(held.story.kind), **letterhead_of(held.story.unit_id)}  # fmt: skip
    return render(request, "workspace/newsroom/print.html", facts)


@in_memory
@staff("newsroom.shelve")
def item_new(request: HttpRequest) -> HttpResponse:
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "newsroom.shelve", pk))
    told, trouble = request.POST, ""
    if request.method == "POST":
        unit = Unit.objects.filter(pk__in=mine, pk=told.get("don-vi") or mine[0]).first() if mine else None
        file = request.FILES.get("tep")
        if unit is None:
            raise Http404
        try:
            users = list(Unit.objects.filter(pk__in=typed_units(request, told.get("noi-duoc-dung", ""))))
            made = shelve_file(
                request.user, unit, told.get("ten", ""), file.read() if file else b"", file.name if file else "",
                (file.content_type or "") if file else "", contact=told.get("lien-he", ""), ways=told.getlist("cach"),
                users=users, until=typed_day(request, "den-ngay"),
            )  # fmt: skip
            messages.success(request, _("It stands on the shared shelf."))
            return redirect("workspace:shelf-item", made.pk)
        except Refused as refused:
            trouble = str(refused)
    facts = {
        "told": typed(told), "trouble": trouble, "units": names_of(request.user, mine).items(), "uses": uses().values(),
        "bodies": bodies_here(request), "most": MOST_BYTES // (1024 * 1024),
        "chosen": told.getlist("cach") if request.method == "POST" else (),
    }  # fmt: skip
    return render(request, "workspace/newsroom/shelf_new.html", facts)


@staff("newsroom.read")
@require_POST
def item_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    held, told = _item(request, pk), request.POST

    def act() -> None:
        if deed == "dung":
            unit = Unit.objects.filter(pk__in=home_units(request.user), pk=_number(told.get("don-vi"))).first()
            if unit is None:
                raise Http404
            task = tasks_for(request.user).filter(pk=_number(told.get("nhiem-vu"))).first()
            many = typed_number(request, "so-luong") if told.get("so-luong", "").strip() else Decimal(1)
            use_item(
                request.user, held, unit, told.get("cach", ""), entry=_entry(told.get("phieu", "")), task=task,
                quantity=many, link=told.get("duong-dan", ""),
            )  # fmt: skip
        elif deed == "rut":
            withdraw_item(request.user, held, told.get("ly-do", ""))
        else:
            raise Http404

    said = (
        _("It is in your agency's ledger and waits for its proof.")
        if deed == "dung"
        else _("Taken down; everybody who used it is told.")
    )
    return done(request, act, said, reverse("workspace:shelf-item" if deed == "dung" else "workspace:shelf",
                                            args=[pk] if deed == "dung" else []))  # fmt: skip


@in_memory
@require_POST
@staff("plans.record")
def use_prove(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo, the log of the loudspeaker or the link, from the phone that it was tapped on."""
    held = use_for(request.user, pk)
    if held is None:
        raise Http404
    photo, log = request.FILES.get("anh"), request.FILES.get("nhat-ky")

    def act() -> None:
        prove_use(
            request.user, held, photo=photo.read() if photo else b"", link=request.POST.get("duong-dan", ""),
            log=(log.name or "", log.read()) if log else None,
        )  # fmt: skip

    return done(request, act, _("The proof stands beside it; reports count it as proven."), reverse("workspace:shelf"))


def _item(request: HttpRequest, pk: int) -> ShelfItem:
    found = item_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _entry(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise Http404 from error


def _number(typed: str | None) -> int:
    return int(typed) if (typed or "").isdigit() else 0
