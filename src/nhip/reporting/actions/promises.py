"""Promises: gathered from a sent report, given an owner, answered, told how far they have come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.reporting.models.promises import Promise, PromiseNews
from nhip.reporting.models.reports import Report
from nhip.reporting.promises import lines_of, refusal
from nhip.reporting.states import SENT
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.plans.models.past import PastReport


@transaction.atomic
def gather(asker: Account, report: Report) -> list[Promise]:
    """Take the directions and proposals out of a sent report, word for word. Gathering twice adds nothing.

    Raises PermissionDenied without the permit, Refused while the report is not sent.
    """
    held = Report.objects.select_for_update().select_related("round", "unit").get(pk=report.pk)
    _must(asker, held.unit_id)
    if held.state not in SENT:
        raise Refused([Issue("state", "reporting.not_approved_yet", {})])
    if held.promises.exists():
        return list(held.promises.all())
    kinds = {part["key"]: part.get("kind", "") for part in held.round.outline}
    made = [
        _made(asker, held.unit_id, line.kind, line.text, line.addressee, held.round.end, report=held)
        for row in held.versions.first().content["paragraphs"]
        for line in lines_of(kinds.get(row["key"], ""), row["text"])
    ]
    write(asker, "reporting.gather_promises", held, "", {"promises": len(made)})
    return made


@transaction.atomic
def gather_past(asker: Account, report: PastReport) -> list[Promise]:
    """The directions and proposals of an old report, so that the next one can say how far they have come.

    Raises PermissionDenied without the permit, Refused while nobody knows whose report it is.
    """
    if report.unit_id is None:
        raise Refused([Issue("unit", "reporting.past_without_unit", {})])
    _must(asker, report.unit_id)
    known = set(Promise.objects.filter(past__report=report).values_list("past_id", flat=True))
    fresh = report.words.filter(kind__in=("direction", "proposal", "reward")).exclude(pk__in=known)
    made = [_made(asker, report.unit_id, word.kind, word.text, word.addressee, report.end, past=word) for word in fresh]
    if made:
        write(asker, "reporting.gather_promises", report, "", {"promises": len(made)})
    return made


@transaction.atomic
def assign_promise(asker: Account, promise: Promise, unit: str, *, due_on: date | None = None) -> Promise:
    """Say which body answers. Raises PermissionDenied without the permit, KeyError for an unknown body."""
    held = Promise.objects.select_for_update().get(pk=promise.pk)
    _must(asker, held.unit_id)
    (held.owner,) = take_up(asker, [unit], ground=held.text[:200])
    held.due_on = due_on
    held.save(update_fields=("owner", "due_on"))
    write(asker, "reporting.assign_promise", held, "", {"owner": unit, "due_on": due_on})
    return held


@transaction.atomic
def answer_promise(asker: Account, promise: Promise, state: str, answer: str) -> Promise:
    """Answer a proposal, or close a direction. The owner answers; for its directions the unit that promised.

    Raises PermissionDenied, Refused for a state without its words.
    """
    held = Promise.objects.select_for_update().get(pk=promise.pk)
    speaker = held.unit_id if held.kind == "direction" or held.owner_id is None else held.owner_id
    _must(asker, speaker)
    if rule := refusal(state, answer):
        raise Refused([Issue("answer", f"reporting.{rule}", {})])
    held.state, held.answer = state, answer.strip()
    held.answered_by, held.answered_at = asker, timezone.now()
    held.save(update_fields=("state", "answer", "answered_by", "answered_at"))
    write(asker, "reporting.answer_promise", held, "", {"state": state})
    return held


@transaction.atomic
def tell_how_far(asker: Account, promise: Promise, report: Report | None, state: str, text: str) -> PromiseNews:
    """Say for a report how far a promise has come ("đã thực hiện đến đâu"). Raises as `answer_promise` does."""
    held = Promise.objects.select_for_update().get(pk=promise.pk)
    _must(asker, held.unit_id)
    if rule := refusal(state, text):
        raise Refused([Issue("text", f"reporting.{rule}", {})])
    news = PromiseNews.objects.create(
        promise=held, report=report, state=state, text=text.strip(), by=asker, at=timezone.now()
    )
    held.state = state
    held.save(update_fields=("state",))
    write(asker, "reporting.tell_how_far", held, "", {"state": state, "report": report.pk if report else None})
    return news


def _made(
    asker: Account, unit: int, kind: str, text: str, addressee: str, on: date | None, **stands: object
) -> Promise:
    """One row; a proposal to a body that the directory knows for sure has its owner at once."""
    owner = _owner(asker, unit, addressee, on) if addressee else None
    return Promise.objects.create(
        unit_id=unit, kind=kind, text=text, addressee=addressee[:300], owner=owner, gathered_by=asker,
        gathered_at=timezone.now(), **stands,
    )  # fmt: skip


def _owner(asker: Account, unit: int, name: str, on: date | None) -> object | None:
    from nhip.agencies.queries.units import key_of_row

    held, today = directory(asker), timezone.localdate()
    key = key_of_row(asker, unit)
    territory = held.versions_of(key)[-1].territory if key else None
    context = held.context_of(on or today, held.versions_of(territory)[-1].name if territory else None)
    meant = held.resolve(name, on or today, context).only
    if meant is None:
        return None
    heirs = [one for one in held.successors(meant.unit, today) if one.unit]
    if len(heirs) != 1 or not heirs[0].automatic:
        return None
    return take_up(asker, [heirs[0].unit], ground=name)[0]


def _must(asker: Account, unit: int | None) -> None:
    if not (may(asker, "reporting.submit", unit) or may(asker, "reporting.return", unit)):
        raise PermissionDenied("reporting.submit")
