"""What a record says about its document as an act, and about the acts it ends or changes."""

from __future__ import annotations

from datetime import date

import pytest

from nhip.documents.enacting import act_said, links_said
from nhip.law.book import Act

HEADER = {
    "doc_type": {"name": "Nghị định"},
    "number": {"value": "5", "symbol": "NĐ-CP", "full": "5/2031/NĐ-CP"},
    "title": {"value": "Quy định về bến đò"},
    "issuing_body": {"name": "Chính phủ"},
    "date": {"value": "2031-03-12"},
}
ACT = Act("5/2031/NĐ-CP", "Nghị định", "", "Chính phủ", None, date(2031, 5, 1), None, "T", "Văn bản 7")


def said(text: str, **roles: str) -> list[tuple[str, str]]:
    """Each "[A]" of the text stands for the decree A/2020/NĐ-CP; `A="basis"` gives its role."""
    citations, shown = [], ""
    for part in text.split("["):
        if "]" in part:
            name, rest = part.split("]", 1)
            start, words = len(shown), f"Nghị định số {ord(name)}/2020/NĐ-CP"
            shown += words
            number = words.removeprefix("Nghị định số ")
            citations.append({"number": number, "start": start, "end": len(shown), "role": roles.get(name, "mention")})
            part = rest
        shown += part
    names = {f"{ord(name)}/2020/NĐ-CP": name for name in "ABCDEF"}
    return [(link.relation, names[link.target]) for link in links_said({"citations": citations}, shown, ACT)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Nghị định này thay thế [A].", [("replaces", "A")]),
        (
            "Nghị định này có hiệu lực từ ngày 1/5/2031 và thay thế các [A], [B] và [C].",
            [("replaces", n) for n in "ABC"],
        ),
        ("Bãi bỏ các văn bản sau đây:\na) [A];\nb) [B].", [("repeals", "A"), ("repeals", "B")]),
        ("Nghị định này thay thế những nghị định sau: [A]; [B].", [("replaces", "A"), ("replaces", "B")]),
        ("Các quy định được thay thế những nội dung sau: [A].", []),
        ("Các nội dung sau được thay thế bởi các văn bản: [A]; [B].", []),
        ("Bãi bỏ các điều sau: a) Điều 5 [A]; b) Điều 7 [B].", []),
        ("Căn cứ các văn bản sau: [A]; [B].", []),
        ("Bãi bỏ toàn bộ [A] về bến đò;", [("repeals", "A")]),
        ("Bãi bỏ khoản 2 Điều 5 [A].", [("amends", "A")]),
        ("Sửa đổi, bổ sung\nmột số điều của [A].", [("amends", "A")]),
        ("2. [A] hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.", [("repeals", "A")]),
        ("Sửa đổi Điều 3 của [A] đã được sửa đổi, bổ sung bởi [B].", [("amends", "A")]),
        ("Theo [A] được thay thế bằng [B].", []),
        ("Thực hiện [A] thay thế [B].", []),
        ("Thực hiện theo quy định tại [A].", []),
        ("Các chức danh được bãi bỏ tại [A].", []),
    ],
)
def test_what_an_act_says_it_does_to_others(text: str, links: list[tuple[str, str]]) -> None:
    assert said(text) == links


def test_a_ground_is_not_changed() -> None:
    assert said("Căn cứ Nghị định sửa đổi, bổ sung một số điều của [A];", A="basis") == []


def test_links_are_offered_unconfirmed_with_their_words() -> None:
    text = "Nghị định này thay thế Nghị định số 9/2020/NĐ-CP."
    citation = {"number": "9/2020/NĐ-CP", "start": 23, "end": len(text) - 1, "role": "mention"}
    (link,) = links_said({"citations": [citation]}, text, ACT)
    assert (link.confidence, link.since, link.source) == ("U", ACT.effective_from, "Văn bản 7")
    assert "Nghị định này thay thế" in link.note


def test_the_head_and_text_make_the_act() -> None:
    act = act_said({"header": HEADER}, "Nghị định này có hiệu lực từ ngày 01/5/2031.", "Văn bản 7")
    assert act == Act(
        "5/2031/NĐ-CP", "Nghị định", "Quy định về bến đò", "Chính phủ", date(2031, 3, 12), date(2031, 5, 1), None, "T",
        "Văn bản 7",
    )  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [
        {"doc_type": {"name": "Báo cáo"}},
        {"doc_type": None},
        {"number": None},
        {"number": {"value": None, "symbol": "NĐ-CP", "full": None}},
        {"number": {"value": "5", "symbol": None, "full": "5"}},
    ],
)
def test_without_type_and_whole_symbol_there_is_no_act(part: dict[str, object]) -> None:
    assert act_said({"header": {**HEADER, **part}}, "", "Văn bản 7") is None


def test_what_the_head_does_not_say_stays_empty() -> None:
    act = act_said({"header": {**HEADER, "date": {"value": "2031-03"}, "title": None}}, "", "Văn bản 7")
    assert act is not None
    assert (act.issued_on, act.effective_from, act.title) == (None, None, "")
