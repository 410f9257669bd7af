"""Tasks moved by the real actions: who may, in which order, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.plans.conftest import DOER, GIVER, OTHER

from nhip.agencies.refusals import Refused
from nhip.journal.models import Entry
from nhip.plans.actions import tasks
from nhip.plans.models.tasks import Task
from nhip.plans.queries.tasks import Wanted, shown, standing_of, tally, task_for, tasks_found

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 30)


@pytest.fixture
def officer(person: Callable[..., object]) -> object:
    return person("officer", GIVER)


@pytest.fixture
def doer(person: Callable[..., object]) -> object:
    return person("focal_point", DOER)


@pytest.fixture
def task(officer: object, written: object) -> Task:
    return tasks.assign(
        officer, plan=written, text="Tổ chức 02 lớp tập huấn", due_on=DUE, ground="KH 12/KH-UBND",
        parts={"lead": [DOER], "coordinating": [OTHER]},
    )  # fmt: skip


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {issue.code for issue in error.value.issues}


def test_a_task_goes_from_desk_to_done_and_every_move_is_kept(officer: object, doer: object, task: Task) -> None:
    tasks.accept(doer, task)
    tasks.report_progress(doer, task, text="Đã mở lớp thứ nhất", percent=50, link="https://mau.vn/tap-huan")
    tasks.hand_in(doer, task, result="02 lớp, 61 người")
    returned = tasks.return_hand_in(officer, task, reason="Thiếu danh sách")
    assert (returned.state, returned.handed_in_at) == ("returned", None)
    tasks.hand_in(doer, task, result="02 lớp, 61 người, có danh sách")
    done = tasks.accept_hand_in(officer, task)
    assert done.state == "done"
    verbs = list(task.moves.values_list("verb", flat=True))
    assert verbs == ["assign", "accept", "report_progress", "hand_in", "return_hand_in", "hand_in", "accept_hand_in"]
    journal = list(Entry.objects.filter(subject=f"plans.task:{task.pk}").values_list("verb", flat=True))
    assert sorted(journal) == sorted(f"plans.{verb}" for verb in verbs)
    assert task.progress.get().link == "https://mau.vn/tap-huan"


def test_a_returned_hand_in_counts_as_not_done(officer: object, doer: object, task: Task) -> None:
    tasks.accept(doer, task)
    tasks.hand_in(doer, task, result="xong")
    tasks.return_hand_in(officer, task, reason="chưa đủ")
    task.refresh_from_db()
    assert standing_of(task, DUE + timedelta(days=1)) == "overdue"
    assert tally([task], DUE + timedelta(days=1)).overdue == 1
    assert list(tasks_found(officer, Wanted(standing="overdue"), DUE + timedelta(days=1))) == [task]


def test_only_the_doer_takes_it_on_and_only_the_giver_judges(
    officer: object, doer: object, task: Task, person: Callable[..., object]
) -> None:
    helper = person("focal_point", OTHER)  # helps, does not do
    for deed in (lambda who: tasks.accept(who, task), lambda who: tasks.hand_in(who, task, result="x")):
        with pytest.raises(PermissionDenied):
            deed(helper)
    tasks.accept(doer, task)
    tasks.hand_in(doer, task, result="xong")
    with pytest.raises(PermissionDenied):
        tasks.accept_hand_in(doer, task)
    assert tasks.accept_hand_in(officer, task).state == "done"


def test_who_handed_in_never_judges_even_with_both_sides(person: Callable[..., object], written: object) -> None:
    both = person("officer", GIVER)  # gives everywhere, works at the giver's own office
    own = tasks.assign(both, plan=written, text="Tự làm", due_on=DUE, parts={"lead": [GIVER]})
    tasks.accept(both, own)
    tasks.hand_in(both, own, result="xong")
    for deed in (lambda: tasks.accept_hand_in(both, own), lambda: tasks.return_hand_in(both, own, reason="x")):
        with pytest.raises(Refused) as error:
            deed()
        assert codes(error) == {"plans.own_hand_in"}
    assert "accept_hand_in" not in shown(both, Task.objects.get(pk=own.pk), DUE).deeds
    assert tasks.accept_hand_in(person("officer", OTHER), own).state == "done"


def test_a_task_in_pieces_is_handed_in_when_they_are_done(officer: object, doer: object, task: Task) -> None:
    tasks.accept(doer, task)
    first, second = tasks.split(doer, task, pieces=["Mời giảng viên", " ", "Mở lớp"], due_on=date(2026, 5, 1))
    with pytest.raises(Refused) as error:
        tasks.hand_in(doer, task, result="xong")
    assert codes(error) == {"plans.pieces_open"}
    for piece in (first, second):
        tasks.accept(doer, piece)
        tasks.hand_in(doer, piece, result="xong")
        tasks.accept_hand_in(officer, piece)
    assert tasks.hand_in(doer, task, result="xong").state == "handed_in"
    with pytest.raises(Refused) as error:
        tasks.split(officer, Task.objects.create(key="X", text="x", due_on=DUE), pieces=[" "])
    assert codes(error) == {"plans.pieces_missing"}


def test_a_limit_moves_only_forward_and_only_by_decision(officer: object, task: Task) -> None:
    with pytest.raises(Refused) as error:
        tasks.extend(officer, task, due_on=DUE, decision=" ")
    assert codes(error) == {"plans.decision_missing", "plans.extended_backwards"}
    tasks.extend(officer, task, due_on=date(2026, 8, 1), decision="CV 9/UBND-VX")
    again = tasks.extend(officer, task, due_on=date(2026, 9, 1), decision="CV 10/UBND-VX")
    assert (again.extended_from, again.due_on) == (DUE, date(2026, 9, 1))


def test_a_successor_takes_over_and_takes_it_on_anew(
    officer: object, doer: object, task: Task, person: Callable[..., object]
) -> None:
    tasks.accept(doer, task)
    part = task.parts.get(role="lead")
    moved = tasks.hand_over(officer, task, part=part, unit=OTHER, decision="QĐ 5/QĐ-UBND")
    assert moved.state == "assigned"
    part.refresh_from_db()
    assert (part.unit.key, part.decision) == (OTHER, "QĐ 5/QĐ-UBND")
    with pytest.raises(PermissionDenied):
        tasks.accept(doer, task)
    assert tasks.accept(person("focal_point", OTHER), task).state == "accepted"


def test_what_is_closed_leaves_the_denominator(officer: object, task: Task) -> None:
    with pytest.raises(Refused):
        tasks.close(officer, task, reason="")
    closed = tasks.close(officer, task, reason="Trùng với nhiệm vụ khác")
    assert tally([closed], date(2027, 1, 1)).counted == 0


def test_nobody_else_sees_the_task(doer: object, task: Task, person: Callable[..., object]) -> None:
    stranger = person("focal_point", "lang-son/so-tai-chinh")
    assert task_for(stranger, task.pk) is None
    assert task_for(doer, task.pk) == task
    assert list(tasks_found(stranger, Wanted(), DUE)) == []


def test_a_task_without_a_doer_is_refused(officer: object, written: object) -> None:
    with pytest.raises(Refused) as error:
        tasks.assign(
            officer, plan=written, text=" ", begins=date(2026, 7, 1), due_on=DUE, parts={"coordinating": [DOER]}
        )
    assert codes(error) == {"plans.task_empty", "plans.nobody_does_it", "plans.due_before_begin"}
