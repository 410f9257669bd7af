"""Whoever wrote in a report never judges it: random roads through the real actions, with every way of getting there.

Five people, some with two roles, one with a delegation, write, merge, hand in, roll up, recall, check, approve singly
and many at once, return and lock in any order. The test keeps its own book of who wrote.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from tests.reporting.conftest import CLERK, TRADE
from tests.reporting.test_chain_stored import report_of

from nhip.agencies.actions import accounts
from nhip.agencies.refusals import Refused
from nhip.journal.actors import Machine
from nhip.measurement.periods import Slot
from nhip.reporting.actions.drafting import nothing_else, save_paragraph, settle_held, state_figure
from nhip.reporting.actions.moving import approve_many, delegate, move
from nhip.reporting.actions.rolling import roll_up
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import ParagraphSave, Report
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines
from nhip.reporting.states import MOVES

pytestmark = pytest.mark.django_db

JUDGING = {verb for verb, one in MOVES.items() if one.four_eyes}
ROADS, STEPS = 20, 70


@pytest.fixture
def cast(opened: Any, person: Callable[..., Any]) -> tuple[list[Any], Report]:
    """A report of the collecting department above one that was sent; people who could do more than one thing."""
    period, outline = Slot("half", 2026, 1).period("mid_month"), packaged_outlines()["communications"]
    made = open_round(
        person("officer", CLERK), by_hand("Báo cáo gửi Bộ", outline, period, date(2026, 6, 19), [CLERK], CLERK)
    )
    opened.feeds = made
    opened.save()
    below = report_of(opened, TRADE)
    writer, head = person("focal_point", TRADE), person("leader", TRADE)
    for row in below.paragraphs.all():
        save_paragraph(writer, row.pk, row.edition, f"Đã làm việc {row.key}.")
    for who, verb in ((writer, "submit"), (head, "check"), (head, "approve")):
        move(who, below.pk, verb)
    report = made.reports.select_related("unit", "round").get()
    people = [person(role, CLERK) for role in ("focal_point", "leader", "approver", "officer", "leader")]
    for who, role in ((people[1], "focal_point"), (people[3], "leader")):  # two posts at once, as in small offices
        accounts.appoint(Machine("thử"), who, role=role, unit=report.unit, since=date(2020, 1, 1), decision="thử")
    today = timezone.localdate()
    delegate(people[4], report.unit_id, people[0], today, today + timedelta(9), "Giấy ủy quyền số 4")
    return [type(one).objects.get(pk=one.pk) for one in people], report


def test_on_no_road_does_an_author_judge(cast: tuple[list[Any], Report]) -> None:
    people, report = cast
    judged, wrote, by_way = 0, 0, set()
    for road in range(ROADS):
        chance = random.Random(road)
        with transaction.atomic():
            authors: set[int] = set()
            for _ in range(STEPS):
                who = chance.choice(people)
                way = chance.choice(WAYS)
                try:
                    with transaction.atomic():
                        verb = way(chance, who, report)
                except (Refused, PermissionDenied):
                    continue
                if verb is None:
                    continue
                by_way.add(way.__name__)
                if verb in JUDGING:
                    judged += 1
                    assert who.pk not in authors, f"road {road}: {who} did {verb} on what they wrote"
                if verb in ("wrote", "submit"):
                    wrote += 1
                    authors.add(who.pk)
            transaction.set_rollback(True)
    assert judged > ROADS, "the roads hardly ever come to a judgement"
    assert wrote > ROADS
    assert by_way == {way.__name__ for way in WAYS}


def writes(chance: random.Random, who: Any, report: Report) -> str | None:
    row = chance.choice(list(report.paragraphs.all()))
    save_paragraph(who, row.pk, row.edition, f"{row.text} Câu {chance.randint(0, 99)}.")
    return "wrote"


def merges(chance: random.Random, who: Any, report: Report) -> str | None:
    """Saves over an older edition than the one that stands: joined, or held until somebody settles it."""
    row = chance.choice(list(report.paragraphs.all()))
    save_paragraph(who, row.pk, max(0, row.edition - 1), f"Đầu đoạn {chance.randint(0, 99)}. {row.text}")
    return "wrote"


def settles(chance: random.Random, who: Any, report: Report) -> str | None:
    held = ParagraphSave.objects.filter(paragraph__report=report, outcome="held").select_related("paragraph").first()
    if held is None:
        return None
    settle_held(who, held.pk, f"{held.paragraph.text} {held.typed}", held.paragraph.edition)
    return "wrote"


def counts(chance: random.Random, who: Any, report: Report) -> str | None:
    row = chance.choice(list(report.figures.all()))
    state_figure(who, row.pk, row.edition, value=row.counted or None, explanation="Đếm tay")
    return "wrote"


def says_nothing(chance: random.Random, who: Any, report: Report) -> str | None:
    open_figures = report.figures.filter(value=None, nil=False).exists()
    nothing_else(who, report.pk)
    return "wrote" if open_figures else None


def rolls_up(chance: random.Random, who: Any, report: Report) -> str | None:
    before = sorted(report.paragraphs.values_list("pk", "text"))
    roll_up(who, report.pk)
    return "wrote" if sorted(report.paragraphs.values_list("pk", "text")) != before else None


def moves(chance: random.Random, who: Any, report: Report) -> str | None:
    report.refresh_from_db()
    open_to_somebody = [one for one, rule in MOVES.items() if one != "issue" and report.state in rule.was]
    verb = chance.choice(open_to_somebody)
    move(who, report.pk, verb, "lý do")
    return verb


def approves_many(chance: random.Random, who: Any, report: Report) -> str | None:
    (found,) = approve_many(who, [report.pk])
    return "approve" if found.done else None


WAYS = [writes, merges, *[settles] * 2, counts, says_nothing, rolls_up, *[moves] * 12, *[approves_many] * 3]
"""Weighed so that roads come to judgements."""
