"""The index is what its sources hold: after additions, changes, withdrawals, and after being killed anywhere."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from tests.assistant.conftest import Index
from tests.assistant.corpus import TODAY

from nhip.assistant.items import Item

pytestmark = pytest.mark.django_db


def story(number: int, title: str = "", **more: Any) -> Item:
    return Item("story", str(number), "vi", f"bai-{number}", title or f"Chợ phiên thứ {number}", "Bà con họp chợ.",
                "Hàng nông sản bày từ sáng sớm.", on=TODAY, **more)  # fmt: skip


def state() -> tuple[list[Any], dict[str, int]]:
    """What the index holds, and its vocabulary."""
    from nhip.assistant.models.entries import Entry, Term

    entries = list(Entry.objects.order_by("number").values_list("number", "title", "text", "version"))
    return entries, dict(Term.objects.filter(entries__gt=0).values_list("word", "entries"))


def test_what_is_new_changed_or_gone_is_followed_once(index: Index) -> None:
    index.holds([story(1), story(2)])
    assert index.refresh() == {"story": 2}
    assert index.refresh() == {}
    assert set(index.ask("cho phien")) == {"1", "2"}
    index.holds([story(2, "Hội xuân Kỳ Lừa"), story(3)])
    assert index.refresh() == {"story": 3}
    assert index.ask("chợ phiên") == ["3"]
    assert index.ask("hoi xuan") == ["2"]
    index.holds([])
    index.refresh()
    assert state() == ([], {})


def test_the_journal_says_what_was_done(index: Index) -> None:
    from nhip.journal.models import Entry

    index.holds([story(1)])
    index.refresh()
    index.refresh()
    assert Entry.objects.filter(verb="assistant.refresh").count() == 1


def test_what_is_withdrawn_is_not_shown_even_before_the_index_follows(index: Index) -> None:
    index.holds([story(1), story(2)])
    index.refresh()
    index.holds([story(2)])
    assert index.ask("chợ phiên") == ["2"]


def test_a_rebuild_writes_all_again_and_changes_nothing(index: Index) -> None:
    from nhip.assistant.actions.indexing import rebuild

    index.holds([story(number) for number in range(5)])
    index.refresh()
    before = state()
    seen: list[tuple[int, int]] = []
    assert rebuild(index.doer, seen=lambda done, due: seen.append((done, due))) == {"story": 5}
    assert state() == before
    assert seen[-1] == (5, 5)


class Killed(Exception):
    pass


@pytest.mark.parametrize("seed", range(12))
def test_killed_anywhere_it_goes_on_where_it_was(index: Index, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Random changes, a batch of two, and a blow at a random call: the next run ends as one undisturbed would."""
    from nhip.assistant.actions import indexing

    chance = random.Random(seed)
    monkeypatch.setattr(indexing, "BATCH", 2)
    held: dict[int, Item] = {}
    for _ in range(4):
        for number in chance.sample(range(12), 6):
            if number in held and chance.random() < 0.5:
                del held[number]
            else:
                held[number] = story(number, chance.choice(["Chợ phiên", "Hội xuân", "Mùa hồi"]) + f" {number}")
        index.holds(held.values())
        with monkeypatch.context() as during:
            for name in ("put", "remove", "_count_words"):
                during.setattr(indexing, name, _until(getattr(indexing, name), chance.randint(0, 6)))
            with suppress(Killed):
                index.refresh()
        index.refresh()
        grown = state()
        assert {row[0] for row in grown[0]} == {str(number) for number in held}
    from nhip.assistant.actions.indexing import rebuild
    from nhip.assistant.models.entries import Entry, Term

    Entry.objects.all().delete()
    Term.objects.all().delete()
    from nhip.assistant.queries import index as table

    table.remove(range(1, 500))
    rebuild(index.doer)
    assert state() == grown


def _until(deed: Any, calls: int) -> Any:
    left = [calls]

    def done(*given: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return deed(*given)

    return done


def test_the_same_thing_in_two_languages_is_two_entries(index: Index) -> None:
    english = replace(story(1, "Weekly market"), language="en")
    index.holds([story(1), english])
    index.refresh()
    assert index.ask("chợ phiên") == ["1"]
    assert index.ask("market", "en") == ["1"]
    assert index.ask("market") == []


def test_what_stands_everywhere_is_found_in_every_language(index: Index) -> None:
    index.holds([Item("act", "1", "vi", "1", "Nghị định 30/2020/NĐ-CP: Công tác văn thư", everywhere=True)])
    index.refresh()
    for language in ("vi", "en", "zh-hans"):
        assert index.ask("30/2020/ND-CP", language) == ["1"]
