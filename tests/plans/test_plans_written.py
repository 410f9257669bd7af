"""Plans written here, their way down, their money, campaigns, standing duties, calendar and the day's page: stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from tests.plans.conftest import DOER, GIVER, OTHER

from nhip.agencies.actions.accounts import appoint
from nhip.agencies.models.accounts import Account
from nhip.agencies.refusals import Refused
from nhip.journal.actors import Machine
from nhip.plans.actions import campaigns, cascade, duties, feeds, funding, tasks, writing
from nhip.plans.actions.quiet_days import declare_quiet_days
from nhip.plans.models.activities import Activity
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task
from nhip.plans.models.topics import Topic
from nhip.plans.queries import cascade as going_down
from nhip.plans.queries.calendar import Wanted, clashes_between, feed_items, items_between
from nhip.plans.queries.papers import composed, paper_of
from nhip.plans.queries.plans import deeds_on, plan_for
from nhip.plans.queries.today import today_of

pytestmark = pytest.mark.django_db
DUE, TODAY = date(2026, 6, 30), date(2026, 5, 4)


@pytest.fixture
def officer(person: Callable[..., object]) -> object:
    return person("officer", GIVER)


@pytest.fixture
def leader(person: Callable[..., object]) -> object:
    return person("leader", GIVER)


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {issue.code for issue in error.value.issues}


@pytest.fixture
def drafted(officer: object, unit: Callable[[str], object]) -> Plan:
    plan = writing.write_plan(
        officer, unit=unit(GIVER), title="Truyền thông năm 2026", begins=date(2026, 1, 1), ends=date(2026, 12, 31),
        objectives=["100 % xã có trang thông tin", ""], audiences=["Người dân"], contents=["Giới thiệu mùa hồi 2026"],
    )  # fmt: skip
    tasks.assign(officer, plan=plan, text="Mở 02 lớp", due_on=DUE, parts={"lead": [DOER]}, draft=True)
    return plan


def test_a_plan_is_approved_by_another_person_and_only_then_reaches_desks(
    officer: object, leader: object, drafted: Plan, person: Callable[..., object]
) -> None:
    doer = person("focal_point", DOER)
    assert plan_for(doer, drafted.pk) is None
    assert today_of(doer, TODAY).to_accept.count() == 0
    writing.submit(officer, drafted)
    assert "approve" not in deeds_on(officer, Plan.objects.get(pk=drafted.pk))
    assert list(today_of(leader, TODAY).to_approve) == [drafted]
    with pytest.raises(PermissionDenied):
        writing.approve(officer, drafted)
    approved = writing.approve(leader, drafted)
    assert (approved.approved_by, len(approved.seal)) == (leader, 64)
    adopted = writing.put_on_desks(officer, approved, TODAY, number="12/KH-SVHTTDL")
    assert (adopted.state, adopted.tasks.get().state) == ("adopted", "assigned")
    assert today_of(doer, TODAY).to_accept.count() == 1
    with pytest.raises(Refused) as error:
        writing.close_plan(officer, adopted, reason="Hết năm")
    assert codes(error) == {"plans.tasks_open"}


def test_an_agency_puts_its_own_approved_plan_on_desks(
    person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    focal, head, stranger = person("focal_point", DOER), person("leader", DOER), person("focal_point", OTHER)
    plan = writing.write_plan(focal, unit=unit(DOER), title="Kế hoạch của Sở", contents=["x"])
    tasks.assign(focal, plan=plan, text="Việc", due_on=DUE, parts={"lead": [DOER]}, draft=True)
    writing.submit(focal, plan)
    writing.approve(head, plan)
    with pytest.raises(PermissionDenied):
        writing.put_on_desks(stranger, plan, TODAY)
    adopted = writing.put_on_desks(focal, plan, TODAY, number="3/KH-SNgV")  # the caller's copy knows of no approval
    assert (adopted.state, adopted.number) == ("adopted", "3/KH-SNgV")
    with pytest.raises(PermissionDenied):
        writing.close_plan(stranger, adopted, reason="Hết năm")


def test_an_author_who_leads_the_office_never_approves(leader: object, unit: Callable[[str], object]) -> None:
    appoint(Machine("thử"), leader, role="officer", unit=unit(GIVER), since=date(2020, 1, 1), decision="thử")
    leader = Account.objects.get(pk=leader.pk)
    plan = writing.write_plan(leader, unit=unit(GIVER), title="Kế hoạch", contents=["x"])
    tasks.assign(leader, plan=plan, text="Việc", due_on=DUE, parts={"lead": [DOER]}, draft=True)
    writing.submit(leader, plan)
    with pytest.raises(Refused) as error:
        writing.approve(leader, plan)
    assert codes(error) == {"plans.own_plan"}


def test_what_changed_after_the_approval_reaches_nobody(officer: object, leader: object, drafted: Plan) -> None:
    writing.submit(officer, drafted)
    approved = writing.approve(leader, drafted)
    Task.objects.filter(plan=drafted).update(text="Việc khác")
    with pytest.raises(Refused) as error:
        writing.put_on_desks(officer, approved, TODAY)
    assert codes(error) == {"plans.changed_since_approval"}
    with pytest.raises(Refused):
        tasks.assign(officer, plan=approved, text="Thêm", due_on=DUE, parts={"lead": [DOER]}, draft=True)


def test_next_years_plan_starts_from_this_years(officer: object, drafted: Plan, unit: Callable[[str], object]) -> None:
    made = writing.copy_plan(officer, drafted, unit=unit(GIVER))
    task = made.tasks.get()
    assert (made.title, made.begins, made.state) == ("Truyền thông năm 2027", date(2027, 1, 1), "draft")
    assert (task.due_on, task.state, task.parts.get().unit.key) == (date(2027, 6, 30), "draft", DOER)
    assert [line.text for line in made.contents.all()] == ["Giới thiệu mùa hồi 2026"]


def test_a_plan_is_composed_as_a_document(officer: object, drafted: Plan) -> None:
    said = paper_of(officer, drafted)
    assert (said.symbol, said.place) == ("KH-SVHTTDL", "Lạng Sơn")
    assert said.duties[0].lead[0].startswith("Sở Công Thương")
    made = composed(officer, drafted, "docx")
    assert made[:2] == b"PK"
    assert composed(officer, drafted, "docx") == made


def test_a_draft_task_is_struck_and_an_empty_plan_is_not_submitted(officer: object, drafted: Plan) -> None:
    tasks.strike(officer, drafted.tasks.get())
    with pytest.raises(Refused) as error:
        writing.submit(officer, drafted)
    assert codes(error) == {"plans.plan_without_duties"}


def test_the_board_says_who_has_it_and_who_issued_their_own(
    officer: object, written: Plan, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    tasks.assign(officer, plan=written, text="Việc", due_on=DUE, parts={"lead": [DOER], "coordinating": [OTHER]})
    doer = person("focal_point", DOER)
    cascade.receive(doer, written, unit(DOER))
    assert cascade.receive(doer, written, unit(DOER)).pk == written.receipts.get().pk
    with pytest.raises(Refused):
        cascade.disseminate(doer, written, unit(DOER), on=TODAY, how=" ")
    cascade.disseminate(doer, written, unit(DOER), on=TODAY, how="Họp cơ quan")
    own = writing.write_plan(doer, unit=unit(DOER), title="Kế hoạch của sở", parent=written)
    steps = {step.unit: step for step in going_down.board(officer, written)}
    assert steps[unit(DOER).pk].stands == "written"
    assert (steps[unit(OTHER).pk].stands, steps[unit(OTHER).pk].does) == ("nothing", False)
    with pytest.raises(PermissionDenied):
        cascade.receive(doer, written, unit(OTHER))
    with pytest.raises(Refused) as error:
        cascade.place_under(officer, written, own)
    assert codes(error) == {"plans.plan_under_itself"}


def test_money_goes_from_proposed_to_spent(officer: object, written: Plan, person: Callable[..., object]) -> None:
    task = tasks.assign(officer, plan=written, text="In tờ rơi", due_on=DUE, parts={"lead": [DOER]})
    doer = person("focal_point", DOER)
    line = funding.propose(
        doer, task, what="In tờ rơi", quantity=Decimal(5000), measure="tờ", norm=Decimal(1200), on=TODAY
    )
    assert line.amount == 6000000
    with pytest.raises(PermissionDenied):
        funding.advance(doer, line, state="appraised", amount=Decimal(1), on=TODAY, ground="QĐ 1")
    for state, amount in (("appraised", 5500000), ("allotted", 5000000)):
        line = funding.advance(officer, line, state=state, amount=Decimal(amount), on=TODAY, ground="QĐ 1")
    with pytest.raises(Refused):
        funding.advance(doer, line, state="spent", amount=Decimal(5000001), on=TODAY)
    funding.advance(doer, line, state="spent", amount=Decimal(4900000), on=TODAY)
    found = going_down.money_of(officer, written).totals
    assert found == {"proposed": 6000000, "appraised": 5500000, "allotted": 5000000, "spent": 4900000}


def test_no_campaign_is_launched_without_its_promised_baseline(officer: object, unit: Callable[[str], object]) -> None:
    held = campaigns.write_campaign(officer, unit=unit(GIVER), title="Mùa hồi", baseline_promised=True)
    with pytest.raises(Refused) as error:
        campaigns.launch(officer, held)
    assert {"plans.campaign_part_empty", "plans.campaign_without_baseline"} <= codes(error)
    parts = dict.fromkeys(("objective", "audience", "strategy", "implementation", "scoring"), "Đã ghi")
    campaigns.write_campaign(
        officer, unit=unit(GIVER), campaign=held, smart_ok=True, baseline="12 % biết", start=TODAY,
        baseline_at=date(2026, 4, 1), **parts,
    )  # fmt: skip
    assert campaigns.launch(officer, held).launched_at is not None
    with pytest.raises(Refused):
        campaigns.evaluate(officer, held, learned=" ")
    assert campaigns.evaluate(officer, held, learned="Đăng buổi tối nhiều người đọc hơn").evaluated_at is not None


def test_a_standing_duty_makes_each_period_once(officer: object, written: Plan) -> None:
    duty = tasks.assign(
        officer, plan=written, text="Họp báo định kỳ", due_on=date(2026, 12, 31), begins=date(2026, 1, 1),
        parts={"lead": [DOER]},
    )  # fmt: skip
    tasks.repeat(officer, duty, rule="quarterly")
    made = duties.make_instances(officer, duty, TODAY)
    assert [task.due_on for task in made] == [date(2026, 3, 31), date(2026, 6, 30)]
    assert made[0].parts.get().unit.key == DOER
    assert duties.make_instances(officer, duty, TODAY) == []
    assert len(duties.make_instances(officer, duty, date(2027, 5, 1))) == 2
    with pytest.raises(Refused):
        tasks.repeat(officer, made[0], rule="monthly")


def activity(unit: object, by: object, number: int, **more: object) -> Activity:
    fields = {
        "kind": "event", "title": f"Việc {number}", "on": TODAY, "quantity": 1, "measure": "cuộc", "state": "planned",
    } | more  # fmt: skip
    return Activity.objects.create(
        entry=UUID(int=number), unit=unit, recorded_by=by, recorded_at=datetime(2026, 5, 1, tzinfo=UTC), **fields
    )


def test_the_calendar_shows_what_goes_out_what_falls_due_and_what_clashes(
    officer: object, written: Plan, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    at = datetime(2026, 5, 4, 2, tzinfo=UTC)
    one = activity(unit(DOER), officer, 1, begins_at=at, audience="cán bộ xã")
    two = activity(unit(OTHER), officer, 2, begins_at=at, audience="Cán bộ xã")
    activity(unit(OTHER), officer, 3, state="cancelled")
    tasks.assign(officer, plan=written, text="Nộp", due_on=TODAY, parts={"lead": [DOER]})
    found = items_between(officer, TODAY, TODAY)
    assert {item.kind for item in found} == {"activity", "task"}
    assert len(found) == 3
    (clash,) = clashes_between(officer, TODAY, TODAY)
    assert (clash.kind, clash.first, clash.second) == ("audience", f"hoat-dong-{one.pk}", f"hoat-dong-{two.pk}")
    doer = person("focal_point", DOER)
    assert {item.unit for item in items_between(doer, TODAY, TODAY)} == {unit(DOER).pk}
    assert len(items_between(officer, TODAY, TODAY, Wanted(audience="cán bộ xã"))) == 2
    declare_quiet_days(officer, first=TODAY, last=TODAY, kind="mourning", name="Quốc tang", ground="Thông cáo")
    assert {one.kind for one in clashes_between(officer, TODAY, TODAY)} == {"audience", "quiet"}
    with pytest.raises(PermissionDenied):
        declare_quiet_days(doer, first=TODAY, last=TODAY, kind="mourning", name="x", ground="x")


def test_a_feed_opens_only_with_its_newest_secret(
    officer: object, written: Plan, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    doer = person("focal_point", DOER)
    tasks.assign(officer, plan=written, text="Nộp", due_on=TODAY, parts={"lead": [DOER]})
    old = feeds.open_feed(doer)
    new = feeds.open_feed(doer)
    assert feed_items(old, TODAY) is None
    account, items, _ = feed_items(new, TODAY)
    assert (account, len(items)) == (doer, 1)
    feeds.close_feed(doer)
    assert feed_items(new, TODAY) is None


def test_coverage_counts_the_plans_topics(officer: object, written: Plan, unit: Callable[[str], object]) -> None:
    topic = Topic.objects.create(plan=written, name="Mùa hồi", kind="theme")
    Topic.objects.create(plan=written, name="Chưa ai nói", kind="theme")
    done = activity(unit(DOER), officer, 9, state="done", language="Tày")
    done.topics.add(topic)
    found = going_down.coverage_of(officer, written, "language")
    assert found.columns == ("Tày",)
    assert [(row.branch.name, row.counts, row.total) for row in found.rows] == [
        ("Mùa hồi", (1,), 1), ("Chưa ai nói", (0,), 0),
    ]  # fmt: skip


def test_each_persons_day(officer: object, written: Plan, person: Callable[..., object]) -> None:
    doer = person("focal_point", DOER)
    late = tasks.assign(officer, plan=written, text="Trễ", due_on=date(2026, 5, 1), parts={"lead": [DOER]})
    soon = tasks.assign(officer, plan=written, text="Sắp", due_on=date(2026, 5, 8), parts={"implementing": [DOER]})
    done = tasks.assign(officer, plan=written, text="Nộp rồi", due_on=DUE, parts={"lead": [DOER]})
    tasks.accept(doer, done)
    tasks.hand_in(doer, done, result="xong")
    mine, theirs = today_of(doer, TODAY), today_of(officer, TODAY)
    assert (list(mine.overdue), list(mine.due_soon), list(mine.to_judge)) == ([late], [soon], [])
    assert (list(theirs.to_judge), theirs.overdue.count()) == ([done], 0)
    tasks.return_hand_in(officer, done, reason="thiếu")
    assert list(today_of(doer, TODAY).returned) == [done]
