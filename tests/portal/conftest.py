"""A newsroom and its portal: `public()` gives a story that went out by the real actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.test import Client
from tests.newsroom.conftest import newsroom, person, unit

__all__ = ["newsroom", "person", "unit"]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Tests roll their database back: editions and ids come again, kept pages and sizes of pictures would be wrong."""
    from django.core.cache import cache

    from nhip.portal import keeping

    cache.clear()
    keeping.forget()
    yield
    keeping.forget()


@pytest.fixture
def public(newsroom: SimpleNamespace) -> Callable[..., object]:
    """`public(title=…)`: written, approved by another person, released."""
    from nhip.channels.actions.releases import release

    def made(**more: object) -> object:
        story = newsroom.approved(**more)
        release(newsroom.approver, story, ["portal"])
        story.refresh_from_db()
        return story

    return made


@pytest.fixture
def reader() -> Client:
    """Nobody in particular, without a cookie."""
    return Client()
