"""Request letters: which letter is one, what it asks, and every date that is a deadline and no date that is none."""

from __future__ import annotations

from datetime import date

from nhip.documents.reading.letters.find import doubts
from nhip.documents.reading.reader import read
from nhip.documents.reading.record import Request


def request(
    body: str, day: str = "ngày 02 tháng 6 năm 2026", subject: str = "V/v báo cáo công tác truyền thông"
) -> Request | None:
    head = f"SỞ NỘI VỤ\nTỈNH PHÚ THỌ\nSố: 71/SNV-VP\n{subject}\n\nPhú Thọ, {day}\n\nKính gửi: Các sở, ban, ngành.\n\n"
    return read(head + body + "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n", source_file="x.txt").request


def test_a_letter_that_asks_for_a_report() -> None:
    found = request("Sở Nội vụ đề nghị các cơ quan gửi báo cáo năm 2026 về Sở Nội vụ trước ngày 15/12/2026.")
    assert found is not None
    (deadline,) = found.deadlines
    assert (deadline.due, deadline.who, deadline.send_to) == ("2026-12-15", "các cơ quan", "Sở Nội vụ")
    assert found.outline_status == "missing"
    assert found.period is not None
    assert (found.period.label, found.period.from_, found.period.to) == ("năm 2026", None, None)


def test_letters_that_ask_for_none() -> None:
    assert (
        request("Sở Nội vụ đề nghị các cơ quan tuyên truyền ngày hội trước ngày 15/12.", subject="V/v tuyên truyền")
        is None
    )
    assert request("Sở Nội vụ trân trọng kính mời các cơ quan dự họp ngày 15/12.", subject="Giấy mời") is None
    assert (
        request("Thực hiện đề nghị báo cáo của Bộ, Sở Nội vụ đã báo cáo Thủ tướng Chính phủ.", subject="V/v trả lời")
        is None
    )


def test_a_report_to_a_higher_body_is_no_request() -> None:
    text = (
        "UBND XÃ A LƯỚI\nSố: 9/BC-UBND\nA Lưới, ngày 05 tháng 3 năm 2026\n"
        "BÁO CÁO\nKết quả năm 2025\nKính gửi: Sở Nội vụ.\n"
        "Thực hiện Công văn số 71/SNV-VP về việc đề nghị báo cáo, UBND xã báo "
        "cáo như sau:\nI. KẾT QUẢ\nTốt.\nNơi nhận:\n- Lưu: VT.\n"
    )
    assert read(text, source_file="x.txt").request is None


def test_a_day_without_a_year_takes_the_letters_year_or_the_next() -> None:
    spring = request("Sở Nội vụ yêu cầu các cơ quan gửi báo cáo trước 16 giờ ngày 30/6.")
    assert spring is not None
    assert spring.deadlines[0].due == "2026-06-30T16:00"
    winter = request("Sở Nội vụ yêu cầu các cơ quan gửi báo cáo chậm nhất ngày 05/01.", day="ngày 04 tháng 12 năm 2026")
    assert winter is not None
    assert winter.deadlines[0].due == "2027-01-05"


def test_dates_of_cited_papers_and_cut_offs_are_no_deadlines() -> None:
    found = request(
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 01/01/2026, Sở Nội vụ đề nghị các cơ quan báo cáo kết quả. "
        "Thời điểm lấy số liệu: từ ngày 01/01/2026 đến hết ngày 30/6/2026. Gửi "
        "báo cáo về Sở Nội vụ trước ngày 05/7/2026."
    )
    assert found is not None
    assert [deadline.due for deadline in found.deadlines] == ["2026-07-05"]
    assert found.cut_off is not None
    assert found.period is not None
    assert (found.period.from_, found.period.to, found.period.basis) == ("2026-01-01", "2026-06-30", "stated")


def test_a_recurring_deadline_has_no_calendar_date() -> None:
    found = request("Sở Nội vụ yêu cầu các cơ quan gửi báo cáo trước ngày 20 hằng tháng.")
    assert found is not None
    assert (found.deadlines[0].due, found.deadlines[0].recurring) == (None, "ngày 20 hằng tháng")


def test_where_the_outline_is() -> None:
    attached = request("Sở Nội vụ đề nghị các cơ quan báo cáo theo đề cương gửi kèm Công văn này trước ngày 30/6.")
    assert attached is not None
    assert attached.outline_status == "attached"
    elsewhere = request(
        "Sở Nội vụ đề nghị các cơ quan báo cáo theo Phụ lục II Thông tư số 06/2022/TT-UBDT trước ngày 30/6."
    )
    assert elsewhere is not None
    assert elsewhere.outline_status == "elsewhere"
    given = request(
        "Sở Nội vụ đề nghị các cơ quan báo cáo các nội dung sau:\n"
        "1. Kết quả đạt được;\n2. Kiến nghị.\nGửi trước ngày 30/6."
    )
    assert given is not None
    assert given.outline_status == "given"
    assert [(point.number, point.text) for point in given.outline] == [("1", "Kết quả đạt được;"), ("2", "Kiến nghị.")]


def test_a_wrong_deadline_is_flagged_and_not_changed() -> None:
    found = request("Sở Nội vụ đề nghị các cơ quan gửi báo cáo trước ngày 15/01/2026.")
    assert found is not None
    assert found.deadlines[0].due == "2026-01-15"
    assert [issue.code for issue in doubts(found, date(2026, 6, 2))] == ["documents.deadline_before_letter"]


def test_an_outline_of_headings_is_given_whole() -> None:
    found = request(
        "Sở Nội vụ đề nghị các cơ quan báo cáo kết quả năm 2026 với các nội dung sau:\n\n"
        "I. CÔNG TÁC CHỈ ĐẠO\n\nVăn bản đã ban hành; việc phân công đầu mối.\n\n"
        "II. KẾT QUẢ THỰC HIỆN\n\n1. Tin, bài trên báo, đài.\n\n2. Hoạt động của loa truyền thanh.\n\n"
        "III. ĐỀ XUẤT, KIẾN NGHỊ\n\nĐề nghị gửi báo cáo trước ngày 15/12/2026."
    )
    assert found is not None
    assert [(point.number, point.text) for point in found.outline] == [
        ("I", "CÔNG TÁC CHỈ ĐẠO"),
        ("II", "KẾT QUẢ THỰC HIỆN"),
        ("1", "Tin, bài trên báo, đài."),
        ("2", "Hoạt động của loa truyền thanh."),
        ("III", "ĐỀ XUẤT, KIẾN NGHỊ"),
    ]
