"""Tables of duties printed with spaces: gutters, headings over several lines, centred numbers, page breaks."""

from __future__ import annotations

from nhip.documents.reading.reader import read
from nhip.documents.reading.record import Task

HEAD = """UBND TỈNH HÀ GIANG
Số: 12/KH-UBND
Hà Giang, ngày 03 tháng 3 năm 2025
KẾ HOẠCH
Truyền thông cơ sở năm 2025

II. NỘI DUNG VÀ PHÂN CÔNG

"""


def tasks(table: str) -> list[Task]:
    return [t for t in read(HEAD + table, source_file="a.txt").tasks if t.kind == "assignment"]


def test_cells_set_left_of_a_centred_heading() -> None:
    found = tasks(
        """Stt          Nội dung                 Thời gian        Đơn vị thực hiện       Đơn vị phối hợp
 01   Hội nghị quán triệt,        Trước             Ban Dân chủ, Giám      Văn phòng
      triển khai kế hoạch         25/01/2026        sát và Phản biện
                                                    xã hội
 02   In 20.000 tờ gấp song       Tháng 01/2026     Ban Tuyên giáo         Sở Nội vụ; Hội
      ngữ                                                                  Nhà báo tỉnh
"""
    )
    assert [[a.name for a in t.implementing_agencies] for t in found] == [
        ["Ban Dân chủ, Giám sát và Phản biện xã hội"],
        ["Ban Tuyên giáo"],
    ]
    assert [a.name for a in found[1].coordinating_agencies] == ["Sở Nội vụ", "Hội Nhà báo tỉnh"]


def test_a_heading_of_two_lines_over_numbers_set_half_way_down() -> None:
    found = tasks(
        """                                                   Cơ quan             Cơ quan            Thời gian
 STT            Nội dung công việc
                                                    chủ trì             phối hợp          hoàn thành
 (1)                    (2)                           (3)                  (4)                (5)
       Ban hành văn bản hướng dẫn           Sở Thông tin và      Sở Nội vụ; UBND
  1    công tác thông tin cơ sở             Truyền thông         các huyện, thành     Tháng 4/2025
                                                                 phố
       Tổ chức hội nghị tập huấn cho                             Văn phòng UBND
  2    cán bộ đài truyền thanh xã           Sở Nội vụ                                 Quý II/2025
                                                                 tỉnh
"""
    )
    assert [[a.name for a in t.lead_agencies] for t in found] == [["Sở Thông tin và Truyền thông"], ["Sở Nội vụ"]]
    assert [a.name for a in found[0].coordinating_agencies] == ["Sở Nội vụ", "UBND các huyện, thành phố"]
    assert [a.name for a in found[1].coordinating_agencies] == ["Văn phòng UBND tỉnh"]


def test_a_page_number_between_rows_is_no_cell() -> None:
    found = tasks(
        """ TT   Nội dung công việc                  Cơ quan chủ trì        Cơ quan phối hợp
 1    Mở chuyên mục trên sóng truyền      Báo Hà Giang           Chi cục Kiểm lâm
      hình

                                              2

 TT   Nội dung công việc                  Cơ quan chủ trì        Cơ quan phối hợp
 2    Tập huấn viết tin cho cán bộ        Sở Nội vụ              Công an tỉnh
      truyền thanh cấp xã

Nơi nhận:                                      TM. ỦY BAN NHÂN DÂN
- Như trên;                                         CHỦ TỊCH
"""
    )
    assert [[a.name for a in t.lead_agencies] for t in found] == [["Báo Hà Giang"], ["Sở Nội vụ"]]
    assert found[1].text.endswith("truyền thanh cấp xã")


def test_rows_with_bars_between_their_cells_only() -> None:
    found = tasks("STT | Nhiệm vụ | Chủ trì | Phối hợp\n1 | Xây dựng bộ thông điệp | Sở Y tế | Sở Nội vụ\n")
    assert [[a.name for a in t.lead_agencies] for t in found] == [["Sở Y tế"]]


def test_titles_of_groups_part_rows_with_centred_numbers() -> None:
    found = tasks(
        """ STT      Tên nhiệm vụ             Đơn vị chủ trì     Đơn vị phối hợp     Thời gian
                                                                          thực hiện
  A    KIỂM KÊ DI SẢN
       Kiểm kê di sản Then tại   Sở Văn hóa, Thể    UBND các xã,        2025 -
  1    các xã, phường            thao và Du lịch    phường              2026
  B    TRUYỀN DẠY
       Mở lớp truyền dạy hát     Hội Nông dân       Trung tâm Văn hóa   Hằng năm
  2    Then                      tỉnh               và Thông tin tỉnh
"""
    )
    assert [[a.name for a in t.lead_agencies] for t in found] == [
        ["Sở Văn hóa, Thể thao và Du lịch"],
        ["Hội Nông dân tỉnh"],
    ]
    assert [a.name for a in found[1].coordinating_agencies] == ["Trung tâm Văn hóa và Thông tin tỉnh"]


def test_the_foot_ends_before_an_annex_in_columns() -> None:
    raw = (
        HEAD
        + """Nơi nhận:                              TM. UỶ BAN NHÂN DÂN
- Bộ VHTTDL (b/c);                        KT. CHỦ TỊCH
- Lưu: VT.                               PHÓ CHỦ TỊCH

                                        Nông Đức Toản

                              PHỤ LỤC
           DANH MỤC NHIỆM VỤ THỰC HIỆN KẾ HOẠCH

 STT      Tên nhiệm vụ           Đơn vị chủ trì     Đơn vị phối hợp
  1    Kiểm kê di sản            Sở Nội vụ          UBND các xã
"""
    )
    signer = read(raw, source_file="a.txt").signer
    assert signer is not None
    assert (signer.authority_form, signer.position, signer.name) == ("KT.", "PHÓ CHỦ TỊCH", "Nông Đức Toản")


def test_a_committee_of_many_bodies_is_a_class() -> None:
    found = tasks(
        "IV. TỔ CHỨC THỰC HIỆN\n"
        "1. Ban tuyên giáo và dân vận các đảng ủy xã, phường tham mưu cấp ủy xây dựng kế hoạch.\n"
    )
    assert [(a.name, a.generic) for t in found for a in t.implementing_agencies] == [
        ("Ban tuyên giáo và dân vận các đảng ủy xã, phường", True)
    ]


def test_a_post_set_on_two_lines_and_a_second_post() -> None:
    raw = HEAD + "Nơi nhận:\n- Lưu.\nTRƯỞNG BAN\n\nPHÓ BÍ THƯ ĐẢNG ỦY\nPhạm Quang An\n"
    signer = read(raw, source_file="a.txt").signer
    assert signer is not None
    assert (signer.position, signer.name) == ("TRƯỞNG BAN", "Phạm Quang An")


def test_special_zones_and_firms_bear_duties() -> None:
    found = tasks(
        "III. PHÂN CÔNG THỰC HIỆN\n1. Đặc khu Trường Sa\nTổ chức chào cờ trên các đảo.\n"
        "2. Các doanh nghiệp du lịch biển cam kết không sử dụng túi ni lông.\n"
    )
    assert [[a.name for a in t.implementing_agencies] for t in found] == [
        ["Đặc khu Trường Sa"],
        ["các doanh nghiệp du lịch biển"],
    ]
