"""Background doors of this room: what is due goes out, machines deliver, letters are sent and bounces read."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from nhip.agencies.queries.units import names
from nhip.channels.actions.browsers import erase_unanswered
from nhip.channels.actions.conversations import answer_there, forget_ended
from nhip.channels.actions.delivering import work_deliveries
from nhip.channels.actions.letters import read_mailbox, work_letters
from nhip.channels.actions.notes import work_notes
from nhip.channels.actions.own_readers import count_own_readers
from nhip.channels.actions.releases import go_out, withdraw_unagreed
from nhip.channels.actions.results import read_results
from nhip.channels.actions.subscribers import erase_unconfirmed
from nhip.channels.actions.telling import tell_people
from nhip.channels.actions.visits import read_counters, take_in_counts
from nhip.channels.actions.warning import warn_of_outlets
from nhip.channels.addresses import story_path
from nhip.channels.queries.conversations import to_answer
from nhip.channels.queries.due import due_releases
from nhip.journal.actors import Machine
from nhip.media.actions.provenance import sign_rendition
from nhip.media.provenance import Published
from nhip.newsroom.actions.people import tell_of_withdrawal
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.people import stories_without_consent
from nhip.newsroom.queries.provenance import unsigned

log = logging.getLogger(__name__)
CLOCK = Machine("channels.clock")
COUNTER = Machine("channels.counter")


@task()
def release_due() -> None:
    """One release after the other, then what machines have to do. A fault of one stops none of the others."""
    for pk in due_releases(timezone.now()):
        try:
            go_out(CLOCK, pk)
        except Exception:
            log.exception("release %s", pk)
    work_deliveries(CLOCK)
    work_letters(CLOCK)
    work_notes(CLOCK)


@task()
def take_down_unagreed() -> None:
    """Stories that show or name somebody whose consent was withdrawn or ran out."""
    for pk, consent in stories_without_consent(timezone.localdate()).items():
        try:
            story = Story.objects.get(pk=pk)
            if withdraw_unagreed(CLOCK, story, consent):
                tell_of_withdrawal(CLOCK, story)
        except Exception:
            log.exception("taking down story %s", pk)


@task()
def sign_public_pictures() -> None:
    """Files of published pictures say who published them, when, and what was done to them."""
    today = timezone.localdate()
    for rendition, story in unsigned(50):
        called = names(None, [story.unit_id], today).get(story.unit_id, "")
        edits = (rendition.filter_spec,)
        said = Published(
            rendition.image.title, called, story.stage.public_at,
            settings.NHIP_ADDRESS + story_path(story.locale.language_code, story.pk), rendition.image.credit, edits,
            rendition.image.machine_made, story.machine_help,
        )  # fmt: skip
        try:
            sign_rendition(CLOCK, rendition, said)
        except Exception:
            log.exception("signing rendition %s", rendition.pk)


@task()
def count_visits() -> None:
    """What the portal's processes counted is added up; then each joined site's finished days are read."""
    take_in_counts(COUNTER, Path(settings.NHIP_DATA) / "counts")
    read_counters(COUNTER)


@task()
def read_own_results() -> None:
    """What came of our own postings, once a day each; who wants our letters; and whatever waits for a person."""
    read_results(CLOCK)
    count_own_readers(CLOCK)
    tell_people(CLOCK)


@task()
def warn_of_channels() -> None:
    """Licences near their end, channels that nobody answers for."""
    warn_of_outlets(CLOCK)


@task()
def read_bounces() -> None:
    """Letters that came back, and askings that nobody confirmed."""
    read_mailbox()
    erase_unconfirmed()
    erase_unanswered()


@task()
def answer_conversations() -> None:
    """Approved answers go where the question stood; then keys whose time is over are erased."""
    for pk in to_answer(timezone.now()):
        try:
            answer_there(CLOCK, pk)
        except Exception:
            log.exception("conversation %s", pk)
    forget_ended(CLOCK, timezone.now())
