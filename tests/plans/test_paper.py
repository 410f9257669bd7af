from datetime import date
from decimal import Decimal

from nhip.documents.composing.draft import Part, Table
from nhip.plans.paper import Duty, Money, Paper, draft_of, signature_of

DUTY = Duty(
    "Mở 02 lớp", ("Sở Mẫu tỉnh Mẫu Sơn",), (), ("các sở, ban, ngành",), (), ("Ban Mẫu Tỉnh ủy",), date(2026, 2, 5)
)


def paper(**more: object) -> Paper:
    said = {
        "title": "Truyền thông", "body": "Sở Mẫu tỉnh Mẫu Sơn", "above": "Ủy ban nhân dân tỉnh Mẫu Sơn",
        "place": "Mẫu Sơn", "symbol": "KH-SM", "basis": None, "objectives": (), "audiences": (), "contents": ("Một",),
        "duties": (DUTY,), "money": (),
    } | more  # fmt: skip
    return Paper(**said)  # type: ignore[arg-type]


def test_parts_that_hold_nothing_are_left_out_and_the_rest_numbered_on() -> None:
    parts = [block for block in draft_of(paper()).body if isinstance(block, Part)]
    assert [(part.number, part.title) for part in parts] == [
        ("I", "NỘI DUNG"), ("II", "NHIỆM VỤ VÀ PHÂN CÔNG"), ("III", "TỔ CHỨC THỰC HIỆN"),
    ]  # fmt: skip


def test_the_table_of_duties_says_who_is_asked_and_by_when() -> None:
    (table,) = [block for part in draft_of(paper()).body[1:2] for block in part.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]] == [
        "1", "Mở 02 lớp", "Sở Mẫu tỉnh Mẫu Sơn; Ban Mẫu Tỉnh ủy (đề nghị)", "các sở, ban, ngành", "05/02/2026",
    ]  # fmt: skip


def test_money_is_summed_in_its_last_row() -> None:
    lines = (Money("A", Decimal(2), "lớp", Decimal(1500000), Decimal(3000000)),) * 2
    part = draft_of(paper(money=lines)).body[2]
    assert [cell.text for cell in part.blocks[0].rows[-1]] == ["Tổng cộng", "6.000.000"]


def test_the_head_the_signature_and_who_receives() -> None:
    made = draft_of(paper(sample=True))
    assert (made.parent_body, made.issuing_body) == ("ỦY BAN NHÂN DÂN\nTỈNH MẪU SƠN", "SỞ MẪU")
    assert made.recipients == ("Ủy ban nhân dân tỉnh Mẫu Sơn", "Các sở, ban, ngành", "Ban Mẫu Tỉnh ủy", "Lưu: VT")
    assert made.signature.position == "GIÁM ĐỐC"
    assert made.body[0].text == "Dữ liệu mẫu"
    assert (made.number, made.date.day) == (None, None), "the clerk gives number and day"
    committee = draft_of(paper(body="Ủy ban nhân dân xã Mẫu", above="Ủy ban nhân dân tỉnh Mẫu Sơn"))
    assert (committee.parent_body, committee.issuing_body) == (None, "ỦY BAN NHÂN DÂN\nXÃ MẪU")
    assert signature_of("Ủy ban nhân dân xã Mẫu").on_behalf == "ỦY BAN NHÂN DÂN"
    assert signature_of("Hội Mẫu").position == "THỦ TRƯỞNG CƠ QUAN"


def test_the_type_of_the_document_is_said_once() -> None:
    assert draft_of(paper(title="Kế hoạch truyền thông mùa hồi năm 2027")).title == "Truyền thông mùa hồi năm 2027"
    assert draft_of(paper(title="Thực hiện kế hoạch số 12")).title == "Thực hiện kế hoạch số 12"
