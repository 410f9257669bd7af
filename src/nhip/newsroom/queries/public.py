"""What the public has. Nothing else is ever asked for a page that anybody may read: no draft, nothing under embargo.

`language` is Wagtail's code of a locale (vi, en, zh-hans). Rows come with what a page needs: stage, picture, sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from nhip.media.models.pictures import Picture, Rendition
from nhip.newsroom.models.addresses import FormerSlug
from nhip.newsroom.models.public import PublicEdition, PublicPicture
from nhip.newsroom.models.stories import Story
from nhip.newsroom.states import SHOWN


def edition() -> int:
    """A number that is another one whenever anything public has changed."""
    # asked before every public page, kept ones too: plain SQL takes a tenth of the time
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {PublicEdition._meta.db_table} WHERE id = 1")  # noqa: S608
        row = cursor.fetchone()
    return row[0] if row else 0


def public_stories(language: str | None = None) -> QuerySet[Story]:
    """Stories that anybody may read now, the newest first."""
    rows = Story.objects.filter(live=True, stage__public__in=SHOWN).select_related("stage", "locale", "picture")
    rows = rows.order_by("-stage__first_public_at", "-pk")
    return rows if language is None else rows.filter(locale__language_code=language)


def with_pictures(rows: QuerySet[Story]) -> QuerySet[Story]:
    """The same, each picture with the sizes that were made of it."""
    return rows.prefetch_related(Prefetch("picture__renditions", Rendition.objects.all()), "picture__words")


def known_story(language: str, *, slug: str = "", number: int | None = None) -> Story | None:
    """The story at an address: public now, or withdrawn since; None for everything else."""
    found = Story.objects.select_related("stage", "locale", "picture").filter(locale__language_code=language)
    found = found.filter(Q(live=True, stage__public__in=SHOWN) | Q(stage__public="withdrawn"))
    found = found.filter(slug=slug) if number is None else found.filter(pk=number)
    return with_pictures(found).order_by("-live", "pk").first()


def story_once_at(language: str, slug: str) -> Story | None:
    """The story that readers once had at this address: public now, or withdrawn since; None for everything else."""
    moved = FormerSlug.objects.filter(locale__language_code=language, slug=slug).first()
    return known_story(language, number=moved.story_id) if moved is not None else None


def translations(story: Story) -> list[Story]:
    """The same story in the languages in which it is public, itself included."""
    return list(public_stories().filter(translation_key=story.translation_key).order_by("locale__pk"))


def changed_stories(language: str) -> QuerySet[Story]:
    """Stories that were corrected or withdrawn after readers had them, the latest change first."""
    rows = Story.objects.filter(locale__language_code=language).select_related("stage__released", "locale")
    rows = rows.filter(Q(live=True, stage__public="corrected") | Q(stage__public="withdrawn"))
    return rows.order_by("-stage__public_at", "-pk")


def title_of(story: Story) -> str:
    """What the public knows a story by: one that was taken back may hold a new draft, its last public title counts."""
    released = story.stage.released
    return story.title if story.live or released is None else str(released.content["title"])


def is_public_picture(picture_id: int, on: date) -> bool:
    """Whether anybody may see a picture: it stands in a public story and nothing stops it (`media.rights`)."""
    rows = PublicPicture.objects.filter(picture_id=picture_id, story__live=True, story__stage__public__in=SHOWN)
    rows = rows.filter(Q(picture__rights_until__isnull=True) | Q(picture__rights_until__gte=on), picture__stopped="")
    return rows.exists()


def rendition_of(name: str) -> Rendition | None:
    """The size of a picture that lies in this file."""
    return Rendition.objects.filter(file=name).select_related("image").first()


def pictures_with_sizes(pks: Sequence[int]) -> dict[int, Picture]:
    """Pictures by their id, each with the sizes that were made of it."""
    return {one.pk: one for one in Picture.objects.filter(pk__in=pks).prefetch_related("renditions", "words")}
