"""The register of official channels: the list, a channel entered or put right, verified, counted, its fate decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.actions import outlets as deeds
from nhip.channels.actions.visits import join_counter
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.outlets import outlets_for, series
from nhip.channels.queries.visits import is_our_portal, visit_series
from nhip.channels.register import FOLLOWERS, STOCKS, SUBSCRIBERS, Segment, fates, platforms, thinned
from nhip.channels.statistics.kinds import NAMES, OWN
from nhip.measurement.charts import drawing, svg
from nhip.plans.queries.sides import home_units, names_of
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import bodies_here, done, typed_bodies, typed_day
from nhip.workspace.typed import refuse_here

MOST, MOST_BARS = 200, 24
SAID = {
    "amend": gettext_lazy("Saved."),
    "verify": gettext_lazy("Verified: the channel stands in the public list."),
    "measure": gettext_lazy("The number is recorded."),
    "fate": gettext_lazy("The decision is recorded."),
    "counter": gettext_lazy("The counter is joined. Its days are read within the hour."),
}
PEOPLE = {FOLLOWERS: gettext_lazy("Followers"), SUBSCRIBERS: gettext_lazy("Confirmed subscribers")}
WHY = {"definition": gettext_lazy("counted differently"), "fate": gettext_lazy("decided at a merger")}


@staff("channels.record")
def outlets(request: HttpRequest) -> HttpResponse:
    """Channels that stand, or those that ended."""
    ended = request.GET.get("xem") == "da-dung"
    rows = list(outlets_for(request.user).filter(ended_on__isnull=not ended)[:MOST])
    names = names_of(request.user, [row.unit_id for row in rows])
    shown = [(row, _platform(row), names.get(row.unit_id, ""), _followers(row)) for row in rows]
    facts = {
        "rows": shown,
        "here": "ended" if ended else "outlets",
        "may_enter": may(request.user, "channels.register"),
    }
    return render(request, "workspace/channels/list.html", facts)


@staff("channels.register")
def outlet_new(request: HttpRequest) -> HttpResponse:
    """A channel entered at one of the asker's agencies."""
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "channels.register", pk))
    names, told = names_of(request.user, mine), request.POST
    if request.method == "POST":
        chosen = told.get("don-vi", "")
        unit = Unit.objects.filter(pk=int(chosen) if chosen.isdigit() else 0, pk__in=mine).first()
        if unit is None:
            raise Http404
        try:
            row = deeds.open_outlet(request.user, unit, told.get("nen-tang", ""), _fields(request))
            return redirect("workspace:outlet", row.pk)
        except Refused as refused:
            refuse_here(request, refused)
    facts = {
        "names": names, "platforms": platforms().values(), "name": told.get("ten", ""),
        "address": told.get("dia-chi", ""), "administrators": told.get("quan-tri", ""),
        "licence": told.get("giay-phep", ""), "licence_until": told.get("het-han", ""),
        "opened_on": told.get("ngay-mo", ""), "platform": told.get("nen-tang", ""),
    }  # fmt: skip
    return render(request, "workspace/channels/new.html", facts)


@staff("channels.record")
def outlet(request: HttpRequest, pk: int) -> HttpResponse:
    row = _one(request, pk)
    platform = platforms().get(row.platform)
    others = outlets_for(request.user).filter(platform=row.platform, ended_on__isnull=True).exclude(pk=row.pk)
    people = platform.stock if platform is not None else FOLLOWERS
    parts, visits = thinned(series(row, people)), visit_series(row) if row.platform == "website" else []
    facts = {
        "chart": _chart(row, parts, PEOPLE[people], _("people")), "people": PEOPLE[people],
        "visit_chart": _chart(row, visits, _("Visits by month"), _("visits"), "%m/%y"),
        "visits": [(one, _text(row, one.definition), WHY.get(one.why, "")) for one in visits],
        "bodies": bodies_here(request), "counter": getattr(row, "counter", None),
        "counters": [one for one in NAMES.items() if one[0] != OWN or is_our_portal(row)],
        "row": row, "platform": platform, "unit": names_of(request.user, [row.unit_id]).get(row.unit_id, ""),
        "segments": [(one, _text(row, one.definition), WHY.get(one.why, "")) for one in parts],
        "turns": [(turn, fates()[turn.fate].name) for turn in row.turns.select_related("into")],
        "fates": fates().values(), "others": others, "today": timezone.localdate(),
        "may_write": may(request.user, "channels.register", row.unit_id) and row.ended_on is None,
        "may_verify": row.recorded_by_id != request.user.pk,
    }  # fmt: skip
    return render(request, "workspace/channels/outlet.html", facts)


