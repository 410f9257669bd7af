"""A translation from its opening to the public: nothing goes out untranslated, unread or out of date."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.newsroom.machine import Machine
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release, withdraw
from nhip.journal.models import Entry
from nhip.newsroom.actions.remembering import take_memory
from nhip.newsroom.actions.stories import move, plan_day, save_text
from nhip.newsroom.actions.translating import Change, ask_machine, open_translation, save_segments, take_file
from nhip.newsroom.aligning import progress
from nhip.newsroom.exchange import xliff
from nhip.newsroom.machines import LibreTranslate
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.models.translating import MemoryUnit
from nhip.newsroom.queries.stories import draft_of, newest
from nhip.newsroom.queries.translating import beside, library_words, open_faults, suggestions, translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BODY = (
    '<p data-block-key="k1">Vụ hồi năm nay tại <b>Lạng Sơn</b>, các hộ'
    ' <a href="https://mau.vn">thu hoạch</a> sớm hơn.</p>'
    '<p data-block-key="k2">Giá được giữ ổn định từ đầu vụ.</p>'
)
ENGLISH = {
    "title": "Star anise harvest", "lead": "A co-operative signs for the year.", "sources": "Hoi Mau co-operative",
    "contact": "Department of Culture, Sports and Tourism, 0205 000 000",
    "k1": "In {1}Lang Son{/1} this year growers {2}harvest{/2} star anise early.",
    "k2": "Prices stay steady all season.",
}  # fmt: skip


@pytest.fixture
def made(newsroom: SimpleNamespace) -> SimpleNamespace:
    """An approved and published source, and its translation into English with nothing translated."""
    story = newsroom.write("Hoa hồi được mùa")
    save_text(newsroom.reporter, story, body=[("words", RichText(BODY))])
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    newsroom.source = Story.objects.get(pk=story.pk)
    newsroom.english = open_translation(newsroom.reporter, newsroom.source, "en")
    return newsroom


def pairs(story: Story) -> dict[str, Any]:
    bound = translation_of(story)
    assert bound is not None
    return {pair.segment.key.rsplit("/", 1)[-1]: pair for pair in beside(bound).pairs}


def say(made: SimpleNamespace, read: bool = False, **words: str) -> dict[str, Any]:
    held = pairs(made.english)
    changes = {
        held[key].segment.key: Change(text, held[key].segment.sha256, held[key].edition, read=read)
        for key, text in words.items()
    }
    return save_segments(made.reporter, made.english, changes)


def codes(story: Story) -> list[str]:
    return [issue.code.removeprefix("newsroom.") for issue in open_faults(story)]


def refused(deed: Any, *args: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as found:
        deed(*args, **more)
    return [issue.code.removeprefix("newsroom.") for issue in found.value.issues]


def out(made: SimpleNamespace) -> None:
    move(made.reporter, made.english, "submit")
    move(made.approver, made.english, "approve")
    release(made.approver, made.english, ["portal"])


def test_a_whole_translation_goes_the_way_of_every_story(made: SimpleNamespace) -> None:
    assert say(made, **ENGLISH) == {}
    assert open_faults(made.english) == []
    draft = draft_of(made.english)
    assert draft.title == ENGLISH["title"]
    assert draft.slug == "star-anise-harvest"
    assert '<b>Lang Son</b> this year growers <a href="https://mau.vn">harvest</a>' in str(draft.body[0].value.source)
    move(made.reporter, made.english, "submit")
    with pytest.raises(PermissionDenied):
        move(made.reporter, made.english, "approve")
    move(made.approver, made.english, "approve")
    release(made.approver, made.english, ["portal"])
    assert Story.objects.get(pk=made.english.pk).live


def test_one_saving_writes_the_journal_once_and_no_new_revision_each_time(made: SimpleNamespace) -> None:
    before = made.english.revisions.count()
    say(made, title="One")
    say(made, lead="Two")
    assert made.english.revisions.count() == before
    assert Entry.objects.filter(verb="newsroom.translate").count() == 2
    say(made, lead="Two")
    assert Entry.objects.filter(verb="newsroom.translate").count() == 2, "nothing changed"


@pytest.mark.parametrize("left", sorted(ENGLISH))
def test_no_translation_with_an_empty_segment_is_even_handed_in(made: SimpleNamespace, left: str) -> None:
    say(made, **{key: text for key, text in ENGLISH.items() if key != left})
    assert "segments_empty" in codes(made.english)
    with pytest.raises(Refused):
        move(made.reporter, made.english, "submit")
    assert not Story.objects.get(pk=made.english.pk).live


def test_a_source_that_was_corrected_marks_exactly_what_changed(made: SimpleNamespace) -> None:
    say(made, **ENGLISH)
    out(made)
    changed = BODY.replace("ổn định từ đầu vụ", "ổn định đến cuối vụ")
    save_text(made.reporter, made.source, body=[("words", RichText(changed))])
    assert codes(made.english) == [], "a correction under way says nothing yet"
    move(made.reporter, made.source, "submit")
    move(made.approver, made.source, "approve")
    held = pairs(made.english)
    assert {key for key, pair in held.items() if pair.state == "changed"} == {"k2"}
    assert held["k2"].was == "Giá được giữ ổn định từ đầu vụ."
    assert codes(made.english) == ["segments_changed"]
    say(made, k2="Prices stay steady till the end.")
    assert codes(made.english) == ["segments_changed"], "typing does not say that it was read against the new source"
    say(made, read=True, k2="Prices stay steady till the end.")
    assert codes(made.english) == []


def test_a_text_handed_in_is_a_draft_again_when_a_segment_changes(made: SimpleNamespace) -> None:
    say(made, **ENGLISH)
    move(made.reporter, made.english, "submit")
    say(made, k2="Prices hold all season.")
    assert Stage.objects.get(story=made.english).state == "draft"


def test_an_approved_translation_that_waits_is_held_when_its_source_changes(made: SimpleNamespace) -> None:
    say(made, **ENGLISH)
    move(made.reporter, made.english, "submit")
    move(made.approver, made.english, "approve")
    save_text(made.reporter, made.source, lead="Hợp tác xã ký hai đơn hàng.")
    move(made.reporter, made.source, "submit")
    move(made.approver, made.source, "approve")
    with pytest.raises(Refused) as found:
        release(made.approver, made.english, ["portal"])
    assert "channels.checklist_open" in [issue.code for issue in found.value.issues]


def test_a_translation_waits_for_its_source(newsroom: SimpleNamespace) -> None:
    story = newsroom.write("Tin đang viết")
    english = open_translation(newsroom.reporter, story, "en")
    assert "source_not_approved" in codes(english)


def test_what_stands_against_saving_is_said_by_segment(made: SimpleNamespace) -> None:
    held = pairs(made.english)
    key, seen = held["title"].segment.key, held["title"].segment.sha256
    save_segments(made.editor, made.english, {key: Change("Editor's", seen, 0)})
    answer = save_segments(made.reporter, made.english, {key: Change("Mine", seen, 0)})
    assert answer[key].code == "newsroom.segment_taken"
    assert answer[key].facts["name"] == made.editor.name
    old = save_segments(made.reporter, made.english, {key: Change("Mine", "0" * 64, 1), "x": Change("y", seen)})
    assert {issue.code for issue in old.values()} == {"newsroom.segment_gone"}
    long = save_segments(made.reporter, made.english, {key: Change("x" * 256, seen, 1)})
    assert long[key].code == "newsroom.target_too_long"
    assert refused(save_segments, made.reporter, made.source, {}) == ["not_a_translation"]
    with pytest.raises(PermissionDenied):
        save_segments(made.approver, made.english, {})
    assert refused(open_translation, made.reporter, made.source, "vi") == ["translation_of_itself"]
    assert refused(open_translation, made.reporter, made.english, "en") == ["translated_already"]


def test_lost_marks_and_unofficial_names_stop_it(made: SimpleNamespace) -> None:
    say(made, **{**ENGLISH, "k1": "In Langson growers harvest early."})
    assert codes(made.english) == ["segments_marks", "name_missing"]
    held = pairs(made.english)["k1"]
    right = Change(
        "In {1}the province{/1} growers {2}harvest{/2} early.", held.segment.sha256, excuse="Câu trước đã nêu"
    )
    save_segments(made.reporter, made.english, {held.segment.key: right})
    assert codes(made.english) == [], "a reason that the approver sees"
    wrong = Change("In {1}the province{/1}, by the South China Sea, {2}harvest{/2}.", held.segment.sha256, excuse="x")
    save_segments(made.reporter, made.english, {held.segment.key: wrong})
    assert codes(made.english) == ["name_forbidden"], "which has no excuse"


def test_a_text_changed_elsewhere_is_noticed(made: SimpleNamespace) -> None:
    say(made, **ENGLISH)
    save_text(made.reporter, made.english, lead="Something that nobody translated.")
    assert codes(made.english) == ["translation_apart"]


def test_an_embargo_is_one_in_every_language(made: SimpleNamespace) -> None:
    until = timezone.now() + timedelta(days=1)
    plan_day(made.reporter, made.source, None, until)
    assert Stage.objects.get(story=made.english).embargo_until == until
    assert plan_day(made.reporter, made.english, None, None).embargo_until == until
    chinese = open_translation(made.reporter, made.source, "zh-hans")
    assert Stage.objects.get(story=chinese).embargo_until == until


def test_memory_learns_only_what_went_out(made: SimpleNamespace) -> None:
    say(made, **ENGLISH)
    move(made.reporter, made.english, "submit")
    move(made.approver, made.english, "approve")
    assert not MemoryUnit.objects.exists(), "approved and not out yet"
    release(made.approver, made.english, ["portal"])
    assert MemoryUnit.objects.count() == len(ENGLISH)
    found = suggestions("Giá được giữ ổn định từ đầu vụ!", "vi", "en")
    assert found[0].unit.target == ENGLISH["k2"]
    assert suggestions("Giá được giữ ổn định từ đầu vụ.", "vi", "en")[0].percent == 100
    assert suggestions("Giá được giữ ổn định từ đầu vụ.", "vi", "zh-hans") == []
    withdraw(made.approver, made.english, "Thử")
    assert not MemoryUnit.objects.exists()


def test_a_memory_file_is_taken_by_who_may_and_once(made: SimpleNamespace, person: Any) -> None:
    from nhip.newsroom.exchange import tmx

    data = tmx.write([tmx.Pairing("vi", "Chợ", "en", "Market"), tmx.Pairing("vi", "Ga", "en", "Station")])
    with pytest.raises(PermissionDenied):
        take_memory(made.reporter, "nho.tmx", data)
    officer = person("officer", "lang-son/so-van-hoa-the-thao-va-du-lich")
    assert take_memory(officer, "nho.tmx", data) == (2, 0, [])
    assert take_memory(officer, "nho.tmx", data) == (0, 2, [])
    assert refused(take_memory, officer, "x", b"<a/>") == ["file_not_tmx"]


def test_a_file_for_a_translator_elsewhere(made: SimpleNamespace) -> None:
    held = translation_of(made.english)
    assert held is not None
    data = xliff.write(made.english.pk, "vi", "en", beside(held).pairs)
    for source, target in (("Hoa hồi được mùa", ENGLISH["title"]), ("Giá được giữ ổn định từ đầu vụ.", ENGLISH["k2"])):
        data = data.replace(f"{source}</source>".encode(), f"{source}</source><target>{target}</target>".encode())
    assert len(take_file(made.reporter, made.english, "a.xlf", data).taken) == 2
    again = take_file(made.reporter, made.english, "a.xlf", data)
    assert (again.taken, again.same, again.refused) == ((), 2, ())
    assert draft_of(made.english).title == ENGLISH["title"]
    raw = list(draft_of(made.source).body.raw_data)
    raw[0]["value"] = BODY.replace("từ đầu vụ", "cả vụ")
    save_text(made.reporter, made.source, body=json.dumps([dict(one) for one in raw]))
    move(made.reporter, made.source, "submit")
    move(made.approver, made.source, "approve")
    late = take_file(made.reporter, made.english, "a.xlf", data)
    assert [issue.code for issue in late.refused] == ["newsroom.segment_moved"]
    assert refused(take_file, made.reporter, made.english, "a.xlf", b"<!DOCTYPE x><x/>") == ["file_hostile"]


@pytest.fixture
def machine() -> Iterator[Machine]:
    service = Machine(key="khoá")
    yield service
    service.close()


def test_a_machine_helps_only_where_one_is_set(made: SimpleNamespace) -> None:
    assert refused(ask_machine, made.reporter, made.english) == ["machine_off"]


def test_what_a_machine_wrote_is_read_before_it_goes_out(made: SimpleNamespace, machine: Machine) -> None:
    say(made, title=ENGLISH["title"])
    assert ask_machine(made.reporter, made.english, LibreTranslate(machine.address, "khoá")) == []
    asked = machine.asked[0]
    assert (asked["source"], asked["target"], asked["format"], asked["api_key"]) == ("vi", "en", "html", "khoá")
    assert "Hoa hồi được mùa" not in asked["q"], "what somebody translated is not asked again"
    held = pairs(made.english)
    assert held["k1"].target.startswith("VỤ HỒI NĂM NAY TẠI {1}LẠNG SƠN{/1}, CÁC HỘ {2}THU HOẠCH{/2}")
    assert progress(tuple(held.values())).machine == 5
    assert "segments_machine" in codes(made.english)
    say(made, **{key: text for key, text in ENGLISH.items() if key != "title"})
    assert codes(made.english) == ["segments_machine"], "typing over it is not reading it through"
    say(made, read=True, **{key: text for key, text in ENGLISH.items() if key != "title"})
    assert codes(made.english) == []
    assert draft_of(made.english).machine_help == "Translated with machine help.", "readers are told all the same"
    say(made, **dict.fromkeys(set(ENGLISH) - {"title"}, ""))
    say(made, **{key: text for key, text in ENGLISH.items() if key != "title"})
    assert draft_of(made.english).machine_help == "", "all of it written anew by a person"


def test_a_machine_that_loses_marks_or_fails_leaves_the_segment_empty(made: SimpleNamespace, machine: Machine) -> None:
    service = LibreTranslate(machine.address, "khoá")
    machine.spoil = lambda text: text.replace('<span id="m1o"></span>', "")
    left = ask_machine(made.reporter, made.english, service)
    assert [(issue.code, issue.facts["count"]) for issue in left] == [("newsroom.machine_marks", "01")]
    assert pairs(made.english)["k1"].state == "empty"
    machine.status = 429
    assert refused(ask_machine, made.reporter, made.english, service) == ["machine_failed"]
    machine.close()
    assert refused(ask_machine, made.reporter, made.english, service) == ["machine_failed"]


def test_nothing_under_embargo_is_sent_to_a_machine(made: SimpleNamespace, machine: Machine) -> None:
    plan_day(made.reporter, made.source, None, timezone.now() + timedelta(days=1))
    service = LibreTranslate(machine.address, "khoá")
    assert refused(ask_machine, made.reporter, made.english, service) == ["machine_embargoed"]
    assert machine.asked == []


def test_a_picture_described_in_the_library_is_offered(made: SimpleNamespace) -> None:
    from django.core.files.base import ContentFile
    from PIL import Image

    from nhip.media.models.pictures import Picture, PictureWords

    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "PNG")
    picture = Picture(title="Ảnh", description="Cổng chợ", unit=made.source.unit, width=8, height=8, licence="own")
    picture.file = ContentFile(kept.getvalue(), "a.png")
    picture.save()
    PictureWords.objects.create(picture=picture, language="en", description="The market gate")
    save_text(made.reporter, made.source, body=[("picture", {"picture": picture, "alt": "", "caption": ""})])
    bound = translation_of(open_translation(made.reporter, made.source, "zh-hans"))
    assert bound is not None
    Stage.objects.filter(story=made.source).update(public="none")  # its newest draft counts
    held = beside(bound)
    alt = next(pair.segment for pair in held.pairs if pair.segment.path == "body.picture.alt")
    assert alt.text == "Cổng chợ"
    assert library_words(held, "en")[alt.key].target == "The market gate"
    assert library_words(held, "zh-hans") == {}


def test_who_saved_a_segment_never_approves_it(made: SimpleNamespace) -> None:
    from nhip.newsroom.queries.stories import authors

    say(made, **ENGLISH)
    stage = Stage.objects.get(story=made.english)
    held = pairs(made.english)["k2"]
    save_segments(made.editor, made.english, {held.segment.key: Change("Prices held.", held.segment.sha256)})
    assert {made.reporter.pk, made.editor.pk} <= authors(made.english, stage)
    revision = newest(made.english)
    assert revision is not None
    assert revision.user_id == made.editor.pk
