"""The background door: standing duties get their tasks, run twice nothing is new, one duty's fault is its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.plans.conftest import DOER, GIVER

from nhip.journal.actors import Machine
from nhip.notices.models import Notice
from nhip.plans.actions import tasks
from nhip.plans.actions.telling import remind_of_tasks
from nhip.plans.jobs import make_due_tasks
from nhip.plans.models.tasks import Task
from nhip.project.schedule import SCHEDULE

pytestmark = pytest.mark.django_db


def test_the_clock_makes_the_tasks_of_standing_duties_once(person: Callable[..., object], written: object) -> None:
    officer = person("officer", GIVER)
    duty = tasks.assign(
        officer, plan=written, text="Tin hằng tháng", due_on=None, begins=date(2026, 1, 1), parts={"lead": [DOER]}
    )
    tasks.repeat(officer, duty, rule="monthly")
    make_due_tasks.call()
    made = Task.objects.filter(instance_of=duty).count()
    assert made >= 1
    make_due_tasks.call()
    assert Task.objects.filter(instance_of=duty).count() == made
    assert make_due_tasks.enqueue in {job.run for job in SCHEDULE}


def test_people_are_told_what_is_theirs_each_step_once(person: Callable[..., object], written: object) -> None:
    officer, doer = person("officer", GIVER), person("focal_point", DOER)
    judge = person("leader", GIVER)
    task = tasks.assign(officer, plan=written, text="Nộp bài", due_on=date(2026, 5, 4), parts={"lead": [DOER]})

    def told(account: object) -> list[str]:
        return list(Notice.objects.filter(account=account).order_by("pk").values_list("kind", flat=True))

    assert told(doer) == ["task_assigned"]
    tasks.accept(doer, task)
    tasks.hand_in(doer, task, result="xong")
    assert told(judge) == ["task_waiting"]
    tasks.return_hand_in(officer, task, reason="Thiếu ảnh")
    returned = Notice.objects.get(account=doer, kind="task_returned")
    assert "Thiếu ảnh" in returned.body
    assert returned.link == f"/nhiem-vu/{task.pk}/"
    for on in (date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 6), date(2026, 5, 7), date(2026, 5, 13)):
        remind_of_tasks(Machine("thử"), on)
    assert told(doer)[2:] == ["task_due_soon", "task_overdue", "task_overdue"]
    assert told(officer).count("task_waiting") == 1
