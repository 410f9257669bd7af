"""What else the sample's year shows: a delegation in force, targets, entered events, promises, a report on its way out.

Nothing is signed here: a signature needs the clerk's own certificate, so the report waits at the document system as it
would in an office. Values stand in `showing.toml`; each is found again, so that building twice adds nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.accounts import account_by_email
from nhip.measurement.actions.definitions import set_target
from nhip.measurement.actions.events import Entered, record_events
from nhip.measurement.boards import days
from nhip.measurement.models.definitions import Target
from nhip.measurement.models.events import RecordedEvent
from nhip.measurement.periods import Slot
from nhip.project.sample.clock import Clock
from nhip.project.sample.province import ACTOR, GROUND, text
from nhip.reporting.actions.issuing import send_to_document_system
from nhip.reporting.actions.moving import delegate
from nhip.reporting.actions.promises import answer_promise, assign_promise, gather
from nhip.reporting.models.reports import Report
from nhip.reporting.models.versions import Delegation

People = Mapping[tuple[str, str], Account]
TOLD = tomllib.loads(text("showing.toml"))
DECIDED = "Kế hoạch số 999/KH-UBND (dữ liệu mẫu)"
YEAR = 2026


def show(clock: Clock, officer: Account, people: People, rows: Mapping[str, Unit], today: date) -> None:
    clock.set(date(2026, 1, 20))
    _targets(officer)
    _events(clock, officer, rows, today)
    clock.set(date(2026, 6, 22))
    _promises(clock, officer, people)
    _delegation(clock, rows, today)


@transaction.atomic
def _targets(officer: Account) -> None:
    (province,) = take_up(ACTOR, ["lang-son"], ground=GROUND)
    for line in TOLD["target"]:
        for kind, number, value in line["values"]:
            span = days(Slot(kind, YEAR, number))
            if not Target.objects.filter(unit=province, begin=span.start, end=span.end, value=value).exists():
                set_target(officer, line["code"], province, span.start, span.end, Decimal(value), DECIDED)


def _events(clock: Clock, officer: Account, rows: Mapping[str, Unit], today: date) -> None:
    """What was entered by hand up to today, kind by kind."""
    clock.set(today)
    for line in TOLD["event"]:
        found = [one for one in _of(line, rows) if (one.since or _on(one.at)) <= today]
        known = set(
            RecordedEvent.objects.filter(entry__in=[one.entry for one in found]).values_list("entry", flat=True)
        )
        if fresh := [one for one in found if one.entry not in known]:
            record_events(officer, fresh, source=RecordedEvent.Source.ENTERED, ground=GROUND)


def _on(at: date | None) -> date:
    return at.date() if isinstance(at, datetime) else at or date.max


def _of(line: Mapping[str, Any], rows: Mapping[str, Unit]) -> Iterable[Entered]:
    keys = [line["unit"]] if "unit" in line else sorted(key for key in rows if "." in key)[:: line["every"]]
    for key in keys:
        for number, told in enumerate(line["told"]):
            at = told.get("at")
            fields = {name: _typed(value) for name, value in told.items() if name != "at"}
            entry = uuid5(NAMESPACE_URL, f"nhip:mau:{line['entity']}:{key}:{number}")
            yield Entered(line["entity"], fields, at, rows[key], entry, since=line.get("since"))


def _typed(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _promises(clock: Clock, officer: Account, people: People) -> None:
    """The first half-year's promises are gathered; one proposal has its owner and its answer, one waits for it."""
    whole = Report.objects.filter(rolls_up=True, state="approved").order_by("round__end").first()
    if whole is None or whole.promises.exists():
        return
    told = TOLD["promises"]
    made = [one for one in gather(officer, whole) if one.kind == "proposal"]
    for place, promise in enumerate(made[:2]):
        assign_promise(officer, promise, told["owner"], due_on=told["due_on"])
        if place == 0:
            clock.set(date(2026, 10, 2))
            answer_promise(people[told["owner"], "focal_point"], promise, told["state"], told["answer"])
    send_to_document_system(officer, whole)


def _delegation(clock: Clock, rows: Mapping[str, Unit], today: date) -> None:
    told = TOLD["delegation"]
    if told["since"] > today or Delegation.objects.filter(ground=told["ground"]).exists():
        return
    clock.set(told["since"])
    giver, holder = account_by_email(told["giver"]), account_by_email(told["holder"])
    delegate(giver, rows[told["unit"]].pk, holder, told["since"], told["until"], told["ground"])
