"""How the sample's plans are steered: topics, a campaign, money, receipts, an agency's own plan, what is coming.

Values stand in `steering.toml`; everything goes through the real actions and is found again by its name or its entry,
so that building twice adds nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.plans.actions import campaigns, cascade, duties, evidence, funding, topics, writing
from nhip.plans.actions import tasks as moving
from nhip.plans.actions.activities import record_activity
from nhip.plans.models.activities import Activity
from nhip.plans.models.campaigns import Campaign
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task
from nhip.plans.models.topics import Topic
from nhip.project.sample import duties as duties_of_people
from nhip.project.sample.clock import ZONE, Clock
from nhip.project.sample.province import text

People = Mapping[tuple[str, str], Account]


def steer(
    shown: Clock, officer: Account, plans: Sequence[Plan], people: People, rows: Mapping[str, Unit], today: date
) -> None:
    """Everything beside the duties themselves, each on its own day."""
    shown.set(date(2026, 1, 26))
    kept = _topics(officer, plans)
    _repeat(shown, officer, plans, people, today)
    _receive(shown, plans, people, rows)
    _money(officer, plans)
    _campaigns(shown, officer, plans)
    _own_plan(shown, plans, people, rows)
    for line in _file()["told"]:
        _tell(shown, line, plans, people, rows, kept, today)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(text("steering.toml"))


def _topics(officer: Account, plans: Sequence[Plan]) -> dict[str, Topic]:
    """The tree of topics; each by its name."""
    kept: dict[str, Topic] = {}
    for line in _file()["topic"]:
        plan, parent = plans[line["plan"]], kept.get(line.get("under", ""))
        held = Topic.objects.filter(plan=plan, name=line["name"]).first()
        kept[line["name"]] = held or topics.add_topic(
            officer, plan, name=line["name"], kind=line["kind"], parent=parent
        )
    return kept


def _repeat(shown: Clock, officer: Account, plans: Sequence[Plan], people: People, today: date) -> None:
    """Duties that come again, each period a task of its own; periods that are over were done, but for the last."""
    for line in _file()["again"]:
        task = _task(plans, line)
        if task is None or task.recurs:
            continue
        made = duties.make_instances(officer, moving.repeat(officer, task, rule=line["rule"]), today)
        over = [one for one in made if one.ends < today]
        for one in over[:-1]:
            by = duties_of_people.doer(one, people)
            if by is not None:
                shown.set(one.ends)
                moving.accept(by, one)
                moving.hand_in(by, one, result=line["result"])
                moving.accept_hand_in(officer, one)


def _receive(shown: Clock, plans: Sequence[Plan], people: People, rows: Mapping[str, Unit]) -> None:
    """Most agencies say that they received a plan; two in three say how they passed it on."""
    for plan in plans:
        for place, key in enumerate(sorted(rows)):
            if plan.receipts.filter(unit=rows[key]).exists() or place % 9 == 4:
                continue
            by = people[key, "focal_point"]
            shown.set(plan.issued_on + timedelta(days=15 + place % 7))
            cascade.receive(by, plan, rows[key])
            if place % 3:
                how = _file()["ways"][place % len(_file()["ways"])]
                cascade.disseminate(by, plan, rows[key], on=plan.issued_on + timedelta(days=15 + place % 7), how=how)


def _money(officer: Account, plans: Sequence[Plan]) -> None:
    """Lines of money as far as each has come."""
    for line in _file()["money"]:
        task = _task(plans, line)
        if task is None or task.funding.filter(what=line["what"]).exists():
            continue
        held = funding.propose(
            officer, task, what=line["what"], quantity=Decimal(line["quantity"]), measure=line["measure"],
            norm=Decimal(line["norm"]), on=date(2026, 1, 26), norm_basis=line["basis"], source=line["source"],
        )  # fmt: skip
        for step in line["steps"]:
            held = funding.advance(
                officer, held, state=step["state"], amount=Decimal(step["amount"]), on=step["on"], ground=step["ground"]
            )


def _campaigns(shown: Clock, officer: Account, plans: Sequence[Plan]) -> None:
    """One launched on its baseline, one that still waits for its own."""
    for line in _file()["campaign"]:
        plan = plans[line["plan"]]
        if Campaign.objects.filter(plan=plan, title=line["said"]["title"]).exists():
            continue
        shown.set(line["written"])
        made = campaigns.write_campaign(officer, unit=plan.unit, plan=plan, **line["said"])
        if line["launched"]:
            campaigns.launch(officer, made)


def _own_plan(shown: Clock, plans: Sequence[Plan], people: People, rows: Mapping[str, Unit]) -> None:
    """Agencies that issued a plan of their own under the province's: written, approved by the head, on desks."""
    for line in _file()["own"]:
        unit, above = rows[line["unit"]], plans[line["plan"]]
        if Plan.objects.filter(unit=unit, parent=above).exists():
            continue
        by, head = people[line["unit"], "focal_point"], people[line["unit"], "leader"]
        shown.set(line["on"])
        with transaction.atomic():  # half a plan would be found as whole at the next building
            made = writing.write_plan(
                by, unit=unit, title=line["title"], begins=above.begins, ends=above.ends, parent=above,
                objectives=line["objectives"], audiences=line["audiences"], contents=line["contents"],
            )  # fmt: skip
            parts = {"lead": [line["unit"]]}
            moving.assign(by, plan=made, text=line["task"], due_on=above.ends, parts=parts, draft=True)
            writing.approve(head, writing.submit(by, made))
            writing.put_on_desks(by, made, line["on"], number=line["number"], issued_on=line["on"])


def _tell(
    shown: Clock, line: Mapping[str, Any], plans: Sequence[Plan], people: People, rows: Mapping[str, Unit],
    kept: Mapping[str, Topic], today: date,
) -> None:  # fmt: skip
    """One activity with its task, topics, audience, language and channel: done on a day, or planned from today on."""
    on = line["on"] if "on" in line else today + timedelta(days=line["in"])
    if "on" in line and on > today:
        return
    entry: UUID = uuid5(NAMESPACE_URL, f"nhip:mau:steering:{line['unit']}:{line['title']}")
    if Activity.objects.filter(entry=entry).exists():
        return
    by = people[line["unit"], "focal_point"]
    shown.set(min(on, today), 15)
    more = {name: line[name] for name in ("audience", "channel", "language", "place", "spokesperson") if name in line}
    for name, column in (("from", "begins_at"), ("till", "ends_at")):
        if name in line:
            more[column] = datetime.combine(on, time.fromisoformat(line[name]), ZONE)
    made = record_activity(
        by, entry=entry, unit=rows[line["unit"]], task=_task(plans, line), kind=line["kind"], title=line["title"],
        on=on, quantity=Decimal(line["quantity"]), topics=[kept[name] for name in line.get("topics", ())],
        values=line.get("values", {}), qualifier=line.get("qualifier", ""),
        state="planned" if "in" in line else "done", **more,
    )  # fmt: skip
    if "list" in line:
        evidence.attach_attendance(by, made, line["list"].encode(), "danh-sach-mau.txt", people=line["people"])
    if "file" in line:
        evidence.attach_file(by, made, line["file"].encode(), "bien-ban-mau.txt", "text/plain")


def _task(plans: Sequence[Plan], line: Mapping[str, Any]) -> Task | None:
    """The duty whose text holds the words of a line; None where the line names none."""
    if "task" not in line:
        return None
    return Task.objects.filter(plan=plans[line["plan"]], parent=None, text__contains=line["task"]).first()
