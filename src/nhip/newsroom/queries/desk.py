"""What stands at a desk: whose it is, what waits for whom, narrowed and found by words, counted by task and topic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import Revision

from nhip.agencies.permits import reach_of
from nhip.newsroom.models.stages import Stage, StoryMove
from nhip.newsroom.queries.stories import stages_for
from nhip.newsroom.searching import desk_words
from nhip.newsroom.states import SHOWN

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

VIEWS = ("mine", "waiting", "planned", "scheduled", "published", "withdrawn", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a desk is asked for. `view` is one of VIEWS; the rest narrows it. `task` 0: those without a task."""

    view: str = "all"
    words: str = ""
    kind: str = ""
    language: str = ""
    topic: str = ""
    task: int | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stories belong to something, and how many of them are public. `key` is a task's id or a topic's code."""

    key: int | str
    name: str
    stories: int
    public: int


def desk_rows(asker: Account, wanted: Wanted) -> QuerySet[Stage]:
    """The stages asked for, the latest text first; what is planned, by its day (`channels` knows the moment)."""
    rows = _narrowed(_seen(asker, wanted.view), wanted)
    if wanted.view in ("planned", "scheduled"):
        return rows.order_by(F("planned_on").asc(nulls_last=True), "pk")
    return rows.order_by("-story__latest_revision_created_at", "-pk")


def counts(asker: Account, wanted: Wanted) -> dict[str, int]:
    """How many stand in each view, narrowed in the same way."""
    return {view: _narrowed(_seen(asker, view), wanted).count() for view in VIEWS}


def by_task(asker: Account, wanted: Wanted) -> list[Tally]:
    """Tasks with stories, those with the most first."""
    rows = _narrowed(stages_for(asker), wanted).filter(story__task__isnull=False).order_by()
    found = rows.values("story__task", "story__task__summary", "story__task__text").annotate(
        n=Count("pk"), out=Count("pk", filter=Q(public__in=SHOWN))
    )
    listed = [
        Tally(one["story__task"], one["story__task__summary"] or one["story__task__text"], one["n"], one["out"])
        for one in found
    ]
    return sorted(listed, key=lambda one: (-one.stories, one.name))


def by_topic(asker: Account, wanted: Wanted) -> list[Tally]:
    """Topics with stories, by their codes; the face names them."""
    rows = _narrowed(stages_for(asker), wanted).exclude(story__topic="").order_by()
    found = rows.values("story__topic").annotate(n=Count("pk"), out=Count("pk", filter=Q(public__in=SHOWN)))
    listed = [Tally(one["story__topic"], one["story__topic"], one["n"], one["out"]) for one in found]
    return sorted(listed, key=lambda one: (-one.stories, one.name))


def of_task(asker: Account, task_id: int) -> QuerySet[Stage]:
    """The stories that serve a task, the latest first."""
    return stages_for(asker).filter(story__task=task_id).order_by("-story__latest_revision_created_at", "-pk")


def gatherable(language: str, days: int = 14) -> QuerySet[Stage]:
    """Public stories of the last days that a bulletin may gather, the newest first."""
    since = timezone.now() - timedelta(days=days)
    rows = Stage.objects.filter(public__in=SHOWN, story__live=True, first_public_at__gte=since)
    rows = rows.filter(story__locale__language_code=language).exclude(story__kind="bulletin")
    return rows.select_related("story", "story__unit", "story__locale").order_by("-first_public_at", "-pk")


def _seen(asker: Account, view: str) -> QuerySet[Stage]:
    rows = stages_for(asker)
    if view == "mine":
        mine = _revisions_of(asker)
        return rows.filter(Q(story__owner=asker) | Exists(mine)).exclude(state="published")
    if view == "waiting":
        return _waiting(asker, rows)
    if view == "planned":
        return rows.filter(planned_on__isnull=False).exclude(state="published")
    if view == "scheduled":
        return rows.filter(state="scheduled")
    if view == "published":
        return rows.filter(public__in=SHOWN)
    if view == "withdrawn":
        return rows.filter(public="withdrawn")
    return rows


def _waiting(asker: Account, rows: QuerySet[Stage]) -> QuerySet[Stage]:
    """What the asker can bring on: texts to approve or to release that others wrote, own texts that came back."""
    wrote = Exists(_revisions_of(asker, OuterRef("released_id"))) | Exists(_handed_in_by(asker))
    others = ~wrote & ~Q(story__owner=asker, released__isnull=True)
    asked = Q(state="returned", story__owner=asker)
    for verb, state in (("newsroom.approve", "submitted"), ("channels.release", "approved")):
        reach = reach_of(asker, verb)
        at = Q() if reach is None else Q(story__unit__in=reach)
        asked |= Q(state=state) & at & others
    return rows.filter(asked)


def _revisions_of(asker: Account, after: object = None) -> QuerySet[Revision]:
    """Texts of a stage's story that the asker wrote; `after`: only those since that revision."""
    rows = Revision.page_revisions.filter(object_id=Cast(OuterRef("story_id"), CharField()), user=asker)
    return rows if after is None else rows.filter(pk__gt=Coalesce(after, Value(0)))


def _handed_in_by(asker: Account) -> QuerySet[StoryMove]:
    return StoryMove.objects.filter(
        story=OuterRef("story_id"), verb="submit", by=asker, revision__gt=Coalesce(OuterRef("released_id"), Value(0))
    )


def _narrowed(rows: QuerySet[Stage], wanted: Wanted) -> QuerySet[Stage]:
    for word in desk_words(wanted.words):
        rows = rows.filter(search_key__contains=word)
    if wanted.kind:
        rows = rows.filter(story__kind=wanted.kind)
    if wanted.language:
        rows = rows.filter(story__locale__language_code=wanted.language)
    if wanted.topic:
        rows = rows.filter(story__topic=wanted.topic)
    if wanted.task is not None:
        rows = rows.filter(story__task=wanted.task) if wanted.task else rows.filter(story__task__isnull=True)
    if wanted.unit is not None:
        rows = rows.filter(story__unit=wanted.unit)
    return rows
