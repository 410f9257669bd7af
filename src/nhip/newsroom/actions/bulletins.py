"""A bulletin gathers what is public: a draft with each story's title, lead and way to it, for an editor to finish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.newsroom.actions.stories import open_story, save_text
from nhip.newsroom.kinds import kinds
from nhip.newsroom.queries.public import public_stories
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.newsroom.models.stories import Story
    from nhip.plans.models.tasks import Task


@transaction.atomic
def gather_bulletin(
    asker: Account, unit: Unit, title: str, gathered: Sequence[int], *, language: str = "vi", task: Task | None = None,
    planned_on: date | None = None,
) -> Story:  # fmt: skip
    """A draft bulletin of these public stories, in the order given. Raises PermissionDenied, Refused for too few."""
    held = {one.pk: one for one in public_stories(language).filter(pk__in=gathered)}
    chosen = [held[pk] for pk in dict.fromkeys(gathered) if pk in held]
    needed = kinds()["bulletin"].gathers
    if len(chosen) < needed:
        facts = {"needed": f"{needed:02d}", "count": f"{len(chosen):02d}"}
        raise Refused([Issue("body", "newsroom.gathered_few", facts)])
    story = open_story(asker, unit, title, kind="bulletin", language=language, task=task, planned_on=planned_on)
    body = [("words", RichText("".join(_piece(one) for one in chosen)))]
    sources = "\n".join(dict.fromkeys(line for one in chosen for line in one.sources.splitlines() if line.strip()))
    save_text(asker, story, body=body, sources=sources[:1000], contact=chosen[0].contact)
    return story


def _piece(one: Story) -> str:
    title = f'<h3><a linktype="page" id="{one.pk}">{escape(one.title)}</a></h3>'
    return f"{title}<p>{escape(one.lead)}</p>"
