"""The clock: what is due, what failed stays due, what was done is remembered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from nhip.journal.models import Entry
from nhip.project import schedule
from nhip.project.schedule import Job

HOUR = timedelta(hours=1)


def test_a_job_is_due_after_its_time_and_when_never_done_and_when_the_clock_went_back() -> None:
    jobs = (Job("a", HOUR, list), Job("b", HOUR, list), Job("c", HOUR, list), Job("d", HOUR, list))
    last = {"a": 10_000.0, "b": 10_000.0 - 3600, "d": 20_000.0}
    assert [job.name for job in schedule.due(last, 10_000.0, jobs)] == ["b", "c", "d"]


@pytest.fixture
def no_memory() -> None:
    (settings.NHIP_DATA / "schedule.json").unlink(missing_ok=True)


@pytest.mark.django_db
def test_what_was_done_is_remembered_and_what_failed_is_due_again(no_memory: None) -> None:
    ran: list[str] = []

    def fails() -> None:
        ran.append("bad")
        raise RuntimeError

    jobs = (Job("bad", HOUR, fails), Job("good", HOUR, lambda: ran.append("good")))
    assert schedule.run_due(jobs) == ["good"]
    assert schedule.run_due(jobs) == []
    assert ran == ["bad", "good", "bad"]


@pytest.mark.django_db
def test_a_spoilt_memory_costs_one_more_run(no_memory: None) -> None:
    (settings.NHIP_DATA / "schedule.json").write_text("{")
    assert schedule.run_due((Job("x", HOUR, list),)) == ["x"]


@pytest.mark.django_db
def test_every_job_of_the_page_runs_twice_without_harm(no_memory: None) -> None:
    names = [job.name for job in schedule.SCHEDULE]
    before = Entry.objects.count()
    assert schedule.run_due() == names
    (settings.NHIP_DATA / "schedule.json").unlink()
    assert schedule.run_due() == names
    assert Entry.objects.count() == before
