"""What went well or badly, what comes next, what is asked for; what a plan aims at."""

from __future__ import annotations

from nhip.documents.reading.part_titles import kinds_of
from nhip.documents.reading.reader import read
from nhip.documents.reading.record import Record


def record(body: str, kind: str = "BC", word: str = "BÁO CÁO") -> Record:
    head = f"UBND XÃ A LƯỚI\nSố: 9/{kind}-UBND\nA Lưới, ngày 05 tháng 3 năm 2026\n{word}\nTruyền thông năm 2025\n"
    return read(head + body + "\nNơi nhận:\n- Lưu: VT.\n", source_file="x.txt")


def test_titles_speak_of_kinds() -> None:
    assert kinds_of("Tồn tại, hạn chế", "statements") == ("limitation",)
    assert kinds_of("Khó khăn, vướng mắc và kiến nghị", "statements") == ("difficulty", "proposal")
    assert kinds_of("Mục tiêu cụ thể")[0] == "specific_objective"
    assert kinds_of("NHIỆM VỤ TRỌNG TÂM NĂM 2026", "statements") == ("direction",)


def test_causes_are_no_limitations() -> None:
    found = record("I. HẠN CHẾ, NGUYÊN NHÂN\n- Tin bài còn ít.\n* Nguyên nhân:\n- Nhân lực kiêm nhiệm.\n")
    assert [entry.text for entry in found.limitations] == ["Tin bài còn ít."]


def test_difficulties_after_a_turn_are_taken_apart() -> None:
    found = record(
        "I. ĐẶC ĐIỂM TÌNH HÌNH\nHạ tầng được đầu tư. Tuy nhiên, công tác truyền thông còn gặp khó khăn: địa bàn rộng; "
        "thiết bị đã xuống cấp.\n"
    )
    assert [(entry.text, entry.kind) for entry in found.limitations] == [
        ("địa bàn rộng;", "difficulty"),
        ("thiết bị đã xuống cấp.", "difficulty"),
    ]


def test_directions_keep_their_numbers_and_titles() -> None:
    found = record(
        "I. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026\n1. Tiếp tục nâng cao chất lượng tin bài.\n2. Mở thêm chuyên mục mới.\n"
    )
    assert [(entry.number, entry.text) for entry in found.directions] == [
        ("1", "Tiếp tục nâng cao chất lượng tin bài."),
        ("2", "Mở thêm chuyên mục mới."),
    ]


def test_a_proposal_knows_whom_it_addresses() -> None:
    found = record("I. ĐỀ XUẤT, KIẾN NGHỊ\n- Đề nghị Sở Nội vụ mở lớp tập huấn.\n- Cấp thêm thiết bị.\n")
    assert [entry.addressee for entry in found.proposals] == ["Sở Nội vụ", "Sở Nội vụ"]


def test_the_closing_line_is_no_proposal() -> None:
    found = record("I. KIẾN NGHỊ\n- Cấp thêm thiết bị.\n\nTrên đây là báo cáo của UBND xã./.\n")
    assert [entry.text for entry in found.proposals] == ["Cấp thêm thiết bị."]


def test_a_plan_has_objectives_and_audiences_and_no_directions() -> None:
    found = record(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao nhận thức.\n2. Yêu cầu\n"
        "- Bảo đảm tiết kiệm.\nII. ĐỐI TƯỢNG\n- Học sinh.\n"
        "III. NHIỆM VỤ TRỌNG TÂM\n- In tờ rơi.\n",
        "KH",
        "KẾ HOẠCH",
    )
    assert [entry.kind for entry in found.objectives] == ["purpose", "requirement"]
    assert [entry.text for entry in found.audiences] == ["Học sinh."]
    assert found.directions == ()
