"""Values over the real tables: whose rows count, what is proven, three kinds of nothing, signing and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nhip.agencies.actions.accounts import appoint, open_account
from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.measurement.actions.definitions import define_formula, set_target
from nhip.measurement.actions.events import amend_event, record_event, switch_over, withdraw_event
from nhip.measurement.actions.signing import decide_restatement, look_again, sign_period
from nhip.measurement.jobs import look_over_signed_periods
from nhip.measurement.models.definitions import Definition
from nhip.measurement.models.signed import Restatement
from nhip.measurement.queries.behind import rows_behind
from nhip.measurement.queries.indicators import value_of, values_for
from nhip.measurement.queries.signed import recomputed
from nhip.measurement.rows import Span
from nhip.plans.actions.activities import record_activity
from nhip.plans.models.activities import Activity
from nhip.text.issues import Issue

pytestmark = pytest.mark.django_db
MACHINE = Machine("thử")
JUNE = Span(date(2026, 6, 1), date(2026, 6, 30))
COMMUNE, OTHER, PROVINCE = "lang-son.xa-dong-dang/uy-ban-nhan-dan", "lang-son.xa-cao-loc/uy-ban-nhan-dan", "lang-son"


@pytest.fixture
def person() -> Callable[..., Account]:
    def make(role: str, unit: Unit | None = None) -> Account:
        account = open_account(MACHINE, email=f"{uuid4().hex}@mau.vn", name="Nông Thị Mai", password=None, ground="mẫu")
        appoint(MACHINE, account, role=role, unit=unit, since=date(2026, 1, 1), decision="mẫu")
        return account

    return make


@pytest.fixture
def units() -> dict[str, Unit]:
    keys = [COMMUNE, OTHER, PROVINCE, "lang-son/so-ngoai-vu"]
    return {unit.key: unit for unit in take_up(MACHINE, keys, ground="mẫu")}


@pytest.fixture
def officer(person: Callable[..., Account]) -> Account:
    return person("officer")


def log(asker: Account, unit: Unit, kind: str, quantity: int, on: date = date(2026, 6, 4), **more: object) -> Activity:
    return record_activity(
        asker, entry=uuid4(), unit=unit, task=None, kind=kind, title="Việc mẫu", on=on, quantity=Decimal(quantity),
        measure="lượt", **more,
    )  # fmt: skip


def test_a_province_is_its_communes_and_departments_and_a_commune_itself(
    officer: Account, units: dict[str, Unit]
) -> None:
    log(officer, units[COMMUNE], "loudspeaker_play", 30, proofs=("https://mau.vn/1",))
    log(officer, units[OTHER], "loudspeaker_play", 12)
    log(officer, units["lang-son/so-ngoai-vu"], "news_web", 5)
    whole = value_of(officer, "C06", units[PROVINCE], JUNE)
    assert (whole.value, whole.proven, whole.declared, whole.state) == (42, 30, 12, "value")
    assert value_of(officer, "loudspeaker_plays", units[COMMUNE], JUNE).value == 30
    assert value_of(officer, "C01", units["lang-son/so-ngoai-vu"], JUNE).value == 5
    assert value_of(officer, "C06", units["lang-son/so-ngoai-vu"], JUNE).state == "zero"
    assert value_of(officer, "D01", units[COMMUNE], JUNE).state == "missing"
    (row,) = rows_behind(officer, value_of(officer, "C06", units[OTHER], JUNE))
    assert (row.source, row.amount, row.standing) == ("activity", 12, "declared")


def test_previous_period_and_the_same_a_year_before_are_two(officer: Account, units: dict[str, Unit]) -> None:
    for on, quantity in ((date(2026, 6, 3), 9), (date(2026, 5, 31), 4), (date(2025, 6, 30), 7)):
        log(officer, units[PROVINCE], "video", quantity, on)
    found = value_of(officer, "C11", units[PROVINCE], JUNE)
    assert found.previous is not None
    assert found.same_last_year is not None
    assert (found.value, found.previous.value, found.same_last_year.value) == (9, 4, 7)
    assert found.same_last_year.begin == date(2025, 6, 1)


def test_the_merger_of_2025_is_a_break(officer: Account, units: dict[str, Unit]) -> None:
    july = value_of(officer, "C06", units[COMMUNE], Span(date(2025, 7, 1), date(2025, 7, 31)))
    assert date(2025, 7, 1) in {one.on for one in july.breaks}
    june = value_of(officer, "C06", units[COMMUNE], JUNE)
    assert june.breaks == ()
    assert june.previous is not None
    assert june.same_last_year is not None
    assert june.previous.breaks == (), "May and June 2026 are of one unit"
    assert {one.on for one in june.same_last_year.breaks} == {date(2025, 7, 1)}, "June 2025 was before the merger"
    assert june.crossed == (), "a mark stands beside a value only"
    log(officer, units[COMMUNE], "loudspeaker_play", 3, on=date(2025, 6, 3))
    assert {one.on for one in value_of(officer, "C06", units[COMMUNE], JUNE).crossed} == {date(2025, 7, 1)}
    now = value_of(officer, "C06", units[COMMUNE], JUNE, "as_is")
    assert now.same_last_year is not None
    assert now.same_last_year.breaks == ()


def test_a_signed_number_stays_and_later_evidence_opens_a_restatement(
    officer: Account, person: Callable[..., Account], units: dict[str, Unit]
) -> None:
    leader = person("leader", units[COMMUNE])
    log(officer, units[COMMUNE], "loudspeaker_play", 30)
    signed = sign_period(leader, units[COMMUNE], JUNE, ["C06", "A02"], "Báo cáo 05/BC-UBND")
    assert sign_period(leader, units[COMMUNE], JUNE, ["C06"], "").pk == signed.pk
    assert look_again(leader, signed) == []
    log(officer, units[COMMUNE], "loudspeaker_play", 8)
    assert value_of(officer, "C06", units[COMMUNE], JUNE).value == 30
    assert value_of(officer, "C06", units[COMMUNE], JUNE, live=True).value == 38
    figure = signed.figures.get(code="loudspeaker_plays")
    again = recomputed(figure)
    assert (str(again.value), again.hash) == (figure.value, figure.hash)
    (opened,) = look_again(leader, signed)
    assert (Decimal(opened.value), len(opened.added), opened.state) == (38, 1, "open")
    assert look_again(leader, signed) == []
    decide_restatement(leader, opened, True, "Bổ sung nhật ký phát")
    shown = value_of(officer, "C06", units[COMMUNE], JUNE)
    assert shown.signed
    assert shown.restated is not None
    assert (shown.value, shown.restated.value) == (30, 38)


def test_the_clerk_finds_what_came_late(
    officer: Account, person: Callable[..., Account], units: dict[str, Unit]
) -> None:
    leader = person("leader", units[COMMUNE])
    log(officer, units[COMMUNE], "video", 2)
    signed = sign_period(leader, units[COMMUNE], JUNE, ["C11"])
    look_over_signed_periods.call()
    assert Restatement.objects.count() == 0
    log(officer, units[COMMUNE], "video", 1)
    look_over_signed_periods.call()
    look_over_signed_periods.call()
    assert [row.value for row in Restatement.objects.filter(figure__period=signed)] == ["3"]


def test_entered_events_count_once_and_corrections_stand_in_their_place(
    officer: Account, units: dict[str, Unit]
) -> None:
    fields = {"outlet": "Báo mẫu", "answered_at": "2026-06-10T08:00:00+07:00", "due_at": "2026-06-12T08:00:00+07:00"}
    event = record_event(officer, "enquiry", fields, date(2026, 6, 9), units[PROVINCE], UUID(int=7))
    assert record_event(officer, "enquiry", fields, date(2026, 6, 9), units[PROVINCE], UUID(int=7)).pk == event.pk
    assert value_of(officer, "G03", units[PROVINCE], JUNE).value == 100
    late = fields | {"answered_at": "2026-06-13T08:00:00+07:00"}
    fresh = amend_event(officer, event, late, date(2026, 6, 9), UUID(int=8), "Ghi nhầm ngày")
    assert value_of(officer, "G03", units[PROVINCE], JUNE).value == 0
    withdraw_event(officer, fresh, "Không có yêu cầu này")
    assert value_of(officer, "G03", units[PROVINCE], JUNE).state == "missing"
    assert set(Entry.objects.filter(verb__startswith="measurement.").values_list("verb", flat=True)) == {
        "measurement.record_event", "measurement.amend_event", "measurement.withdraw_event",
    }  # fmt: skip


def test_what_is_wrong_with_an_event_is_said(officer: Account, units: dict[str, Unit]) -> None:
    with pytest.raises(ValidationError, match="không có trường «color»"):
        record_event(officer, "enquiry", {"color": "x"}, date(2026, 6, 9), units[PROVINCE], uuid4())
    with pytest.raises(ValidationError, match="chỉ nhận số nguyên"):
        record_event(officer, "legal_summary", {"requests": "1.5"}, date(2026, 6, 9), units[PROVINCE], uuid4())
    with pytest.raises(ValidationError, match="Cần ghi thời điểm"):
        record_event(officer, "enquiry", {}, None, units[PROVINCE], uuid4())
    switch_over(officer, "enquiry", date(2026, 6, 1), "mẫu")
    with pytest.raises(ValidationError, match="không nhập tay"):
        record_event(officer, "enquiry", {}, date(2026, 6, 9), units[PROVINCE], uuid4())


def test_own_reach_ends_at_the_own_commune(
    officer: Account, person: Callable[..., Account], units: dict[str, Unit]
) -> None:
    focal = person("focal_point", units[COMMUNE])
    log(officer, units[COMMUNE], "loudspeaker_play", 3)
    assert value_of(focal, "C06", units[COMMUNE], JUNE).value == 3
    for unit in (units[OTHER], units[PROVINCE]):
        with pytest.raises(PermissionDenied):
            value_of(focal, "C06", unit, JUNE)


def test_a_new_version_of_a_formula_stands_from_its_day(officer: Account, units: dict[str, Unit]) -> None:
    log(officer, units[PROVINCE], "video", 9)
    wrong = define_formula(
        officer, "C11", "count(product where)", valid_from=date(2026, 6, 1), owner="Sở", ground="QĐ mẫu"
    )
    assert isinstance(wrong, Issue)
    assert wrong.facts["column"] == 20
    text = "count(product where kind='video' and duration_min is set)"
    made = define_formula(officer, "C11", text, valid_from=date(2026, 6, 1), owner="Sở", ground="QĐ mẫu")
    assert isinstance(made, Definition)
    june, may = values_for(officer, ["C11"], [units[PROVINCE]], JUNE)[0], Span(date(2026, 5, 1), date(2026, 5, 31))
    assert (june.version, june.state) == (2, "zero")
    assert value_of(officer, "C11", units[PROVINCE], may).version == 1


def test_targets_and_what_may_not_have_one(officer: Account, units: dict[str, Unit]) -> None:
    log(officer, units[PROVINCE], "video", 9)
    set_target(officer, "C11", units[PROVINCE], JUNE.start, JUNE.end, Decimal(10), "Kế hoạch mẫu")
    found = value_of(officer, "C11", units[PROVINCE], JUNE)
    assert (found.target, found.met) == (10, False)
    with pytest.raises(ValidationError, match="chỉ để theo dõi"):
        set_target(officer, "F04", units[PROVINCE], JUNE.start, JUNE.end, Decimal(10), "x")


def test_agencies_are_counted_from_the_rolls(officer: Account, units: dict[str, Unit]) -> None:
    log(officer, units[COMMUNE], "document_issued", 1, values={"document_kind": "plan"})
    found = value_of(officer, "B02", units[PROVINCE], JUNE)
    assert found.value is not None
    assert Decimal("1.0") < found.value < Decimal("1.4")  # one of 65 communes and some departments
    assert value_of(officer, "B02", units[COMMUNE], JUNE).value == 100


def test_money_counts_on_the_day_of_its_last_step(officer: Account, units: dict[str, Unit]) -> None:
    from nhip.plans.models.funding import FundingLine, FundingStep
    from nhip.plans.models.plans import Plan
    from nhip.plans.models.tasks import Task

    task = Task.objects.create(plan=Plan.objects.create(title="Kế hoạch mẫu"), summary="Một việc")
    line = FundingLine.objects.create(
        task=task,
        unit=units[COMMUNE],
        what="In tờ rơi",
        quantity=1,
        measure="bộ",
        norm=500,
        state="allotted",
        amount=500,
    )
    for state, on in (("proposed", date(2026, 5, 4)), ("allotted", date(2026, 6, 4))):
        FundingStep.objects.create(line=line, state=state, amount=500, on=on, by=officer)
    assert value_of(officer, "A01", units[COMMUNE], JUNE).value == 500
    assert value_of(officer, "A01", units[COMMUNE], Span(date(2026, 5, 1), date(2026, 5, 31))).value is None
