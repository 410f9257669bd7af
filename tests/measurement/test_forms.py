"""What people are asked about events: labels for all, answers as officials write them, tables row by row."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from nhip.measurement import catalogue, forms
from nhip.measurement.dictionary import packaged
from nhip.measurement.formulas import tree
from nhip.measurement.rows import VIETNAM
from nhip.plans.sheets.opening import Table
from nhip.text.issues import sentence

KNOWN = packaged()
ENTERED = forms.enterable(KNOWN)


def test_every_entity_that_no_room_keeps_can_be_entered_with_words_for_each_field() -> None:
    assert {one.code for one in ENTERED} == {code for code, one in KNOWN.items() if one.room == "entered"} | {"org"}
    for entity in ENTERED:
        for asked in forms.questions(entity):
            assert asked.label != asked.name, f"{entity.code}.{asked.name}"
        labels = [asked.label for asked in forms.questions(entity)]
        assert len(labels) == len(set(labels)), entity.code


def test_the_words_that_formulas_compare_with_can_be_chosen() -> None:
    held = {entity.code: entity for entity in ENTERED}
    free = {("org", "level"), ("mention", "topic")}
    for one in catalogue.packaged():
        for aggregate in one.tree.aggregates:
            for name, value in _compared(aggregate.where):
                if aggregate.entity in held and (aggregate.entity, name) not in free:
                    codes = [code for code, _ in forms.choices(held[aggregate.entity], name)]
                    assert value in codes, f"{one.id}: {aggregate.entity}.{name} = {value}"


def _compared(node: object) -> list[tuple[str, str]]:
    if isinstance(node, tree.Comparison) and isinstance(node.left, tree.Field) and isinstance(node.right, tree.Text):
        return [(node.left.name, node.right.value)]
    if isinstance(node, tree.Among) and isinstance(node.inner, tree.Field):
        return [(node.inner.name, value.value) for value in node.values if isinstance(value, tree.Text)]
    inner = [getattr(node, name) for name in ("left", "right", "inner") if hasattr(node, name)]
    return [found for one in inner for found in _compared(one)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("20/11/2026 08:30", datetime(2026, 11, 20, 8, 30, tzinfo=VIETNAM)),
        ("20/11/2026 8h30", datetime(2026, 11, 20, 8, 30, tzinfo=VIETNAM)),
        ("2026-11-20T08:30", datetime(2026, 11, 20, 8, 30, tzinfo=VIETNAM)),
        (datetime(2026, 11, 20, 8, 30), datetime(2026, 11, 20, 8, 30, tzinfo=VIETNAM)),
        ("20/11/2026", date(2026, 11, 20)),
    ],
)
def test_moments_are_read_as_officials_write_them(typed: str | datetime, expected: date) -> None:
    answer, issues = forms.read(KNOWN["enquiry"], {"received_at": typed, "outcome": "Đã trả lời"})
    assert issues == []
    assert (answer.at, answer.fields["outcome"]) == (expected, "answered")


@pytest.mark.parametrize(
    ("entity", "typed", "words"),
    [
        ("enquiry", {"outcome": "answered"}, "Cần ghi «Thời điểm nhận»"),
        ("enquiry", {"received_at": "31/02/2026"}, "không đọc được ngày, giờ «31/02/2026»"),
        ("enquiry", {"received_at": "01/02/2026", "outcome": "lạ"}, "Chọn một trong: Đã trả lời, Từ chối"),
        ("legal_summary", {"month": "01/02/2026", "requests": "2,5"}, "chỉ nhận số nguyên"),
        ("survey", {"fielded_at": "01/02/2026", "n": "1.2.3"}, "không phải là số"),
        ("staff_post", {"since": "02/01/2026", "until": "01/01/2026", "role": "full_time"}, "đứng trước ngày bắt đầu"),
        ("org", {}, "Chưa ghi nội dung nào"),
        ("enquiry", {"received_at": "01/02/2026", "proof": "javascript:x"}, "phải bắt đầu bằng https://"),
        ("channel", {"since": "01/02/2026", "official": "có lẽ"}, "chỉ ghi «có» hoặc «không»"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese_with_the_field(entity: str, typed: dict[str, str], words: str) -> None:
    _answer, issues = forms.read(KNOWN[entity], typed)
    assert words in " ".join(sentence(one) for one in issues)


def test_a_table_gives_each_row_an_id_of_its_own_that_stays() -> None:
    head = ("Thời điểm nhận *", "Cơ quan báo chí", "Cột lạ", "Kết quả")
    rows = [
        ("20/11/2026 08:30", "Báo A", "x", "Từ chối"),
        ("20/11/2026 08:30", "Báo A", "y", "Từ chối"),
        ("", "", "", ""),
    ]
    table = Table([(1, head), *enumerate(rows, 2)])
    lines, faults = forms.read_table(KNOWN["enquiry"], "u", table)
    assert faults == ()
    assert [line.row for line in lines] == [2, 3]
    ids = [line.entry for line in lines]
    assert len(set(ids)) == 2, "two rows that say the same are two events"
    assert all(isinstance(one, UUID) for one in ids)
    assert [line.entry for line in forms.read_table(KNOWN["enquiry"], "u", table)[0]] == ids
    assert ids[0] not in [line.entry for line in forms.read_table(KNOWN["enquiry"], "other", table)[0]]


def test_a_table_says_which_row_or_column_is_wrong() -> None:
    table = Table([(1, ("Thời điểm nhận", "Kết quả")), (2, ("20/11/2026", "Từ chối")), (3, ("hôm qua", "Từ chối"))])
    lines, faults = forms.read_table(KNOWN["enquiry"], "u", table)
    assert (len(lines), [fault.row for fault in faults]) == (1, [3])
    _none, lacking = forms.read_table(KNOWN["enquiry"], "u", Table([(1, ("Kết quả",)), (2, ("Từ chối",))]))
    assert "Thời điểm nhận" in sentence(lacking[0].issue)
    assert forms.read_table(KNOWN["enquiry"], "u", Table([]))[1]


def test_a_number_with_dots_is_one_number() -> None:
    answer, issues = forms.read(KNOWN["legal_summary"], {"month": "01/10/2026", "fine_total": "42.500.000"})
    assert issues == []
    assert answer.fields["fine_total"] == Decimal(42_500_000)
