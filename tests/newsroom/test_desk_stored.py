"""The desk: whose a story is, for whom it waits, found with and without marks, counted by task and topic."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from nhip.newsroom.actions.stories import move, save_text
from nhip.newsroom.queries.desk import Wanted, by_topic, counts, desk_rows

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def titles(asker: object, **wanted: object) -> list[str]:
    return [row.story.draft_title for row in desk_rows(asker, Wanted(**wanted))]


def test_a_story_waits_for_other_eyes_then_for_its_writer(newsroom: SimpleNamespace) -> None:
    story = newsroom.write("Hồng không hạt vào mùa")
    assert titles(newsroom.reporter, view="mine") == ["Hồng không hạt vào mùa"]
    assert titles(newsroom.approver, view="waiting") == []
    move(newsroom.reporter, story, "submit")
    assert titles(newsroom.approver, view="waiting") == ["Hồng không hạt vào mùa"]
    assert titles(newsroom.reporter, view="waiting") == []
    move(newsroom.approver, story, "return", "Thiếu giá bán")
    assert titles(newsroom.reporter, view="waiting") == ["Hồng không hạt vào mùa"]
    assert titles(newsroom.approver, view="waiting") == []


def test_who_wrote_any_of_it_is_not_asked_to_approve(newsroom: SimpleNamespace, person: object, unit: object) -> None:
    from tests.channels.conftest import BEGIN, DESK

    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    both = person("editor", DESK)
    accounts.appoint(Machine("thử"), both, role="approver", unit=unit(DESK), since=BEGIN, decision="thử")
    story = newsroom.write()
    save_text(both, story, lead="Một câu do người này viết lại.")
    move(newsroom.reporter, story, "submit")
    assert titles(both, view="waiting") == []
    assert counts(newsroom.approver, Wanted())["waiting"] == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hong khong hat", True),
        ("hồng không hạt", True),
        ("HỒNG hat", True),
        ("hỏng không hạt", False),
        ("muà", True),
        ("mùa", True),
        ("dong dang", True),
        ("khong co", False),
    ],
)
def test_found_with_marks_only_where_they_stand(newsroom: SimpleNamespace, words: str, found: bool) -> None:
    story = newsroom.write("Hồng không hạt vào mùa")
    save_text(newsroom.reporter, story, lead="Vườn mẫu ở Đồng Đăng mở cửa.")
    assert bool(titles(newsroom.reporter, words=words)) is found


def test_narrowed_and_counted(newsroom: SimpleNamespace) -> None:
    first, second = newsroom.write("Một"), newsroom.write("Hai", kind="brief")
    save_text(newsroom.reporter, first, topic="du-lich")
    save_text(newsroom.reporter, second, topic="san-vat")
    assert titles(newsroom.reporter, kind="brief") == ["Hai"]
    assert titles(newsroom.reporter, task=0, language="vi") == ["Hai", "Một"]
    assert titles(newsroom.reporter, language="en") == []
    assert {one.key for one in by_topic(newsroom.reporter, Wanted())} == {"du-lich", "san-vat"}
    assert titles(newsroom.reporter, topic="du-lich") == ["Một"]
    assert counts(newsroom.reporter, Wanted())["mine"] == 2
