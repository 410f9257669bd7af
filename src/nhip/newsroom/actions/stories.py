"""A story from its first draft to the moment it may go out: open, note each edit, submit, approve, return."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.newsroom.actions.desks import open_desk, take_seat
from nhip.newsroom.checklist import open_points
from nhip.newsroom.kinds import kinds
from nhip.newsroom.models.stages import Stage, StoryMove
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.stories import authors, checklist, digest_of, draft_of, free_slug, newest, plain_of, sides
from nhip.newsroom.queries.translating import translation_of
from nhip.newsroom.searching import desk_key
from nhip.newsroom.states import BOUND, MOVES, refusals
from nhip.text.issues import Issue
from nhip.text.languages import codes

if TYPE_CHECKING:
    from wagtail.models import Revision

    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.tasks import Task


@transaction.atomic
def open_story(
    asker: Account, unit: Unit, title: str, *, kind: str = "story", language: str = "vi", task: Task | None = None,
    planned_on: date | None = None, translation_of: Story | None = None,
) -> Story:  # fmt: skip
    """A new draft at the agency's desk. Raises PermissionDenied, Refused without a title or for an unknown kind."""
    permit = "newsroom.write" if translation_of is None else "newsroom.translate"
    if not may(asker, permit, unit):
        raise PermissionDenied(permit)
    issues = []
    if not title.strip():
        issues.append(Issue("title", "newsroom.title_missing", {}))
    if kind not in kinds():
        issues.append(Issue("kind", "newsroom.kind_unknown", {"kind": kind}))
    desk = open_desk(asker, unit) if translation_of is None else translation_of.get_parent().specific
    locale = Locale.objects.get_or_create(language_code=language)[0] if language in codes() else None
    if locale is None:
        issues.append(Issue("language", "newsroom.language_unknown", {"language": language}))
    elif translation_of is not None and _translated(translation_of, locale):
        issues.append(Issue("language", "newsroom.translated_already", {"language": language}))
    if issues:
        raise Refused(issues)
    story = Story(
        title=title.strip()[:255], slug=free_slug(title), kind=kind, unit=unit, task=task, owner=asker, locale=locale,
        live=False,
    )  # fmt: skip
    if translation_of is not None:
        story.translation_key = translation_of.translation_key
        story.task_id, story.kind = translation_of.task_id, translation_of.kind
        story.picture_id, story.topic, story.place_id = (
            translation_of.picture_id, translation_of.topic, translation_of.place_id,
        )  # fmt: skip
    desk.add_child(instance=story)
    story.save_revision(user=asker)
    Stage.objects.create(story=story, planned_on=planned_on, search_key=_desk_key(story))
    take_seat(asker)
    write(asker, "newsroom.open_story", story, str(task or ""), {"kind": kind, "language": language})
    return story


@transaction.atomic
def note_edit(asker: Account, story: Story) -> Stage:
    """Called after each saving in the editor: another text than the submitted or approved one is a draft again."""
    stage = Stage.objects.select_for_update().get(story=story)
    revision = newest(story)
    Stage.objects.filter(pk=stage.pk).update(search_key=_desk_key(draft_of(story)))
    if revision is None or stage.state not in BOUND | {"published"} or digest_of(revision) == stage.sha256:
        return stage
    _moved(asker, stage, "edit", "draft", "", revision)
    return stage


@transaction.atomic
def save_text(asker: Account, story: Story, **changes: object) -> Revision:
    """Change fields of a story outside the editor, as a new revision. Raises PermissionDenied, TypeError for others."""
    if not may(asker, "newsroom.write", story.unit_id):
        raise PermissionDenied("newsroom.write")
    current = draft_of(story)
    for name, value in changes.items():
        if name not in _TEXT:
            raise TypeError(name)
        setattr(current, name, value)
    current.full_clean()
    if not current.live and current.stage.public == "none":
        current.save(clean=False)  # what nobody outside ever saw may be found by its newest topic, task and place
    revision = current.save_revision(user=asker)
    write(asker, "newsroom.save_text", story, "", {"fields": ", ".join(sorted(changes))})
    note_edit(asker, story)
    return revision


_TEXT = frozenset({
    "title", "number", "lead", "body", "picture", "byline", "sources", "contact", "machine_help", "topic", "place",
    "task", "search_description",
})  # fmt: skip


@transaction.atomic
def move(asker: Account, story: Story, verb: str, reason: str = "", *, sha256: str | None = None) -> Stage:
    """Make one move of the table. `sha256`: the text the asker was looking at; another text is refused.

    Raises PermissionDenied off its side, Refused with all that stands against it.
    """
    stage = Stage.objects.select_for_update().get(story=story)
    rule = MOVES[verb]
    if rule.side not in sides(asker, story):
        raise PermissionDenied(rule.permit)
    revision = newest(story)
    seen = digest_of(revision) if revision else ""
    missing = len(open_points(checklist(story))) if rule.whole else 0
    issues = refusals(verb, stage.state, author=asker.pk in authors(story, stage), reason=reason, missing=missing)
    if (sha256 is not None and sha256 != seen) or (rule.four_eyes and stage.state in BOUND and stage.sha256 != seen):
        issues.append(Issue("text", "newsroom.text_changed", {}))
    if issues:
        raise Refused(issues)
    _moved(asker, stage, verb, rule.now, reason, revision)
    return stage


@transaction.atomic
def plan_day(asker: Account, story: Story, on: date | None, embargo_until: datetime | None) -> Stage:
    """Say for which day a story is meant and until when nobody outside may see it. Approves nothing.

    An embargo is the story's in every language: its translations get it too, and none may end it before its source.
    """
    if not may(asker, "newsroom.write", story.unit_id):
        raise PermissionDenied("newsroom.write")
    stage = Stage.objects.select_for_update().get(story=story)
    bound = translation_of(story)
    held = Stage.objects.get(story=bound.source).embargo_until if bound else None
    embargo_until = max((day for day in (embargo_until, held) if day is not None), default=None)
    stage.planned_on, stage.embargo_until = on, embargo_until
    stage.save(update_fields=["planned_on", "embargo_until"])
    Stage.objects.filter(story__translation__source=story).update(embargo_until=embargo_until)
    write(asker, "newsroom.plan_day", story, "", {"on": on, "embargo_until": embargo_until})
    return stage


def _moved(asker: Account, stage: Stage, verb: str, now: str, reason: str, revision: Revision | None) -> None:
    was, stage.state = stage.state, now
    stage.revision = revision if now in BOUND else None
    stage.sha256 = digest_of(revision) if revision and now in BOUND else ""
    stage.save(update_fields=["state", "revision", "sha256"])
    StoryMove.objects.create(
        story_id=stage.story_id, verb=verb, was=was, now=now, by=asker, at=timezone.now(), reason=reason.strip()[:500],
        sha256=stage.sha256, revision=revision,
    )  # fmt: skip
    write(asker, f"newsroom.{verb}", stage.story, reason.strip()[:300], {"was": was, "sha256": stage.sha256})


def _desk_key(story: Story) -> str:
    """What the desk finds a text by."""
    return desk_key(story.title, story.lead, story.number, story.byline, plain_of(story)[:2000])


def _translated(story: Story, locale: Locale) -> bool:
    return Story.objects.filter(translation_key=story.translation_key, locale=locale).exists()
