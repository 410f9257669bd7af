"""The forward calendar: week and month, by agency, channel or audience; clashes; feeds; quiet days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.plans import calendar as grid
from nhip.plans.actions.feeds import close_feed, open_feed
from nhip.plans.actions.quiet_days import declare_quiet_days
from nhip.plans.calendar import Item
from nhip.plans.feeds import TYPE, ics
from nhip.plans.queries.calendar import Wanted, clashes_between, feed_items, feed_of, items_between, quiet_days
from nhip.workspace.days import chosen_day
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import asked_unit, bodies_here, done, typed_day

BY = (
    ("unit_name", gettext_lazy("Agency")),
    ("channel", gettext_lazy("Channel")),
    ("audience", gettext_lazy("Audience")),
)


@staff("plans.read")
def calendar(request: HttpRequest) -> HttpResponse:
    asked, on = request.GET, chosen_day(request)
    monthly = asked.get("xem") == "thang"
    by = asked.get("theo", "unit_name")
    by = by if by in dict(BY) else "unit_name"
    weeks = grid.month_of(on) if monthly else (grid.week_of(on),)
    begin, end = weeks[0][0], weeks[-1][-1]
    wanted = Wanted(
        unit=asked_unit(request, asked.get("co-quan", "")), mine=asked.get("cua-toi") == "1",
        channel=asked.get("kenh", "").strip(),
        audience=asked.get("doi-tuong", "").strip(), tasks=asked.get("viec") != "0",
    )  # fmt: skip
    items = items_between(request.user, begin, end, wanted)
    found = clashes_between(request.user, begin, end)
    titles = {item.key: item for item in items_between(request.user, begin, end, Wanted(tasks=False))}
    facts = {
        "on": on, "today": timezone.localdate(), "monthly": monthly, "by": by, "bys": BY, "wanted": wanted,
        "begin": begin, "end": end, "dates": weeks[0], "weeks": [grid.days(week, items, on.month) for week in weeks],
        "grid": () if monthly else grid.rows(weeks[0], items, by), "count": len(items),
        "agenda": [day for week in weeks for day in grid.days(week, items, on.month if monthly else None) if day.items],
        "body": asked.get("co-quan", ""), "bodies": bodies_here(request),
        "narrowed": sum(bool(asked.get(name)) for name in ("co-quan", "kenh", "doi-tuong", "cua-toi")),
        "before": _step(on, monthly, -1), "after": _step(on, monthly, 1),
        "clashes": [(one, titles.get(one.first), titles.get(one.second or "")) for one in found],
        "clashing": {key for one in found for key in (one.first, one.second) if key},
        "quiet": quiet_days(request.user, begin, end), "feed": feed_of(request.user),
        "may_declare": may(request.user, "plans.adopt"), "fresh": request.session.pop("feed_secret", None),
    }  # fmt: skip
    if facts["fresh"]:
        facts["fresh"] = request.build_absolute_uri(reverse("workspace:feed", args=(facts["fresh"],)))
    return render(request, "workspace/plans/calendar.html", facts)


def _step(on: date, monthly: bool, way: int) -> date:
    if not monthly:
        return on + timedelta(days=7 * way)
    first = on.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1) if way < 0 else (first + timedelta(days=32)).replace(day=1)


@require_POST
@staff("plans.read")
def feed_key(request: HttpRequest) -> HttpResponse:
    """A new address for the asker's feed, shown once; or the end of it."""
    if request.POST.get("deed") == "close":
        close_feed(request.user)
        messages.success(request, _("The address of your calendar no longer answers."))
    else:
        request.session["feed_secret"] = open_feed(request.user, scope=request.POST.get("scope", "mine"))
    return redirect(reverse("workspace:calendar") + "#nguon")


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed itself: whoever holds the address reads it, without a sign-in, because calendars cannot sign in."""
    opened = feed_items(secret, timezone.localdate())
    if opened is None:
        raise Http404
    account, items, made_at = opened
    base = request.build_absolute_uri(reverse("workspace:today")).rstrip("/")
    named = [_with_address(item, base) for item in items]
    content = ics(named, name=_("Nhịp: %(name)s") % {"name": account.name}, host=request.get_host(), stamp=made_at)
    answer = HttpResponse(content, content_type=TYPE)
    answer["Cache-Control"] = "private, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _with_address(item: Item, base: str) -> Item:
    page = "workspace:task" if item.kind == "task" else "workspace:activity"
    return replace(item, address=base + reverse(page, args=(item.pk,)))


@require_POST
@staff("plans.adopt")
def quiet(request: HttpRequest) -> HttpResponse:
    """Declare quiet days."""

    def act() -> object:
        first = typed_day(request, "first") or timezone.localdate()
        return declare_quiet_days(
            request.user, first=first, last=typed_day(request, "last") or first, kind="mourning",
            name=request.POST.get("name", ""), ground=request.POST.get("decision", ""),
        )  # fmt: skip

    return done(request, act, _("Quiet days declared."), reverse("workspace:calendar"))
