"""What the second blind round showed (docs/decisions/0066): each general rule by itself."""

from __future__ import annotations

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import Agency, Record

DISPATCH = (
    "CHỦ TỊCH ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 9/CĐ-UBND\nLào Cai, ngày 05 tháng 9 năm 2025\nCÔNG ĐIỆN\n"
    "Về việc ứng phó với mưa lũ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI điện:\n\n"
    "- Giám đốc các Sở: Xây dựng, Công Thương;\n- Chủ tịch UBND các xã, phường.\n\n"
    "Để chủ động ứng phó, Chủ tịch UBND tỉnh yêu cầu:\n\n"
)


def names(bodies: tuple[Agency, ...]) -> list[str]:
    return [body.name for body in bodies]


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


def test_a_letter_names_its_bearers_once_before_the_points() -> None:
    found = record(
        "BỘ Y TẾ\nSố: 614/BYT-DP\nV/v tăng cường truyền thông\nHà Nội, ngày 17/10/2025\n\nKính gửi: Các Sở\n\n"
        "Để phòng, chống dịch, Bộ Y tế đề nghị các Sở Giáo dục và Đào tạo:\n\n1. Mở chuyên mục truyền thông.\n\n"
        "2. Chủ trì, phối hợp với Công an tỉnh tổ chức diễn đàn.\n\nNơi nhận:\n- Lưu: VT.\n"
    ).tasks
    bodies = ["các Sở Giáo dục và Đào tạo"]
    assert [[b.name for b in task.implementing_agencies] for task in found] == [bodies, []]
    assert [b.name for b in found[1].lead_agencies] == bodies
    assert [b.name for b in found[1].coordinating_agencies] == ["Công an tỉnh"]


SPLIT = """KẾ HOẠCH
Truyền thông năm 2026

II. NHIỆM VỤ

                                     Cơ quan          Cơ quan          Thời        Dự kiến
Stt        Nhiệm vụ                  chủ trì          phối hợp         gian        kết quả
                                    thực hiện        thực hiện       thực hiện
 I.   Nhóm nhiệm vụ trên báo chí
 1    Mở chuyên mục               Báo và phát      Công an thành     Hằng         12 kỳ
      an toàn mạng                thanh, truyền    phố               tháng
                                  hình Đà Nẵng
 2    Định hướng thông tin        Sở Văn hóa,      Các cơ quan       Thường       Văn bản
                                  Thể thao và      báo chí           xuyên
                                  Du lịch

III. TỔ CHỨC THỰC HIỆN
"""


def test_headings_broken_in_a_narrow_cell_and_groups_of_a_printed_table() -> None:
    found = record(SPLIT)
    assert [(s.number, s.title) for s in found.sections] == [("II", "NHIỆM VỤ"), ("III", "TỔ CHỨC THỰC HIỆN")]
    assert [([b.name for b in t.lead_agencies], [b.name for b in t.coordinating_agencies]) for t in found.tasks] == [
        (["Báo và phát thanh, truyền hình Đà Nẵng"], ["Công an thành phố"]),
        (["Sở Văn hóa, Thể thao và Du lịch"], ["các cơ quan báo chí"]),
    ]


def test_calls_to_be_hung_up_are_no_headings_and_no_duties() -> None:
    found = record(
        "KẾ HOẠCH\nTuyên truyền\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Các chi bộ\n\n- Đưa nội dung vào sinh hoạt.\n\n"
        "KHẨU HIỆU TUYÊN TRUYỀN\n\n1. ĐẢNG CỘNG SẢN VIỆT NAM QUANG VINH MUÔN NĂM!\n\n2. CHÀO MỪNG ĐẠI HỘI\n"
    )
    assert [section.number for section in found.sections] == ["III", "1"]
    assert [task.text for task in found.tasks if task.kind == "assignment"] == ["Đưa nội dung vào sinh hoạt."]


def test_a_numbered_heading_over_a_paragraph_set_in_ends_on_its_line() -> None:
    lines = [
        "I. YÊU CẦU",
        "       Việc tuyên truyền phải bảo đảm kịp thời, hiệu quả, phù hợp với từng nhóm đối",
        "tượng, từng địa bàn; gắn với phong trào thi đua yêu nước và các cuộc vận động đang",
        "được triển khai tại cơ sở, nhất là ở vùng biên giới.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố",
        "       Vận động Nhân dân nâng cao cảnh giác, không nghe theo lời kẻ xấu lừa đảo trên",
        "mạng; kịp thời báo tin cho cơ quan công an nơi gần nhất.",
    ]
    found = record("KẾ HOẠCH\nTuyên truyền năm 2026\n\n" + "\n".join(lines) + "\n")
    assert found.sections[-1].title == "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố"


def test_a_cell_that_reaches_down_gives_its_bodies_to_every_row() -> None:
    found = record(
        "<p>KẾ HOẠCH</p><p>Tuyên truyền năm 2026</p><p>II. NHIỆM VỤ</p><table>"
        "<tr><th>TT</th><th>Nội dung</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th><th>Thời gian</th></tr>"
        "<tr><td>1</td><td>Mở chuyên mục</td><td>Báo A</td><td rowspan=2>Cục Đường sắt Việt Nam</td><td>Quý I</td></tr>"
        "<tr><td>2</td><td>Dựng 05 video</td><td>Văn phòng Bộ</td><td>Quý II</td></tr></table>"
    ).tasks
    assert [(names(t.lead_agencies), names(t.coordinating_agencies)) for t in found] == [
        (["Báo A"], ["Cục Đường sắt Việt Nam"]),
        (["Văn phòng Bộ"], ["Cục Đường sắt Việt Nam"]),
    ]


RULED = """KẾ HOẠCH
Tuyên truyền bầu cử

III. PHÂN CÔNG
 STT      Nội dung công việc          Thời gian        Đơn vị thực hiện     Phối hợp
------------------------------------------------------------------------------------
  1     Treo băng rôn, cờ phướn     Trước            Trung tâm Văn hóa    Các khóm
        các tuyến đường             01/02/2026       - Thể thao phường
------------------------------------------------------------------------------------
  2     Thiết kế infographic        Tháng            Đoàn TNCS Hồ         Hội Liên hiệp
        tuyên truyền                01/2026          Chí Minh phường      Phụ nữ phường
"""


def test_rules_between_the_rows_of_a_printed_table() -> None:
    assert [(names(t.implementing_agencies), names(t.coordinating_agencies)) for t in record(RULED).tasks] == [
        (["Trung tâm Văn hóa - Thể thao phường"], ["các khóm"]),
        (["Đoàn TNCS Hồ Chí Minh phường"], ["Hội Liên hiệp Phụ nữ phường"]),
    ]
