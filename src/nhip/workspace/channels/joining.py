"""Joining channels to their platforms: the state of each token, entering one, or the vendor's own page of consent."""

from __future__ import annotations

import secrets
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.queries import units
from nhip.agencies.refusals import Refused
from nhip.channels import sealing
from nhip.channels.actions import joining, outlets
from nhip.channels.carriers import consent
from nhip.channels.carriers.carrier import NotTaken, Unclear
from nhip.channels.carrying import Way, ways
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.carriers import way_at
from nhip.channels.queries.deliveries import joinable_for
from nhip.plans.queries.sides import names_of
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import bodies_here, done, typed_bodies

HELD = "channel_consent"
"""Where the session keeps who is being joined, sealed, until the vendor sends the person back."""
WAITS_FOR = 900
"""Seconds within which the person comes back from the vendor's page."""
SAID = {
    "join": gettext_lazy("Joined: the machine posts there from now on."),
    "part": gettext_lazy("Parted: people post there from now on."),
    "check": gettext_lazy("The connection holds."),
    "share": gettext_lazy("Shared: the agency may post there."),
    "unshare": gettext_lazy("No longer shared."),
}


@staff("channels.release")
@require_safe
def joins(request: HttpRequest) -> HttpResponse:
    """Every channel that may be joined, with how its token stands."""
    rows = [row for row in joinable_for(request.user, timezone.localdate()) if _way(row) is not None]
    names = names_of(request.user, [row.unit_id for row in rows])
    facts = {"rows": [{**_state(row), "unit": names.get(row.unit_id, "")} for row in rows]}
    facts["may_outlets"] = may(request.user, "channels.record")
    return render(request, "workspace/channels/joins.html", facts)


@staff("channels.release")
@require_safe
def join(request: HttpRequest, pk: int) -> HttpResponse:
    row = _one(request, pk)
    way = _way(row)
    if way is None:
        raise Http404
    shares = list(row.shares.all())
    names = names_of(request.user, [row.unit_id, *(one.unit_id for one in shares)])
    entered = [one for one in way.join.needs if one.name not in consent.GIVEN]
    facts = {
        **_state(row), "needs": way.join.needs, "entered": entered, "consent": bool(way.join.authorize),
        "unit": names.get(row.unit_id, ""), "back": _back(), "life": way.life, "bodies": bodies_here(request),
        "shares": [(one, names.get(one.unit_id, "")) for one in shares if one.until is None],
        "may_share": may(request.user, "channels.register", row.unit_id),
    }  # fmt: skip
    return render(request, "workspace/channels/join.html", facts)


@staff("channels.release")
@require_POST
def join_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row = _one(request, pk)
    way = _way(row)
    if way is None or deed not in (*SAID, "consent"):
        raise Http404
    if deed == "consent":
        return _to_vendor(request, row, way)

    def act() -> None:
        if deed == "join":
            told = {one.name: request.POST.get(one.name, "").strip()[:2000] for one in way.join.needs}
            joining.join_outlet(request.user, row.pk, told, way.life.hours * 3600 or None)
        elif deed == "part":
            joining.part_outlet(request.user, row.pk)
        elif deed == "check":
            joining.check_outlet(request.user, row.pk)
        elif deed == "share":
            for key in typed_bodies(request, "co-quan"):
                other = units.row_of(request.user, key)
                if other is not None:
                    outlets.share_outlet(request.user, row.pk, Unit.objects.get(pk=other.pk), timezone.localdate())
        else:
            share = get_object_or_404(row.shares, pk=request.POST.get("dung-chung", "0"))
            outlets.end_share(request.user, share.pk)

    return done(request, act, str(SAID[deed]), reverse("workspace:outlet-join", args=[pk]), secret=deed == "join")


def _to_vendor(request: HttpRequest, row: Outlet, way: Way) -> HttpResponse:
    """A page with the vendor's address: our policy sends no form to another site."""
    entered = [one for one in way.join.needs if one.name not in consent.GIVEN]
    told = {one.name: request.POST.get(one.name, "").strip()[:2000] for one in entered}
    told["app"] = told.get("app", "")
    missing = [one for one in entered if not told[one.name] and (not one.optional or one.name == "app")]
    if missing or row.verified_on is None:
        issues = [Issue(one.name, "channels.secret_missing", {"name": one.text}) for one in missing]
        issues += [] if row.verified_on else [Issue("outlet", "channels.not_verified", {})]
        messages.error(request, str(Refused(issues)))
        return redirect("workspace:outlet-join", row.pk)
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    request.session[HELD] = {
        "outlet": row.pk, "state": state, "at": timezone.now().isoformat(),
        "sealed": sealing.seal(settings.NHIP_KEYS, {**told, "verifier": verifier}),
    }  # fmt: skip
    page = consent.page_of(way, told["app"], _back(), state, verifier)
    facts = {**_state(row), "page": page, "host": urlsplit(page).hostname}
    return render(request, "workspace/channels/consent.html", facts)


@staff("channels.release")
@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    """The vendor sends the person back here, with a code that is exchanged at once."""
    held = request.session.pop(HELD, None) or {}
    row = joinable_for(request.user, timezone.localdate()).filter(pk=held.get("outlet", 0)).first()
    way = _way(row) if row is not None else None
    code, said = request.GET.get("code", ""), request.GET.get("state", "")
    fresh = held and (timezone.now() - datetime.fromisoformat(held["at"])).total_seconds() < WAITS_FOR
    if row is None or way is None or not fresh or not constant_time_compare(said, held["state"]) or not code:
        refused = request.GET.get("error_description") or request.GET.get("error")
        issue = Issue("outlet", "channels.consent_refused", {"fault": refused[:200]}) if refused else None
        messages.error(request, str(Refused([issue or Issue("outlet", "channels.consent_lost", {})])))
        return redirect(reverse("workspace:outlet-join", args=[row.pk]) if row else reverse("workspace:outlet-joins"))

    def act() -> None:
        told = sealing.unseal(settings.NHIP_KEYS, held["sealed"])
        try:
            made = consent.tokens_of(way_at(way.code), told, code, _back(), told.pop("verifier"))
        except (NotTaken, Unclear) as fault:
            why = fault.fault if isinstance(fault, NotTaken) else str(_("no answer"))
            raise Refused([Issue("outlet", "channels.consent_refused", {"fault": why})]) from fault
        given = {**told, "token": made.token, "refresh": made.refresh}
        joining.join_outlet(request.user, row.pk, given, made.seconds or way.life.hours * 3600 or None)

    return done(request, act, str(SAID["join"]), reverse("workspace:outlet-join", args=[row.pk]))


def _back() -> str:
    return f"{settings.NHIP_ADDRESS}{reverse('workspace:outlet-joined')}"


def _state(row: Outlet) -> dict[str, object]:
    way, key = _way(row), getattr(row, "joined", None)
    left = (key.expires_at - timezone.now()).days if key is not None and key.expires_at is not None else None
    return {
        "row": row, "way": way, "key": key, "left": left, "renews": way.life.renews if way else False,
        "soon": left is not None and left <= 14 and not (way and way.life.renews),
    }  # fmt: skip


def _way(row: Outlet) -> Way | None:
    way = ways().get(row.platform)
    return way if way is not None and way.join.needs else None


def _one(request: HttpRequest, pk: int) -> Outlet:
    return get_object_or_404(joinable_for(request.user, timezone.localdate()), pk=pk)
