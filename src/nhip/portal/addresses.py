"""Public addresses of what the portal shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from nhip.portal.languages import BY_LOCALE, Language

if TYPE_CHECKING:
    from nhip.newsroom.models.stories import Story


def language_of(story: Story) -> Language:
    return BY_LOCALE[story.locale.language_code]


def of_story(story: Story) -> str:
    """The path of a story."""
    return reverse("portal:story", args=[language_of(story), story.slug])
