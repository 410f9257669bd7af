"""What every page of plans does alike: find or 404, carry a deed out and say how it went, read what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from nhip.agencies.directory import Directory
from nhip.agencies.queries import units
from nhip.agencies.refusals import Refused
from nhip.agencies.resolving import Context
from nhip.agencies.rosters import bodies_of
from nhip.agencies.tenure import name_on
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task
from nhip.plans.queries.plans import plan_for
from nhip.plans.queries.tasks import task_for
from nhip.text.issues import Issue
from nhip.text.sorting import key
from nhip.workspace.typed import keep_typed


def plan_or_404(request: HttpRequest, pk: int) -> Plan:
    found = plan_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def task_or_404(request: HttpRequest, pk: int) -> Task:
    found = task_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def done(
    request: HttpRequest, act: Callable[[], object], said: str | Callable[[], str], back: str, *, secret: bool = False
) -> HttpResponse:
    """Carry a deed out; what stands against it is said on the page it came from, where the form stands as it was
    typed (unless it is `secret`: keys and tokens are kept nowhere). `said` may be worked out after the deed."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        if not secret:
            keep_typed(request, refusal, back)
    else:
        messages.success(request, said() if callable(said) else said)
    return redirect(back)


def typed_day(request: HttpRequest, name: str) -> date | None:
    """A day as typed. Raises Refused for one that no calendar holds; nothing typed is None."""
    typed = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise Refused([Issue(name, "plans.day_unread", {"typed": typed[:30]})]) from error


def typed_number(request: HttpRequest, name: str) -> Decimal:
    """A number as people type it: 1.500.000 or 2,5. Raises Refused for anything else."""
    typed = request.POST.get(name, "").strip()
    try:
        return Decimal(typed.replace(" ", "").replace(".", "").replace(",", "."))
    except InvalidOperation as error:
        raise Refused([Issue(name, "plans.number_unread", {"typed": typed[:30]})]) from error


def typed_bodies(request: HttpRequest, name: str) -> list[str]:
    """The keys of agencies typed by name, one a line or between semicolons. Raises Refused for a name not known."""
    today, held = timezone.localdate(), units.directory(request.user)
    found, issues = [], []
    home = home_of(request)
    for said in request.POST.get(name, "").replace("\n", ";").split(";"):
        if not (said := said.strip()):
            continue
        if held.knows(said):
            found.append(said)
            continue
        meant = units.resolve(request.user, said, today, Context(home) if home else None)
        if meant.only is not None:
            found.append(meant.only.unit)
        else:
            code = "plans.body_several" if meant.candidates else "plans.body_unknown"
            issues.append(Issue(name, code, {"name": said}))
    if issues:
        raise Refused(issues)
    return list(dict.fromkeys(found))


def asked_unit(request: HttpRequest, said: str) -> int | None:
    """The row of the agency a list is narrowed to, by its name or key; None for nothing said, 0 where none is meant."""
    if not said.strip():
        return None
    home = home_of(request)
    meant = units.resolve(request.user, said, timezone.localdate(), Context(home) if home else None)
    row = units.row_of(request.user, meant.only.unit if meant.only else said)
    return row.pk if row else 0


def home_of(request: HttpRequest) -> str | None:
    """The province of the asker's own office."""
    held = units.directory(request.user)
    keys = (units.key_of_row(request.user, one.unit_id) for one in request.user.held() if one.unit_id)
    for unit in keys:
        rows = held.versions_of(unit or "")
        if rows:
            chain = held.chain(rows[-1].territory)
            return next((one for one in chain if held.level_of(one) == "province"), rows[-1].territory)
    return None


def bodies_here(request: HttpRequest) -> list[str]:
    """The names of the agencies of the asker's province today, by the alphabet: what a list of suggestions shows."""
    home = home_of(request)
    return [] if home is None else list(_names_standing(units.directory(request.user), home, timezone.localdate()))


_standing: dict[tuple[str, date], tuple[Directory, tuple[str, ...]]] = {}
"""Names by province and day, with the directory they were taken from: it is the same object until something changes."""


def _names_standing(held: Directory, home: str, on: date) -> tuple[str, ...]:
    known = _standing.get((home, on))
    if known is not None and known[0] is held:
        return known[1]
    bodies = (held.unit_as_of(unit, on) for unit in bodies_of(held, home))
    kept = {v.name for v in bodies if v and (v.level == "province" or v.unit.endswith("/uy-ban-nhan-dan"))}
    if len(_standing) >= 8:
        _standing.clear()
    _standing[home, on] = (held, tuple(sorted(kept, key=key)))
    return _standing[home, on][1]


def named(request: HttpRequest, keys: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    """Keys with the names of today."""
    held, today = units.directory(request.user), timezone.localdate()
    return [(unit, name_on(held, unit, today)) for unit in keys]
