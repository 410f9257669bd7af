"""What the second blind round showed (docs/decisions/0066): each general rule by itself."""

from __future__ import annotations

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import Record

DISPATCH = (
    "CHỦ TỊCH ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 9/CĐ-UBND\nLào Cai, ngày 05 tháng 9 năm 2025\nCÔNG ĐIỆN\n"
    "Về việc ứng phó với mưa lũ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI điện:\n\n"
    "- Giám đốc các Sở: Xây dựng, Công Thương;\n- Chủ tịch UBND các xã, phường.\n\n"
    "Để chủ động ứng phó, Chủ tịch UBND tỉnh yêu cầu:\n\n"
)


def record(text: str) -> Record:
    return read(text, source_file="x.txt", proofread=False)


def test_those_a_dispatch_is_sent_to_bear_no_duty_and_points_under_a_post_do() -> None:
    found = record(
        DISPATCH + "1. Giám đốc Sở Xây dựng:\n\na) Chủ trì, phối hợp với Công an tỉnh phân luồng giao thông.\n\n"
        "b) Kiểm tra các công trình.\n\n2. Sở Công Thương tăng lượng hàng dự trữ.\n\nNơi nhận:\n- Lưu: VT.\n"
    )
    assert [
        (task.text[:8], [b.name for b in (*task.lead_agencies, *task.implementing_agencies)]) for task in found.tasks
    ] == [
        ("a) Chủ t", ["Giám đốc Sở Xây dựng"]),
        ("b) Kiểm ", ["Giám đốc Sở Xây dựng"]),
        ("2. Sở Cô", ["Sở Công Thương"]),
    ]
    assert [(section.number, section.title) for section in found.sections] == [("1", "Giám đốc Sở Xây dựng")]


def test_a_body_ends_where_the_next_document_is_named() -> None:
    found = record(
        "Căn cứ Kế hoạch số 219/KH-UBND ngày 09/9/2022 của UBND tỉnh Lào Cai và Quyết định 1719/QĐ-TTg ngày 14/10/2021."
    ).citations
    assert [(c.number, c.issuer) for c in found] == [
        ("219/KH-UBND", "UBND tỉnh Lào Cai"),
        ("1719/QĐ-TTg", "Thủ tướng Chính phủ"),
    ]


def test_documents_named_by_a_bare_number_or_a_strategy_without_years() -> None:
    found = record(
        "Tiếp tục thực hiện Nghị quyết 35 của Bộ Chính trị và Kế hoạch số 35 của Ủy ban nhân dân tỉnh Lào Cai về "
        "kinh tế số; bố trí nguồn lực theo Chiến lược phát triển lĩnh vực thông tin cơ sở."
    ).citations
    assert [(c.type, c.number) for c in found] == [("Nghị quyết", "35"), ("Kế hoạch", "35"), ("Chiến lược", None)]


def test_recipients_go_on_after_a_line_of_the_signer() -> None:
    found = record(
        "KẾ HOẠCH\nTuyên truyền\n\nI. NỘI DUNG\n\nLời văn.\n\nNơi nhận:\n\nKT. CHÁNH VĂN PHÒNG\n- Chủ tịch UBND tỉnh;\n"
        "PHÓ CHÁNH VĂN PHÒNG\n- Các sở;\n- Lưu: VT.\n\nLưu Minh Tuệ\n"
    )
    assert [one.text for one in found.recipients] == ["Chủ tịch UBND tỉnh", "Các sở", "Lưu: VT"]
    assert found.signer is not None
    assert (found.signer.position, found.signer.name) == ("PHÓ CHÁNH VĂN PHÒNG", "Lưu Minh Tuệ")


def test_what_is_said_of_those_counted_names_them_and_a_term_is_no_count() -> None:
    found = record(
        "BÁO CÁO\nKết quả năm 2025\n\nI. KẾT QUẢ\n\nToàn tỉnh có 61/78 xã, phường đã vận hành đài truyền thanh. "
        "Trả lời báo chí trong thời hạn 24 giờ.\n"
    ).figures
    assert [(f.value, f.indicator) for f in found] == [(61.0, "Số xã, phường vận hành đài truyền thanh")]
