"""An answer: written, handed in, approved by somebody who wrote no word of it, and taken down where it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.feedback.actions.handling import held, step
from nhip.feedback.actions.telling import tell_office
from nhip.feedback.answering import against, digest
from nhip.feedback.asking import HEARD
from nhip.feedback.models.answers import Answer, AnswerEdit
from nhip.feedback.models.matters import Matter
from nhip.feedback.queries.matters import answer_at_work, sides
from nhip.journal.actions import write
from nhip.law.terms import packaged
from nhip.text.issues import Issue
from nhip.text.languages import of_path
from nhip.text.normalise import fold

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def write_answer(
    asker: Account, matter_id: int, text: str, *, public: bool = False, title: str = "", question: str = ""
) -> Answer:
    """Keep the draft. Raises PermissionDenied, Refused where no answer is being written."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    if "answerer" not in sides(asker, row):
        raise PermissionDenied("feedback.answer")
    if row.state != "routed":
        raise Refused([Issue("state", "feedback.move_not_from_here", {"state": row.get_state_display()})])
    answer = answer_at_work(row) or Answer(matter=row)
    answer.text, answer.public = text.strip(), public
    answer.title, answer.question = title.strip()[:200], question.strip()
    answer.save()
    AnswerEdit.objects.create(answer=answer, by=asker, at=timezone.now())
    write(asker, "feedback.write_answer", row, "", {"number": row.number, "public": public})
    return answer


@transaction.atomic
def submit(asker: Account, matter_id: int, *, names_nobody: bool = False) -> Answer:
    """Hand the answer in to be approved. Raises PermissionDenied, Refused with all that stands against it."""
    row = held(asker, matter_id, "submit")
    answer = answer_at_work(row)
    told = (answer.text, answer.public, answer.title, answer.question) if answer else ("", False, "", "")
    issues = against(
        *told, may_publish=row.may_publish, on=timezone.localdate(), terms=packaged(),
        language=of_path(row.language), names_nobody=names_nobody, heard=row.came_by in HEARD,
    )  # fmt: skip
    if issues or answer is None:
        raise Refused(issues)
    answer.sha256 = digest(*told)
    answer.save(update_fields=["sha256"])
    step(asker, asker, row, "submit", "")
    tell_office(asker, row, "feedback.approve", "feedback_waiting")
    return answer


@transaction.atomic
def take_back(asker: Account, matter_id: int) -> Matter:
    """Write on. Raises PermissionDenied, Refused."""
    row = held(asker, matter_id, "take_back")
    step(asker, asker, row, "take_back", "")
    return row


@transaction.atomic
def return_answer(asker: Account, matter_id: int, reason: str) -> Matter:
    """Give the answer back with what is to be changed. Raises PermissionDenied, Refused."""
    row = held(asker, matter_id, "return", reason)
    step(asker, asker, row, "return", reason)
    return row


@transaction.atomic
def approve(asker: Account, matter_id: int, sha256: str) -> Answer:
    """Answer with exactly the text that was handed in and read. Public where it says so. Raises Refused.

    What was published of an earlier answer gives way to this one.
    """
    row = held(asker, matter_id, "approve")
    answer = answer_at_work(row)
    told = (answer.text, answer.public, answer.title, answer.question) if answer else ("", False, "", "")
    if answer is None or sha256 != answer.sha256 or digest(*told) != answer.sha256:
        raise Refused([Issue("text", "feedback.answer_changed", {})])
    now = timezone.now()
    answer.approved_at, answer.approved_by = now, asker
    if answer.public:
        earlier = row.answers.filter(published_at__isnull=False, taken_down_at__isnull=True)
        earlier.update(taken_down_at=now, taken_down_why="đã có câu trả lời mới")
        answer.published_at = now
        answer.words = fold(" ".join((answer.title, answer.question, answer.text)))
    answer.save()
    step(asker, asker, row, "approve", "")
    return answer


@transaction.atomic
def take_down(asker: Account, matter_id: int, reason: str) -> Answer:
    """Take a published answer away from the public at once. Raises PermissionDenied, Refused."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    if "approver" not in sides(asker, row):
        raise PermissionDenied("feedback.approve")
    answer = row.answers.filter(published_at__isnull=False, taken_down_at__isnull=True).first()
    if answer is None:
        raise Refused([Issue("public", "feedback.nothing_public", {})])
    if not reason.strip():
        raise Refused([Issue("reason", "feedback.reason_missing", {})])
    answer.taken_down_at, answer.taken_down_why = timezone.now(), reason.strip()[:300]
    answer.save(update_fields=["taken_down_at", "taken_down_why"])
    write(asker, "feedback.take_down", row, reason.strip()[:300], {"number": row.number})
    return answer
