"""The background door: standing duties get their tasks, run twice nothing is new, one duty's fault is its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.plans.conftest import DOER, GIVER

from nhip.plans.actions import tasks
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
