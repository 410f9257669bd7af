"""Everything that happens by the clock, on one page. `nhip work` does what is due; twice is no harm.

When a job last ended well is kept in the data folder. A lost night costs freshness, never truth.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections

from nhip.assistant.jobs import check_keywords, follow_sources
from nhip.channels.jobs import (
    answer_conversations,
    count_visits,
    read_bounces,
    read_own_results,
    release_due,
    sign_public_pictures,
    take_down_unagreed,
    warn_of_channels,
)
from nhip.documents.jobs import read_waiting_documents
from nhip.feedback.jobs import close_and_erase, hand_matters, remind_of_feedback, send_letters
from nhip.journal import actions as journal
from nhip.measurement.jobs import look_over_signed_periods
from nhip.media.jobs import erase_due_originals, look_over_all_rights, pack_recordings
from nhip.newsroom.jobs import read_public_stories, tell_desks_of_stopped
from nhip.notices.jobs import deliver_waiting
from nhip.places.jobs import look_over_places
from nhip.plans.jobs import check_links, make_due_tasks, remind_of_due_tasks
from nhip.reporting.jobs import remind_of_reports

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What is done, and how long after its last good end it is due again."""

    name: str
    every: timedelta
    run: Callable[[], object]


def _forget_finished_work() -> None:
    if settings.TASKS["default"]["BACKEND"].endswith("DatabaseBackend"):
        call_command("prune_db_task_results", verbosity=0)


SCHEDULE = (
    Job("release what is due", timedelta(minutes=1), release_due.enqueue),
    Job("read public stories aloud", timedelta(minutes=1), read_public_stories.enqueue),
    Job("bring the search index up to date", timedelta(minutes=1), follow_sources.enqueue),
    Job("look up keywords once a month", timedelta(days=1), check_keywords.enqueue),
    Job("read what the newsletter brought back", timedelta(minutes=10), read_bounces.enqueue),
    Job("add up visits of public pages", timedelta(hours=1), count_visits.enqueue),
    Job("read what came of postings, tell who has to post", timedelta(minutes=30), read_own_results.enqueue),
    Job("warn of channels of the register", timedelta(days=1), warn_of_channels.enqueue),
    Job("take up documents left behind", timedelta(minutes=5), read_waiting_documents.enqueue),
    Job("follow the links of evidence", timedelta(hours=1), check_links.enqueue),
    Job("pack recordings that were sent", timedelta(minutes=1), pack_recordings.enqueue),
    Job("look over rights to pictures and recordings", timedelta(minutes=10), look_over_all_rights.enqueue),
    Job("write into published pictures where they come from", timedelta(minutes=5), sign_public_pictures.enqueue),
    Job("tell desks what fell away", timedelta(minutes=10), tell_desks_of_stopped.enqueue),
    Job("take down what somebody no longer agrees to", timedelta(minutes=5), take_down_unagreed.enqueue),
    Job("erase files whose day has come", timedelta(days=1), erase_due_originals.enqueue),
    Job("answer where people asked", timedelta(minutes=2), answer_conversations.enqueue),
    Job("send answers by mail", timedelta(minutes=5), send_letters.enqueue),
    Job("hand questions to the province's system", timedelta(minutes=5), hand_matters.enqueue),
    Job("remind of questions due", timedelta(hours=6), remind_of_feedback.enqueue),
    Job("close and erase questions", timedelta(days=1), close_and_erase.enqueue),
    Job("remind of reports due", timedelta(hours=2), remind_of_reports.enqueue),
    Job("look over places, products and gates", timedelta(hours=12), look_over_places.enqueue),
    Job("send waiting notices", timedelta(minutes=5), deliver_waiting.enqueue),
    Job("remind of tasks due", timedelta(hours=6), remind_of_due_tasks.enqueue),
    Job("make the tasks of standing duties", timedelta(hours=6), make_due_tasks.enqueue),
    Job("look over signed figures", timedelta(days=1), look_over_signed_periods.enqueue),
    Job("seal the journal", timedelta(days=1), journal.seal),
    Job("forget ended sessions", timedelta(days=1), lambda: call_command("clearsessions")),
    Job("forget finished work", timedelta(days=1), _forget_finished_work),
)

LOOK_EVERY = 30
"""Seconds between two looks at the clock."""


def due(last: dict[str, float], now: float, jobs: tuple[Job, ...] = SCHEDULE) -> list[Job]:
    """The jobs whose time has come. `last`, `now`: seconds since 1970; a clock set back makes a job due."""
    return [job for job in jobs if not 0 <= now - last.get(job.name, -1e12) < job.every.total_seconds()]


def _file() -> Path:
    return Path(settings.NHIP_DATA) / "schedule.json"


def _last() -> dict[str, float]:
    try:
        return {str(name): float(at) for name, at in json.loads(_file().read_text("utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def run_due(jobs: tuple[Job, ...] = SCHEDULE) -> list[str]:
    """Do what is due, one after the other; what fails is logged and due again. Names what was done."""
    done = []
    last = _last()
    for job in due(last, time.time(), jobs):
        try:
            job.run()
        except Exception:
            log.exception("the job %r failed", job.name)
            continue
        last[job.name] = time.time()
        done.append(job.name)
    if done:
        fresh = _file().with_suffix(".new")
        fresh.write_text(json.dumps(last), "utf-8")
        fresh.replace(_file())
    return done


def keep_running() -> None:
    """Look at the clock from a thread of its own until the process ends."""

    def look() -> None:
        while True:
            run_due()
            close_old_connections()
            time.sleep(LOOK_EVERY)

    threading.Thread(target=look, name="schedule", daemon=True).start()
