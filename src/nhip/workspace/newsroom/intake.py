"""Links of press agencies: a form, the list, keys for their systems, and the door that those systems knock at."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.newsroom.actions.intake import KINDS, open_key, revoke_key, send_link
from nhip.newsroom.models.intake import IntakeKey
from nhip.newsroom.queries.intake import key_of, keys_for, links_for
from nhip.plans.queries.kinds import every_kind
from nhip.plans.queries.sides import home_units, names_of
from nhip.plans.queries.tasks import task_for, tasks_for
from nhip.text.issues import Issue, sentence
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done, typed_day

MOST_BYTES = 65_536
MOST_LINKS = 50
"""Of one call."""


@staff("newsroom.read")
def links(request: HttpRequest) -> HttpResponse:
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "plans.record", pk))
    sheet = Paginator(links_for(request.user), 40).get_page(request.GET.get("trang"))
    names = names_of(request.user, [one.unit_id for one in sheet] + mine)
    kinds = every_kind(request.user)
    rows = tasks_for(request.user).filter(parts__unit__in=mine).exclude(state__in=("draft", "done", "cancelled"))
    facts = {
        "sheet": sheet, "rows": [(one, names.get(one.unit_id, "")) for one in sheet],
        "units": [(pk, names.get(pk, "")) for pk in mine], "kinds": [(code, kinds[code].name) for code in KINDS],
        "tasks": [(one.pk, (one.summary or one.text)[:90]) for one in rows.order_by("due_on", "pk").distinct()[:40]],
        "keys": keys_for(request.user) if may(request.user, "newsroom.connect") else None,
        "today": timezone.localdate(), "door": request.build_absolute_uri(reverse("workspace:press-door")),
        "secret": request.session.pop("press_secret", ""), "key_units": names_of(request.user, [
            pk for pk in mine if may(request.user, "newsroom.connect", pk)]).items(),
    }  # fmt: skip
    return render(request, "workspace/newsroom/links.html", facts)


@staff("newsroom.read")
@require_POST
def links_do(request: HttpRequest, deed: str) -> HttpResponse:
    told = request.POST

    def act() -> None:
        if deed == "gui":
            kind = told.get("loai", KINDS[0])
            task = tasks_for(request.user).filter(pk=_number(told.get("nhiem-vu"))).first()
            day = typed_day(request, "ngay-dang")
            if day is None:
                raise Refused([Issue("published_on", "plans.day_unread", {"typed": ""})])
            _row, fresh = send_link(
                request.user, _unit(request), told.get("duong-dan", ""), told.get("ten", ""), day, kind=kind, task=task,
                contract=told.get("hop-dong", ""),
            )  # fmt: skip
            if not fresh:
                messages.info(request, _("This page was sent before; it counts once."))
        elif deed == "mo-ma":
            _key, request.session["press_secret"] = open_key(request.user, _unit(request), told.get("ten", ""))
        elif deed == "thu-ma":
            revoke_key(request.user, get_object_or_404(IntakeKey, pk=_number(told.get("ma"))))
        else:
            raise Http404

    said = {"gui": _("Received; the page is fetched and kept as its proof."), "mo-ma": _("The key is made."),
            "thu-ma": _("The key opens nothing any more.")}  # fmt: skip
    return done(request, act, said.get(deed, ""), reverse("workspace:press-links"))


@csrf_exempt
def door(request: HttpRequest) -> HttpResponse:
    """`POST` of JSON `{"links": [{"link", "title", "published_on", "kind"?, "contract"?, "task"?}]}` with
    `Authorization: Bearer <key>`. Answers each link: received, known or refused with its reasons."""
    if request.method != "POST":
        return JsonResponse({"error": "POST"}, status=405)
    scheme, _gap, secret = request.headers.get("Authorization", "").partition(" ")
    key = key_of(secret.strip()) if scheme.lower() == "bearer" and secret.strip() else None
    if key is None:
        return JsonResponse({"error": "Mã không đúng hoặc đã thu."}, status=403)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return JsonResponse({"error": f"Mỗi lần gửi tối đa {MOST_BYTES // 1024} KB."}, status=413)
    try:
        told = json.loads(request.body)
        rows = told["links"]
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"error": "Nội dung phải là JSON có mục “links”."}, status=400)
    if not isinstance(rows, list) or len(rows) > MOST_LINKS or not all(isinstance(one, dict) for one in rows):
        return JsonResponse({"error": f"Mục “links” là danh sách, tối đa {MOST_LINKS} đường dẫn."}, status=400)
    return JsonResponse({"links": [_taken(key, one) for one in rows]})


def _taken(key: IntakeKey, one: dict[str, Any]) -> dict[str, Any]:
    link = str(one.get("link", ""))
    try:
        day = date.fromisoformat(str(one.get("published_on", "")))
    except ValueError:
        issue = Issue("published_on", "plans.day_unread", {"typed": str(one.get("published_on", ""))[:30]})
        return {"link": link, "state": "refused", "reasons": [sentence(issue)]}
    number = one.get("task")
    task = task_for(key.by, number) if isinstance(number, int) else None
    try:
        row, fresh = send_link(
            key.by, key.unit, link, str(one.get("title", "")), day, kind=str(one.get("kind") or KINDS[0]), task=task,
            contract=str(one.get("contract") or ""), key=key,
        )  # fmt: skip
    except Refused as refused:
        return {"link": link, "state": "refused", "reasons": [sentence(issue) for issue in refused.issues]}
    return {"link": link, "state": "received" if fresh else "known", "number": row.pk}


def _unit(request: HttpRequest) -> Unit:
    """The agency that was chosen among the asker's own; the only one where nothing was chosen."""
    mine = sorted(home_units(request.user))
    found = Unit.objects.filter(pk__in=mine, pk=_number(request.POST.get("don-vi")) or (mine[0] if mine else 0)).first()
    if found is None:
        raise Http404
    return found


def _number(typed: str | None) -> int:
    return int(typed) if (typed or "").isdigit() else 0
