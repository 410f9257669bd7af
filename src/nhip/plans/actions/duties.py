"""Standing duties make their own tasks, one a period. Made twice, they are the same."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from nhip.journal.actions import write
from nhip.journal.actors import Actor
from nhip.plans.models.tasks import Task, TaskMove, TaskPart
from nhip.plans.recurring import Span, due_spans


@transaction.atomic
def make_instances(actor: Actor, duty: Task, today: date) -> list[Task]:
    """The tasks of every period of the duty that has begun and has none yet. One entry, only when some were made."""
    held = Task.objects.select_for_update().get(pk=duty.pk)
    if not held.recurs or held.state in ("draft", "done", "closed"):
        return []
    start = held.begins or timezone.localdate(held.moves.earliest("pk").at) if held.moves.exists() else held.begins
    known = set(held.instances.values_list("begins", flat=True))
    spans = due_spans(held.recurs, start, held.ends, today)
    if start is not None and held.plan is not None and held.plan.adopted_on is not None:
        # nobody owes the periods that were over before the plan stood on desks
        spans = tuple(span for span in spans if span.ends >= held.plan.adopted_on)
    made = [_make(held, span) for span in spans if span.begins not in known]
    if made:
        write(actor, "plans.make_instances", held, held.get_recurs_display(), {"periods": len(made)})
    return made


def _make(duty: Task, span: Span) -> Task:
    text = f"{duty.summary or duty.text} ({span.label})"
    task = Task.objects.create(
        plan=duty.plan, instance_of=duty, key=f"{duty.key}@{span.begins:%Y%m%d}"[:40], text=text, summary=text,
        start=duty.start, end=duty.end, section=duty.section, request=duty.request, campaign=duty.campaign,
        state="assigned", begins=span.begins, ends=span.ends, due_on=span.ends,
    )  # fmt: skip
    task.topics.set(duty.topics.all())
    _copy_parts(duty, task)
    TaskMove.objects.create(task=task, verb="assign", was="", now="assigned", at=timezone.now())
    return task


def _copy_parts(duty: Task, task: Task) -> None:
    """The same bodies with the same parts; an open question stays open in the instance too."""
    fields = ("name", "role", "generic", "asked", "unit_id", "was", "question", "choices", "expanded", "moved_by")
    heads = list(duty.parts.filter(of=None))
    copies = TaskPart.objects.bulk_create(
        TaskPart(task=task, **{name: getattr(part, name) for name in fields}) for part in heads
    )
    under = {part.pk: copy for part, copy in zip(heads, copies, strict=True)}
    TaskPart.objects.bulk_create(
        TaskPart(task=task, of=under[part.of_id], **{name: getattr(part, name) for name in fields})
        for part in duty.parts.filter(of__in=under)
    )
