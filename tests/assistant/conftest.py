"""An index over given sources: `index(stories…)` holds them, `index.ask(words)` names what is found."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.assistant import corpus
from tests.assistant.corpus import TODAY, Given

from nhip.assistant.items import Item


class Index:
    """Sources in the place of the real ones; the index itself is real."""

    def __init__(self) -> None:
        from nhip.journal.actors import Machine

        self.sources: dict[str, Given] = {}
        self.doer = Machine("test")

    def holds(self, items: Iterable[Item]) -> None:
        """What is public now, kind by kind."""
        kinds: dict[str, list[Item]] = {kind: [] for kind in self.sources}
        for item in items:
            kinds.setdefault(item.kind, []).append(item)
        self.sources = {kind: Given(kind, rows) for kind, rows in kinds.items()}

    def refresh(self) -> dict[str, int]:
        from nhip.assistant.actions.indexing import refresh

        return refresh(self.doer)

    def ask(self, words: str, language: str = "vi", **filters: str) -> list[str]:
        from nhip.assistant.queries.searching import Filters, search

        return [one.number for one in search(words, language, TODAY, Filters(**filters)).results]


@pytest.fixture
def index(db: None, monkeypatch: pytest.MonkeyPatch) -> Index:
    from nhip.assistant.actions import indexing
    from nhip.assistant.queries import homes, searching

    made, places = Index(), corpus.places()
    monkeypatch.setattr(indexing, "all_sources", lambda: made.sources)
    monkeypatch.setattr(searching, "all_sources", lambda: made.sources)
    monkeypatch.setattr(homes, "places", lambda on, edition: places)
    searching.forget()
    return made
