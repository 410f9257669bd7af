"""Events and papers are found while they stand, and lead where they can be read."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.channels.conftest import newsroom, person, unit

from nhip.assistant.actions.indexing import refresh
from nhip.assistant.queries.searching import forget as forget_words
from nhip.assistant.queries.searching import search
from nhip.channels.actions.showings import end_showing, offer_event, offer_paper, show
from nhip.journal.actors import Machine

__all__ = ["newsroom", "person", "unit"]

pytestmark = pytest.mark.django_db
INDEXER = Machine("thử")


def found(words: str, language: str = "vi") -> list[tuple[str, str]]:
    refresh(INDEXER)
    forget_words()
    answer = search(words, language, timezone.localdate())
    return [(one.kind, one.number) for one in answer.results if one.kind in ("event", "plan")]


def test_events_and_papers_are_found_while_they_stand(newsroom: SimpleNamespace, person: Any, client: Client) -> None:
    officer, leader = person("officer"), person("leader", newsroom.unit.key)
    texts = {"vi": {"title": "Ngày hội hoa đào xứ Lạng", "text": ""}, "en": {"title": "Peach blossom day", "text": ""}}
    begins = timezone.now() + timedelta(days=2)
    event = offer_event(officer, newsroom.unit, texts, begins, None, venue="Quảng trường", contact="0205 000 000")
    told = ("plan", "plan:1", "Kế hoạch truyền thông mùa hoa đào", b"x", "ke-hoach.txt", "text/plain")
    paper = offer_paper(officer, newsroom.unit, *told, number="12/KH-SVHTTDL")
    assert found("hoa dao") == []
    show(leader, event)
    show(leader, paper)
    assert set(found("hoa dao")) == {("event", str(event.pk)), ("plan", str(paper.pk))}
    assert found("peach blossom", "en") == [("event", str(event.pk))]
    shown = client.get("/vi/tim/?q=hoa+dao").content.decode()
    assert f'href="/vi/su-kien/{event.pk}/"' in shown
    assert f'href="/vi/ke-hoach/{paper.pk}/tep/"' in shown
    end_showing(leader, paper, "Nhầm bản.")
    assert f"/vi/ke-hoach/{paper.pk}/tep/" not in client.get("/vi/tim/?q=hoa+dao").content.decode()
    assert found("hoa dao") == [("event", str(event.pk))]
