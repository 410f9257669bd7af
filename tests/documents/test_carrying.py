"""Corrections carried to a later reading of the same text, by their place in it."""

from __future__ import annotations

import copy
from typing import Any

from nhip.documents.carrying import Said, carry, same_item


def at(start: int, words: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": start + len(words), "raw": words, "text": words, "confidence": 0.9, **more}


EARLIER: dict[str, Any] = {
    "header": {"number": at(0, "Số: 15/KH", value="15", symbol="KH"), "title": None},
    "tasks": [
        at(100, "Việc một", id="N01", summary="Việc một", lead_agencies=[at(100, "Sở A", name="Sở A")]),
        at(200, "Việc hai", id="N02", summary="Việc hai", lead_agencies=[]),
    ],
    "limitations": [],
    "signer": {"name": "An", "position": "CHỦ TỊCH", "name_span": {"start": 900, "end": 902, "raw": "An"}},
}


def test_what_stands_unmoved_is_carried() -> None:
    said = [Said(1, "header.number.value", "15", "16"), Said(2, "signer.name", "An", "Ân")]
    done = carry(EARLIER, copy.deepcopy(EARLIER), said)
    assert (done.kept, done.left) == (tuple(said), ())


def test_an_item_is_found_again_by_its_place() -> None:
    later = copy.deepcopy(EARLIER)
    later["tasks"].insert(0, at(50, "Việc mới", id="N01", summary="Việc mới", lead_agencies=[]))
    said = [Said(1, "tasks.0.lead_agencies.0.name", "Sở A", "Sở B"), Said(2, "tasks.1", "Việc hai", None)]
    assert [one.path for one in carry(EARLIER, later, said).kept] == ["tasks.1.lead_agencies.0.name", "tasks.2"]


def test_another_old_value_or_place_is_left_for_a_person() -> None:
    later = copy.deepcopy(EARLIER)
    later["header"]["number"]["value"] = "16"
    later["tasks"][0]["end"] += 5
    later["signer"]["name_span"]["start"] = 901
    said = [
        Said(1, "header.number.value", "15", "16"),
        Said(2, "tasks.0.summary", "Việc một", "Một"),
        Said(3, "signer.name", "An", "Ân"),
        Said(4, "tasks.1.summary", "Việc hai", "Hai"),
    ]
    done = carry(EARLIER, later, said)
    assert [one.key for one in done.kept] == [4]
    assert [one.key for one in done.left] == [1, 2, 3]


def test_of_several_at_one_path_the_first_old_and_the_last_new_count() -> None:
    said = [Said(1, "header.number.value", "15", "16"), Said(2, "header.number.value", "16", "17")]
    assert carry(EARLIER, EARLIER, said).kept == (Said(2, "header.number.value", "15", "17"),)


def test_a_part_stated_by_a_person_stays_while_the_reader_finds_none() -> None:
    said = [Said(1, "header.title.value", None, "Kế hoạch thử")]
    assert carry(EARLIER, EARLIER, said).kept == tuple(said)
    later = copy.deepcopy(EARLIER)
    later["header"]["title"] = at(30, "Kế hoạch", value="Kế hoạch")
    assert carry(EARLIER, later, said).left == tuple(said)


def test_an_added_item_goes_along_with_its_corrections_unless_the_reader_finds_it() -> None:
    item = at(300, "Thiếu người")
    said = [Said(1, "limitations.0", None, item), Said(2, "limitations.0.text", "Thiếu người", "Thiếu")]
    later = copy.deepcopy(EARLIER)
    later["limitations"] = [at(280, "Khác")]
    assert [one.path for one in carry(EARLIER, later, said).kept] == ["limitations.1", "limitations.1.text"]
    later["limitations"] = [at(300, "Thiếu người")]
    assert [one.key for one in carry(EARLIER, later, said).left] == [1, 2]


def test_two_items_at_one_place_are_told_apart_or_left() -> None:
    earlier = {"figures": [at(10, "câu", indicator="lớp", value=3), at(10, "câu", indicator="người", value=9)]}
    later = {"figures": earlier["figures"][::-1]}
    said = [Said(1, "figures.0.value", 3, 4)]
    assert [one.path for one in carry(earlier, later, said).kept] == ["figures.1.value"]


def test_a_check_holds_only_for_what_is_wholly_the_same() -> None:
    later = copy.deepcopy(EARLIER)
    assert same_item(EARLIER, later, "tasks.1") == "tasks.1"
    later["tasks"][1]["summary"] = "Hai"
    assert same_item(EARLIER, later, "tasks.1") is None
    assert same_item(EARLIER, {"tasks": []}, "tasks.1") is None
