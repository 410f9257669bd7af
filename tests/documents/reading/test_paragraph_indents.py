"""What the look of printed pages says: first lines set in, pages counted, specks of a scan, numbers of parts."""

from __future__ import annotations

from nhip.documents.reading import numbering
from nhip.documents.reading.agencies_named.lists import read_field, read_running
from nhip.documents.reading.reader import read
from nhip.documents.reading.sheet import sheet_of


def test_a_first_line_set_in_opens_a_paragraph_under_a_full_line() -> None:
    raw = """        Nâng cao nhận thức của người dân sống gần rừng, chủ rừng và khách
du lịch về trách nhiệm bảo vệ rừng trong mùa khô năm nay.
        Nội dung tuyên truyền ngắn gọn, dễ hiểu, phù hợp với từng nhóm đối
tượng, có bản dịch tiếng dân tộc thiểu số tại chỗ.
3. Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh và các tổ chức chính trị - xã hội
        Vận động đoàn viên, hội viên không sử dụng lửa ở trong rừng và giám
sát việc thực hiện Kế hoạch tại cơ sở.
"""
    texts = [block.text for block in sheet_of(raw).blocks]
    assert texts[2].endswith("chính trị - xã hội")
    assert texts[3].startswith("Vận động đoàn viên")


def test_pages_counted_without_empty_lines_and_specks_are_dropped() -> None:
    body = [f"- Nội dung thứ {n} của công tác tuyên truyền." for n in range(30)]
    raw = "\n".join([*body[:14], "2", *body[14:28], "'", "3", *body[28:]])
    assert not [block.text for block in sheet_of(raw).blocks if block.text in {"2", "3", "'"}]
    listed = "\n".join(["1", *body[:14], "2", *body[14:]])
    assert [block.text for block in sheet_of(listed).blocks if block.text in {"1", "2"}] == ["1", "2"]


def test_part_numbers_of_party_papers_and_scans() -> None:
    part, roman, misread = (numbering.read(t) for t in ("C. KIẾN NGHỊ", "II- Công tác tuyên truyền", "L. TÌNH HÌNH"))
    assert part is not None
    assert (part.style, part.number, part.value) == ("capital", "C", 3)
    assert roman is not None
    assert (roman.style, roman.value) == ("roman", 2)
    assert misread is not None
    assert (misread.style, misread.number) == ("roman", "I")


def test_a_title_that_opens_with_a_verb_and_holds_a_comma() -> None:
    raw = (
        "UBND TỈNH A\nSố: 1/KH-UBND\nA, ngày 01 tháng 10 năm 2025\n\nKẾ HOẠCH\n"
        "Triển khai công tác truyền thông về phòng, chống cháy rừng năm 2025\n\n"
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 02/9/2025 của UBND tỉnh, UBND tỉnh ban hành Kế hoạch như sau:\n"
    )
    title = read(raw, source_file="a.txt").header.title
    assert title is not None
    assert title.value == "Triển khai công tác truyền thông về phòng, chống cháy rừng năm 2025"


def test_two_bodies_joined_by_and_before_a_class() -> None:
    names = [m.name for m in read_running("Công an tỉnh và UBND các xã, phường rà soát biển quảng cáo", 0)[0]]
    assert names == ["Công an tỉnh", "UBND các xã, phường"]
    field = "Văn phòng, các ban chuyên môn"
    assert [m.name for m in read_field(field, 0, len(field))] == ["Văn phòng", "các ban chuyên môn"]


def test_a_collective_broken_over_two_lines_signs() -> None:
    raw = (
        "UBND TỈNH A\nSố: 1/KH-UBND\nA, ngày 01 tháng 10 năm 2025\nKẾ HOẠCH\nNăm 2025\n1. Làm việc.\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN\nNHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nĐoàn Trung An\n"
    )
    signer = read(raw, source_file="a.txt").signer
    assert signer is not None
    assert (signer.on_behalf, signer.name) == ("TM. ỦY BAN NHÂN DÂN", "Đoàn Trung An")


def test_party_numbers_open_paragraphs_and_short_headings_end_at_their_noun() -> None:
    raw = """HI- TỔ CHỨC THỰC HIỆN
1- Tuyên truyền sâu rộng về tầm vóc, ý nghĩa lịch sử của Chiến thắng.
2- Hoạt động tuyên truyền bảo đảm trang trọng, thiết thực và gắn với
phong trào thi đua yêu nước của địa phương, cơ quan, đơn vị trong năm.
3- Trung tâm Chính trị huyện
Lồng ghép nội dung tuyên truyền vào chương trình bồi dưỡng lý luận
chính trị cho cán bộ, đảng viên; biên soạn tài liệu hỏi đáp gọn và
dễ nhớ cho các chi bộ.
"""
    texts = [block.text for block in sheet_of(raw).blocks]
    assert [text[:2] for text in texts] == ["HI", "1-", "2-", "3-", "Lồ"]
    assert texts[3] == "3- Trung tâm Chính trị huyện"


def test_a_point_in_dashes_is_no_second_half_of_a_period() -> None:
    texts = [b.text for b in sheet_of("**I. MỤC TIÊU ĐẾN NĂM 2026**\n\n- 80% người dân có hiểu biết về số.\n").blocks]
    assert texts == ["I. MỤC TIÊU ĐẾN NĂM 2026", "80% người dân có hiểu biết về số."]


def test_a_heading_may_say_that_its_body_bears_the_duty() -> None:
    raw = (
        "UBND XÃ A\nSố: 1/KH-UBND\nA, ngày 01 tháng 10 năm 2025\nKẾ HOẠCH\nNăm 2025\n\nIV. PHÂN CÔNG TRÁCH NHIỆM\n"
        "1. Phòng Văn hóa - Xã hội có trách nhiệm:\n"
        "a) Chủ trì, phối hợp với Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông khảo sát vị trí;\n"
        "b) Xây dựng quy chế hoạt động.\n2. Ban điều hành các khu phố\n- Bảo quản cụm loa trên địa bàn.\n"
    )
    first, second, third = (t for t in read(raw, source_file="a.txt").tasks if t.kind == "assignment")
    assert [a.name for a in first.lead_agencies] == ["Phòng Văn hóa - Xã hội"]
    assert [a.name for a in first.coordinating_agencies] == ["Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông"]
    assert [a.name for a in second.implementing_agencies] == ["Phòng Văn hóa - Xã hội"]
    assert [a.name for a in third.implementing_agencies] == ["Ban điều hành các khu phố"]


def test_persons_with_their_posts_and_seats_bear_duties() -> None:
    raw = (
        "UBND XÃ A\nSố: 1/KH-UBND\nA, ngày 01 tháng 10 năm 2025\nKẾ HOẠCH\nNăm 2025\n\nII. PHÂN CÔNG NHIỆM VỤ\n"
        "1. Đồng chí Đào Thị An, Trưởng Ban Xây dựng Đảng, Phó Trưởng ban\nPhụ trách công tác tuyên truyền.\n"
        "2. Trưởng các thôn, Người có uy tín: Vận động bà con tham gia các buổi hướng dẫn.\n"
        "3. Giao Phó Trưởng Công an xã cử cán bộ hỗ trợ người dân.\n"
    )
    named = [[a.name for a in t.implementing_agencies] for t in read(raw, source_file="a.txt").tasks]
    assert named == [
        ["Đồng chí Đào Thị An, Trưởng Ban Xây dựng Đảng, Phó Trưởng ban"],
        ["Trưởng các thôn", "Người có uy tín"],
        ["Phó Trưởng Công an xã"],
    ]
