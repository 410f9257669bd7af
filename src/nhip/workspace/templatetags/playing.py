"""A recording within a story's text."""

from __future__ import annotations

from django import template

from nhip.media.models.recordings import Recording
from nhip.workspace.media.playing import player_of

register = template.Library()


@register.filter
def played(row: Recording) -> dict[str, str] | None:
    """The addresses of its files; None while it is being packed."""
    return player_of(row)
