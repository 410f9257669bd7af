"""Whatever is done to a story in whatever order: search shows it while it is public, as it is public, never else."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from tests.newsroom.conftest import newsroom, person, unit

from nhip.agencies.refusals import Refused

__all__ = ["newsroom", "person", "unit"]
pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_found_that_is_not_public(
    newsroom: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    from nhip.assistant.actions import indexing
    from nhip.assistant.queries import searching
    from nhip.assistant.queries.sources import stories
    from nhip.channels.actions.releases import go_out, release, withdraw
    from nhip.channels.queries.due import due_releases
    from nhip.journal.actors import Machine
    from nhip.newsroom.actions.stories import move, plan_day, save_text
    from nhip.newsroom.queries.public import public_stories

    chance, clock = random.Random(seed), SimpleNamespace(now=START)
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    for room in (indexing, searching):
        monkeypatch.setattr(room, "all_sources", lambda: {"story": stories})
    searching.forget()
    story, machine, seen = newsroom.write(title="Mật danh 0"), Machine("thử"), set()

    def tried(deed: Any, *told: Any, **more: Any) -> None:
        try:
            with transaction.atomic():
                deed(*told, **more)
        except (Refused, PermissionDenied):
            pass

    def shown() -> set[str]:
        found = searching.search("mật danh", "vi", clock.now.date())
        return {re.sub("</?mark>", "", one.title) for one in found.results}

    for step in range(1, 40):
        people, later = newsroom.reporter, clock.now + timedelta(hours=chance.choice((0, 1, 5)))
        match chance.randrange(8):
            case 0:
                tried(save_text, people, story, title=f"Mật danh {step}")
            case 1:
                tried(plan_day, people, story, None, later)
            case 2:
                tried(move, people, story, "submit")
            case 3:
                tried(move, newsroom.approver, story, "approve")
            case 4:
                tried(release, newsroom.approver, story, ["portal"], later, note="Sửa tên.")
            case 5:
                tried(move, people, story, "submit")
                tried(move, newsroom.approver, story, "approve")
                tried(release, newsroom.approver, story, ["portal"], later, note="Sửa tên.")
            case 6:
                clock.now += timedelta(hours=chance.choice((1, 6)))
                for pk in due_releases(clock.now):
                    tried(go_out, machine, pk)
            case 7 if chance.random() < 0.3:
                tried(withdraw, newsroom.approver, story, "Thử.")
        public = set(public_stories("vi").values_list("title", flat=True))
        assert shown() == set() or public, "a withdrawn story is not shown before the index follows"
        indexing.refresh(machine)
        assert shown() == public
        seen |= {bool(public)}
        story.refresh_from_db()
    assert seen == {False, True}
