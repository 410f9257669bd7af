"""Topics of a plan, kept by people: added, retired, hung on tasks so that the work done for them counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans.models.topics import Topic
from nhip.plans.queries.sides import is_doer, is_giver, may_at
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.plans.models.plans import Plan
    from nhip.plans.models.tasks import Task


@transaction.atomic
def add_topic(asker: Account, plan: Plan, *, name: str, kind: str = "theme", parent: Topic | None = None) -> Topic:
    """Add a topic to a plan, under another of the same plan or at the root. Raises PermissionDenied, Refused."""
    _must(asker, plan)
    issues = [] if name.strip() else [Issue("name", "plans.title_missing", {})]
    if kind not in Topic.Kind.values or (parent is not None and parent.plan_id != plan.pk):
        issues.append(Issue("parent", "plans.topic_elsewhere", {}))
    if issues:
        raise Refused(issues)
    topic = Topic.objects.create(
        plan=plan, parent=parent, kind=parent.kind if parent else kind, name=name.strip()[:600],
        position=plan.topics.filter(parent=parent).count() + 1,
    )  # fmt: skip
    write(asker, "plans.add_topic", topic, "", {"name": topic.name, "plan": plan.pk})
    return topic


@transaction.atomic
def retire_topic(asker: Account, topic: Topic) -> Topic:
    """Take a topic and those under it out of use; what was counted stays readable."""
    if topic.plan is None:
        raise PermissionDenied("plans.write")
    _must(asker, topic.plan)
    topics, queue = [topic.pk], [topic.pk]
    while queue:
        below = list(Topic.objects.filter(parent=queue.pop(), retired=False).values_list("pk", flat=True))
        fresh = [pk for pk in below if pk not in topics]
        topics += fresh
        queue += fresh
    Topic.objects.filter(pk__in=topics).update(retired=True)
    write(asker, "plans.retire_topic", topic, "", {"topics": len(topics)})
    topic.retired = True
    return topic


@transaction.atomic
def tag_task(asker: Account, task: Task, topics: Iterable[int]) -> Task:
    """Say which topics of its plan a task is about. Raises PermissionDenied for whoever neither gives nor does it."""
    if not (is_giver(asker, task) or is_doer(asker, task)):
        raise PermissionDenied("plans.work")
    kept = Topic.objects.filter(plan=task.plan_id, retired=False, pk__in=list(topics))
    task.topics.set(kept)
    write(asker, "plans.tag_task", task, "", {"topics": sorted(topic.pk for topic in kept)})
    return task


def _must(asker: Account, plan: Plan) -> None:
    if not may_at(asker, "plans.write", plan.unit_id):
        raise PermissionDenied("plans.write")
