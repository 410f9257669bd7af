"""Whatever people do in whatever order, nothing goes out untranslated, unread, out of date or unofficially named."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release
from nhip.newsroom.actions.stories import move, save_text
from nhip.newsroom.actions.translating import Change, ask_machine, open_translation, save_segments
from nhip.newsroom.aligning import Pair
from nhip.newsroom.marks import faults
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.stories import draft_of
from nhip.newsroom.queries.translating import beside, translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.slow]
STEPS = 25
DEEDS = (
    "type", "type", "type", "read", "read", "machine", "empty", "wrong", "submit", "submit", "approve", "approve",
    "out", "out", "correct",
)  # fmt: skip


class Capitals:
    """A machine that answers in English of a kind and sometimes loses a mark."""

    name = "thử"

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        return [None if self.chance.random() < 0.2 else _english(text, "Machine made") for text in texts]


def _english(text: str, words: str) -> str:
    """English words, with the marks of the source and the name that it asks for."""
    return f"{words} in {{1}}Lang Son{{/1}}" if "{1}" in text else f"{words} of the market in the town and the hills"


def _pairs(story: Story) -> tuple[Pair, ...]:
    bound = translation_of(story)
    assert bound is not None
    return beside(bound).pairs


def _deeds(made: SimpleNamespace, english: Story, chance: random.Random) -> Iterator[None]:
    """One deed after another, chosen by chance; what is refused is refused."""
    while True:
        deed, pairs = chance.choice(DEEDS), _pairs(english)
        pair = chance.choice(pairs)
        right = _english(pair.segment.text, f"Written by hand {chance.randrange(9)}")
        try:
            if deed == "type":
                for one in chance.sample(pairs, min(3, len(pairs))):
                    words = _english(one.segment.text, "Written by hand")
                    save_segments(made.reporter, english, {one.segment.key: Change(words, one.segment.sha256)})
            elif deed == "read":
                changes = {
                    one.segment.key: Change(one.target, one.segment.sha256, read=True) for one in pairs if one.target
                }
                save_segments(made.reporter, english, changes)
            elif deed == "machine":
                ask_machine(made.reporter, english, Capitals(chance))
            elif deed == "empty":
                save_segments(made.reporter, english, {pair.segment.key: Change("", pair.segment.sha256)})
            elif deed == "wrong":
                spoilt = chance.choice((right.replace("{1}", ""), f"{right} near the South China Sea"))
                save_segments(made.editor, english, {pair.segment.key: Change(spoilt, pair.segment.sha256)})
            elif deed == "submit":
                move(made.reporter, english, "submit")
            elif deed == "approve":
                move(made.approver, english, "approve")
            elif deed == "out":
                release(made.approver, english, ["portal"], note="Sửa")
            else:
                _correct(made, chance)
        except (Refused, PermissionDenied):
            pass
        yield


def _correct(made: SimpleNamespace, chance: random.Random) -> None:
    raw = [dict(one) for one in draft_of(made.source).body.raw_data]
    raw[0]["value"] = raw[0]["value"].replace("</p>", f" {chance.choice(('Sớm', 'Muộn', 'Đông'))}.</p>", 1)
    save_text(made.reporter, made.source, body=json.dumps(raw))
    move(made.reporter, made.source, "submit")
    if chance.random() < 0.7:
        move(made.approver, made.source, "approve")


@pytest.mark.parametrize("seed", range(4))
def test_no_sequence_of_deeds_publishes_what_is_not_whole(newsroom: SimpleNamespace, seed: int) -> None:
    chance = random.Random(seed)
    source = newsroom.write("Chợ phiên họp sớm")
    words = "<p>Chợ phiên ở <b>Lạng Sơn</b> họp từ sáng sớm.</p><p>Hàng bày theo từng thôn, dễ tìm.</p>"
    save_text(newsroom.reporter, source, body=[("words", RichText(words))])
    move(newsroom.reporter, source, "submit")
    move(newsroom.approver, source, "approve")
    newsroom.source = source
    english = open_translation(newsroom.reporter, source, "en")
    deeds, seen = _deeds(newsroom, english, chance), None
    for _step in range(STEPS):
        next(deeds)
        released = Stage.objects.get(story=english).released_id
        if released != seen:
            seen = released
            _is_whole(english)
    before = seen
    _finish(newsroom, english)
    assert Stage.objects.get(story=english).released_id not in (None, before), "what is whole does go out"
    _is_whole(english)


def _is_whole(english: Story) -> None:
    public, pairs = Story.objects.get(pk=english.pk), _pairs(english)
    for pair in pairs:
        assert pair.state == "done", pair
        assert not pair.unread
        assert not faults(pair.segment.text, pair.target)
    assert "South China Sea" not in str(list(public.body.raw_data)) + public.title + public.lead
    assert bool(public.machine_help) == any(pair.by_machine for pair in pairs), "readers are told"


def _finish(made: SimpleNamespace, english: Story) -> None:
    """Everything done as it should be."""
    if Stage.objects.get(story=made.source).state == "submitted":
        move(made.approver, made.source, "approve")
    if Stage.objects.get(story=english).state in ("submitted", "approved", "scheduled"):
        move(made.reporter, english, "take_back")
    changes = {
        one.segment.key: Change(_english(one.segment.text, "At the very end"), one.segment.sha256, read=True)
        for one in _pairs(english)
    }
    assert save_segments(made.reporter, english, changes) == {}
    move(made.reporter, english, "submit")
    move(made.approver, english, "approve")
    release(made.approver, english, ["portal"], note="Sửa")