@staff("channels.record")
@require_POST
def outlet_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = _one(request, pk), request.POST
    if deed not in SAID:
        raise Http404

    def act() -> None:
        if deed == "amend":
            deeds.amend_outlet(request.user, row.pk, _fields(request))
        elif deed == "verify":
            deeds.verify_outlet(request.user, row.pk, told.get("cach", ""), typed_day(request, "ngay"))
        elif deed == "measure":
            on = typed_day(request, "ngay") or timezone.localdate()
            since = typed_day(request, "tu-ngay")
            value, proof = _whole(told.get("so", "")), told.get("minh-chung", "")
            deeds.measure_outlet(request.user, row.pk, told.get("cach-tinh", ""), value, on, since=since, proof=proof)
        elif deed == "counter":
            join_counter(
                request.user, row.pk, told.get("bo-dem", ""), base=told.get("may-chu", "")[:300],
                site=told.get("ma-trang", "")[:120], token=told.get("ma-truy-cap", ""),
                since=typed_day(request, "tu-ngay"),
            )  # fmt: skip
        else:
            _decide(request, row)

    said, back = str(SAID.get(deed, _("Saved."))), reverse("workspace:outlet", args=[pk])
    return done(request, act, said, back, secret=deed == "counter")


def _decide(request: HttpRequest, row: Outlet) -> None:
    """What becomes of a channel: where it goes, whose it is from then on, whether its series breaks."""
    told, ground = request.POST, request.POST.get("can-cu", "")
    chosen = told.get("kenh", "")
    into = outlets_for(request.user).filter(pk=int(chosen) if chosen.isdigit() else 0).first()
    on = typed_day(request, "ngay") or timezone.localdate()
    keys = typed_bodies(request, "co-quan")
    unit = take_up(request.user, keys[:1], ground=ground)[0] if keys else None
    deeds.decide_fate(
        request.user, row.pk, told.get("cach", ""), on, ground, unit=unit, into=into, name=told.get("ten", ""),
        address=told.get("dia-chi", ""), breaks={"co": True, "khong": False}.get(told.get("ngat", "")),
    )  # fmt: skip


def _chart(row: Outlet, parts: Sequence[Segment], title: str, unit: str, day: str = "%d/%m/%y") -> SafeString | str:
    """A number over time; an upright line stands where the series may not be read across."""
    declared = {(one.definition, one.on) for one in row.counts.all() if not one.machine and not one.proof}
    bars = [
        drawing.Bar(
            f"{count.on:{day}}", count.value,
            None if (count.definition, count.on) in declared else count.value,
            broken=str(_("series breaks")) if place == 0 and part.why else "",
        )
        for part in parts
        for place, count in enumerate(part.counts)
    ]  # fmt: skip
    if row.ended_on is not None and bars:
        bars.append(drawing.Bar(f"{row.ended_on:{day}}", None, broken=str(_("no longer in use"))))
    bars = bars[-MOST_BARS:]
    if len(bars) < 2:
        return ""
    scene = drawing.trend(str(title), str(unit), bars)
    return mark_safe(svg.write(scene, for_page=True))  # noqa: S308 - drawn from numbers; words are escaped there


def _one(request: HttpRequest, pk: int) -> Outlet:
    return get_object_or_404(outlets_for(request.user), pk=pk)


def _platform(row: Outlet) -> str:
    held = platforms().get(row.platform)
    return held.name if held is not None else row.platform


def _text(row: Outlet, definition: str) -> str:
    held = platforms().get(row.platform)
    return next((one.text for one in held.measures if one.code == definition), "") if held is not None else ""


def _followers(row: Outlet) -> Decimal | None:
    newest = row.counts.filter(name__in=STOCKS, withdrawn_at__isnull=True).order_by("on", "pk").last()
    return newest.value if newest is not None else None


def _fields(request: HttpRequest) -> Mapping[str, object]:
    told = request.POST
    return {
        "name": told.get("ten", "")[:200], "address": told.get("dia-chi", "")[:500],
        "administrators": told.get("quan-tri", "")[:1000], "licence": told.get("giay-phep", "")[:200],
        "licence_until": typed_day(request, "het-han"), "opened_on": typed_day(request, "ngay-mo"),
        "paused": "tam-dung" in told,
    }  # fmt: skip


def _whole(typed: str) -> Decimal:
    """A number as typed in Vietnam: 12.345. Raises Refused."""
    try:
        return Decimal(typed.strip().replace(".", "").replace(" ", ""))
    except InvalidOperation as error:
        raise Refused([Issue("value", "channels.count_not_whole", {})]) from error
