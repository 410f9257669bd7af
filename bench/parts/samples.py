"""Documents for benches and round trips: a report of an invented commune, as long as asked, the same every time."""

from __future__ import annotations

from collections.abc import Iterator

from nhip.documents.composing.draft import Block, Bullet, Day, Draft, Paragraph, Part, Signature

_FIELDS = (
    ("thông tin cơ sở", "buổi phát thanh", "hệ thống truyền thanh"),
    ("thông tin đối ngoại", "tin, bài", "trang thông tin điện tử"),
    ("chuyển đổi số", "lượt hướng dẫn", "tổ công nghệ số cộng đồng"),
    ("truyền thông chính sách", "hội nghị", "nhà văn hóa thôn"),
    ("quảng bá du lịch", "lượt khách", "điểm du lịch cộng đồng"),
    ("tuyên truyền biên giới", "buổi tuyên truyền", "cụm thông tin cửa khẩu"),
    ("xây dựng nông thôn mới", "tờ rơi", "bảng tin khu dân cư"),
    ("phổ biến pháp luật", "lượt người nghe", "câu lạc bộ pháp luật"),
)
_BASES = (
    "Thực hiện Công văn số {number}/SVHTTDL-TTBC ngày {day:02d}/{month}/2026 của Sở Văn hóa, Thể thao và Du lịch "
    "về việc báo cáo kết quả công tác truyền thông, Ủy ban nhân dân xã Suối Mơ báo cáo kết quả thực hiện như sau:"
)


def report(parts: int = 8) -> Draft:
    """A report with that many fields of work; eight make about ten pages."""
    return Draft(
        type_code="BC",
        parent_body=None,
        issuing_body="ỦY BAN NHÂN DÂN XÃ SUỐI MƠ",
        number="128",
        symbol="BC-UBND",
        place="Suối Mơ",
        date=Day(day=12, month=11, year=2026),
        title="Kết quả công tác truyền thông năm 2026, phương hướng nhiệm vụ năm 2027",
        body=[Paragraph(text=_BASES.format(number=1402, day=3, month=11)), *_parts(parts)],
        closing="Trên đây là báo cáo kết quả công tác truyền thông năm 2026 của Ủy ban nhân dân xã Suối Mơ.",
        recipients=["Sở Văn hóa, Thể thao và Du lịch (b/c)", "Thường trực Đảng ủy xã", "Các thôn", "Lưu: VT, VHXH"],
        signature=Signature(
            on_behalf="ỦY BAN NHÂN DÂN", form="KT.", principal="CHỦ TỊCH", position="PHÓ CHỦ TỊCH", name="Hoàng Thị Mẫu"
        ),
    )


def _parts(count: int) -> Iterator[Block]:
    general = Paragraph(
        text="Xã Suối Mơ là xã miền núi, diện tích tự nhiên 58,4 km2, gồm 14 thôn, dân số 6.215 người, trong đó người "
        "dân tộc thiểu số chiếm trên 82%; tỷ lệ hộ nghèo còn 9,35%, hộ cận nghèo 6,1%."
    )
    yield Part(number="I", title="ĐẶC ĐIỂM TÌNH HÌNH", blocks=[general])
    results = [_result(n, *_FIELDS[n % len(_FIELDS)]) for n in range(count)]
    yield Part(number="II", title="KẾT QUẢ THỰC HIỆN", blocks=results)
    yield Part(
        number="III",
        title="ĐÁNH GIÁ CHUNG",
        blocks=[_part("1", "Ưu điểm", _strengths(count)), _part("2", "Tồn tại, hạn chế", _limits(count))],
    )
    yield Part(number="IV", title="PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027", blocks=list(_directions(count)))
    yield Part(number="V", title="KIẾN NGHỊ, ĐỀ XUẤT", blocks=list(_proposals()))


def _part(number: str, title: str, blocks: Iterator[Block]) -> Part:
    return Part(number=number, title=title, level=2, blocks=list(blocks))


def _result(n: int, field: str, unit: str, place: str) -> Part:
    done, plan, people = 37 + 61 * n, 30 + 55 * n, 1210 + 347 * n
    blocks: list[Block] = [
        Paragraph(
            text=f"Ủy ban nhân dân xã đã ban hành Kế hoạch số {21 + n}/KH-UBND ngày {4 + n:02d}/{1 + n % 9}/2026 "
            f"về công tác {field}; chỉ đạo công chức phụ trách phối hợp với trưởng các thôn thực hiện trên {place} "
            "của 14 thôn, bảo đảm đúng nội dung và thời gian."
        ),
        Bullet(
            text=f"Trong năm đã thực hiện {done} {unit}, vượt {done - plan} {unit} so với kế hoạch đầu năm, thu "
            f"hút hơn {people // 1000}.{people % 1000:03d} lượt người tham gia."
        ),
        Bullet(
            text=f"Đã tổ chức {3 + n} lớp tập huấn cho {45 + 7 * n} cộng tác viên về kỹ năng biên soạn nội dung "
            f"{field}, với sự hướng dẫn của Trung tâm Văn hóa tỉnh."
        ),
        Bullet(
            text=f"Kinh phí thực hiện {28 + 3 * n} triệu đồng từ nguồn ngân sách xã và nguồn xã hội hóa, được sử "
            f"dụng đúng mục đích, công khai đến từng thôn."
        ),
        Paragraph(
            text=f"Nhìn chung, công tác {field} đã bám sát nhiệm vụ chính trị của địa phương, nội dung ngày càng "
            "gần với đời sống của nhân dân, hình thức từng bước được đổi mới, tạo được sự đồng thuận trong cán bộ, "
            "đảng viên và các tầng lớp nhân dân trên địa bàn."
        ),
    ]
    return Part(number=str(n + 1), title=f"Công tác {field}", level=2, blocks=blocks)


def _strengths(count: int) -> Iterator[Block]:
    for field, _, place in _FIELDS[: min(count, 4)]:
        yield Bullet(
            text=f"Công tác {field} được cấp ủy, chính quyền quan tâm chỉ đạo thường xuyên; {place} hoạt động ổn "
            f"định, phát huy hiệu quả."
        )


def _limits(count: int) -> Iterator[Block]:
    for field, _, place in _FIELDS[:count]:
        yield Bullet(
            text=f"Nội dung {field} ở một số thôn còn đơn điệu, thiết bị của {place} xuống cấp, kinh phí sửa chữa "
            f"chưa đáp ứng yêu cầu thực tế."
        )


def _directions(count: int) -> Iterator[Block]:
    for n, (field, _, place) in enumerate(_FIELDS[:count], 1):
        yield Paragraph(
            text=f"{n}. Tiếp tục nâng cao chất lượng công tác {field}, đầu tư sửa chữa {place}, gắn với thực hiện "
            f"các chương trình mục tiêu quốc gia trên địa bàn xã."
        )


def _proposals() -> Iterator[Block]:
    yield Paragraph(
        text="1. Đề nghị Sở Văn hóa, Thể thao và Du lịch quan tâm tổ chức thêm các lớp tập huấn nghiệp vụ cho "
        "đội ngũ làm công tác truyền thông cấp xã."
    )
    yield Paragraph(
        text="2. Đề nghị Ủy ban nhân dân tỉnh bố trí kinh phí sửa chữa, nâng cấp hệ thống truyền thanh của "
        "các xã biên giới trong năm 2027."
    )
