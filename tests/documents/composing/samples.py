"""Documents of our own for the tests: invented people, real places, nothing taken from any real text."""

# ruff: noqa: E501 (sample sentences)

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from nhip.documents.composing.draft import (
    Appendix,
    Bullet,
    Cell,
    Day,
    Draft,
    Note,
    Paragraph,
    Part,
    Picture,
    Signature,
    Table,
)

RECIPIENTS = (
    "Bộ Văn hóa, Thể thao và Du lịch (b/c)",
    "Thường trực Tỉnh ủy (b/c)",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
    "Các sở, ban, ngành tỉnh",
    "UBND các xã, phường",
    "Lưu: VT, KGVX",
)


def picture() -> bytes:
    """A small bar chart drawn here."""
    image = Image.new("RGB", (900, 360), "white")
    pen = ImageDraw.Draw(image)
    for place, value in enumerate((120, 180, 90, 240, 200, 260)):
        pen.rectangle((60 + place * 140, 320 - value, 140 + place * 140, 320), fill=(30, 90, 140))
    pen.line((40, 320, 880, 320), fill="black", width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def numbers_table() -> Table:
    """Two header rows, one heading over three columns, one over two rows."""
    header = (
        (
            Cell(text="STT", down=2),
            Cell(text="Nội dung", down=2),
            Cell(text="Số lượng", across=2),
            Cell(text="So cùng kỳ (%)", down=2),
        ),
        (Cell(text="Kế hoạch"), Cell(text="Thực hiện")),
    )
    rows = tuple(
        (Cell(text=str(i)), Cell(text=name), Cell(text=plan), Cell(text=done), Cell(text=ratio))
        for i, (name, plan, done, ratio) in enumerate(
            (
                ("Tin, bài trên cổng thông tin điện tử", "1.200", "1.356", "113,0"),
                ("Chuyên mục truyền hình tiếng Tày, Nùng", "48", "52", "108,3"),
                ("Ấn phẩm giới thiệu địa phương", "10.000", "12.500", "125,0"),
                ("Hội nghị, tập huấn", "06", "07", "116,7"),
            ),
            start=1,
        )
    )
    return Table(header=header, rows=rows, unit="Đơn vị tính: Tin, bài, chuyên mục, bản, cuộc")


def report(pages: int = 3) -> Draft:
    """A report of a provincial department of about so many pages."""
    text = (
        "Trong kỳ báo cáo, đơn vị đã chủ động phối hợp với các cơ quan báo chí trung ương và địa phương tuyên truyền về "
        "chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước; quảng bá tiềm năng, thế mạnh, hình ảnh "
        "con người và vùng đất Lạng Sơn đến bạn bè trong nước và quốc tế; công tác phối hợp được duy trì thường xuyên."
    )
    more = tuple(
        Part(
            number=str(i), title=f"Công tác thông tin cơ sở tháng {i + 3}", level=2,
            blocks=(
                Paragraph(text=text),
                Bullet(text=f"Đã phát {i * 12} chương trình trên hệ thống loa truyền thanh của 65 xã, phường."),
                Bullet(text="Cập nhật 100% thông tin thiết yếu trên bảng tin điện tử công cộng."),
                Paragraph(text=text),
                Paragraph(text=text),
            ),
        )
        for i in range(3, 3 + max(0, pages - 2) * 2)
    )  # fmt: skip
    body = (
        Paragraph(
            text="Thực hiện Công văn số 215/BVHTTDL-TTCS ngày 12 tháng 5 năm 2026 của Bộ Văn hóa, Thể thao và Du lịch về việc "
            "báo cáo kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026, Ủy ban nhân dân tỉnh Lạng Sơn báo cáo như sau:"
        ),
        Part(
            number="I", title="Tình hình chung",
            blocks=(
                Part(number="1", title="Thuận lợi", level=2, blocks=(
                    Paragraph(text=text, notes=(Note(at=len("Trong kỳ báo cáo"), text="Từ ngày 15 tháng 12 năm 2025 đến ngày 14 tháng 6 năm 2026."),)),
                )),
                Part(number="2", title="Khó khăn", level=2, blocks=(
                    Paragraph(text="Địa bàn rộng, nhiều xã biên giới chưa có cán bộ chuyên trách; kinh phí còn hạn chế."),
                )),
            ),
        ),
        Part(
            number="II", title="Kết quả thực hiện",
            blocks=(
                Part(number="1", title="Công tác chỉ đạo, điều hành", level=2, blocks=(
                    Paragraph(text="Ủy ban nhân dân tỉnh đã ban hành 05 kế hoạch, 12 văn bản chỉ đạo; kết quả chính như sau:"),
                    Bullet(text="Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2026 về công tác thông tin đối ngoại năm 2026;"),
                    Bullet(text="Tổ chức 07 hội nghị, tập huấn cho 420 lượt cán bộ cấp xã."),
                    numbers_table(),
                )),
                Part(number="2", title="Công tác tuyên truyền", level=2, blocks=(
                    Part(number="a", title="", level=3, blocks=(Paragraph(text="Trên báo chí: đăng, phát 1.356 tin, bài."),)),
                    Part(number="b", title="", level=3, blocks=(Paragraph(text="Trên mạng xã hội: 83 nghìn lượt theo dõi."),)),
                    Picture(data=picture(), description="Biểu đồ cột số tin, bài sáu tháng", caption="Hình 1. Số tin, bài theo tháng"),
                )),
                *more,
            ),
        ),
        Part(
            number="III", title="Phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
            blocks=(
                Part(number="1", title="Tiếp tục tuyên truyền về thành tựu phát triển kinh tế - xã hội của tỉnh.", level=2, run_in=True, blocks=(
                    Paragraph(text="Nâng cao chất lượng chuyên mục tiếng dân tộc; chi tiết tại Phụ lục I."),
                )),
                Part(number="2", title="", level=2, blocks=(Paragraph(text="Hoàn thành số hóa 100% điểm di tích cấp tỉnh; danh mục tại Phụ lục II."),)),
            ),
        ),
        Paragraph(text="Trên đây là báo cáo kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026 của Ủy ban nhân dân tỉnh Lạng Sơn."),
    )  # fmt: skip
    return Draft(
        type_code="BC",
        issuing_body="ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        body_in_text="Ủy ban nhân dân tỉnh Lạng Sơn",
        number="5",
        symbol="BC-UBND",
        place="Lạng Sơn",
        date=Day(day=5, month=6, year=2026),
        title="Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026 trên địa bàn tỉnh Lạng Sơn",
        addressees=("Bộ Văn hóa, Thể thao và Du lịch",),
        body=body,
        recipients=RECIPIENTS,
        signature=Signature(
            on_behalf="Ủy ban nhân dân", form="KT.", principal="Chủ tịch", position="Phó Chủ tịch", name="Nông Văn Bình"
        ),
        appendices=(
            Appendix(
                title="Nhiệm vụ trọng tâm",
                blocks=(
                    Paragraph(text="Các nhiệm vụ được giao như sau:"),
                    Bullet(text="Sở Văn hóa, Thể thao và Du lịch: chủ trì."),
                ),
            ),
            Appendix(title="Danh mục điểm di tích số hóa", landscape=True, blocks=(wide_table(40),)),
        ),
        drafter="TTM",
        copies=45,
    )


def wide_table(count: int) -> Table:
    header = (
        (
            *(
                Cell(text=name)
                for name in (
                    "STT",
                    "Tên điểm di tích",
                    "Xã, phường",
                    "Loại hình",
                    "Năm xếp hạng",
                    "Kinh phí (triệu đồng)",
                    "Ghi chú",
                )
            ),
        ),
    )
    rows = tuple(
        tuple(
            Cell(text=text)
            for text in (
                str(i),
                f"Di tích số {i}",
                "Xã Đồng Đăng",
                "Lịch sử - văn hóa",
                str(1990 + i % 30),
                f"{i * 12},5",
                "",
            )
        )
        for i in range(1, count + 1)
    )
    return Table(header=header, rows=rows, unit="Đơn vị tính: Triệu đồng")


def letter() -> Draft:
    """An official letter with several addressees, urgent, with the address at the foot."""
    return Draft(
        type_code="CV",
        parent_body="UBND TỈNH CAO BẰNG",
        issuing_body="SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        symbol="SVHTTDL-BCXB",
        place="Cao Bằng",
        date=Day(month=2, year=2026),
        title="báo cáo kết quả công tác thông tin đối ngoại quý I năm 2026",
        addressees=("Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường", "Báo và Phát thanh, Truyền hình Cao Bằng"),
        body=(
            Paragraph(text="Thực hiện Kế hoạch số 08/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Cao Bằng về công tác thông tin đối ngoại năm 2026, Sở Văn hóa, Thể thao và Du lịch đề nghị các cơ quan, đơn vị báo cáo các nội dung sau:"),
            Part(number="1", title="", level=1, blocks=(Paragraph(text="Kết quả thực hiện nhiệm vụ được giao tại Kế hoạch."),)),
            Part(number="2", title="", level=1, blocks=(Paragraph(text="Khó khăn, vướng mắc và kiến nghị, đề xuất."),)),
            Paragraph(text="Báo cáo gửi về Sở trước ngày 15 tháng 3 năm 2026 để tổng hợp"),
        ),
        recipients=("Như trên", "UBND tỉnh (b/c)", "Giám đốc, các Phó Giám đốc Sở", "Lưu: VT, BCXB"),
        signature=Signature(form="KT.", principal="Giám đốc", position="Phó Giám đốc", name="Hoàng Thị Mai"),
        urgency="KHẨN",
        address="Số 001 phố Kim Đồng, phường Thục Phán, tỉnh Cao Bằng; ĐT: 0206.0000.000; thư điện tử: vanthu@mau.example",
    )  # fmt: skip


def decision() -> Draft:
    """A decision with grounds and articles."""
    return Draft(
        type_code="QĐ",
        issuing_body="ỦY BAN NHÂN DÂN XÃ ĐỒNG ĐĂNG",
        symbol="QĐ-UBND",
        number="127",
        place="Đồng Đăng",
        date=Day(day=12, month=10, year=2026),
        title="Về việc thành lập Tổ quản lý, vận hành hệ thống truyền thanh cơ sở",
        authority="ỦY BAN NHÂN DÂN XÃ ĐỒNG ĐĂNG",
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội",
        ),
        enacting="QUYẾT ĐỊNH:",
        body=(
            Part(number="Điều 1", title="", blocks=(Paragraph(text="Thành lập Tổ quản lý, vận hành hệ thống truyền thanh cơ sở xã Đồng Đăng gồm 05 thành viên."),)),
            Part(number="Điều 2", title="Nhiệm vụ của Tổ", blocks=(
                Part(number="1", title="", level=2, blocks=(Paragraph(text="Lập lịch phát thanh hằng tuần."),)),
                Part(number="2", title="", level=2, blocks=(
                    Paragraph(text="Kiểm tra thiết bị, gồm:"),
                    Part(number="a", title="", level=3, blocks=(Paragraph(text="Cụm loa tại các thôn;"),)),
                    Part(number="b", title="", level=3, blocks=(Paragraph(text="Máy tính điều khiển tại trụ sở."),)),
                )),
            )),
            Part(number="Điều 3", title="", blocks=(Paragraph(text="Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."),)),
        ),
        recipients=("Như Điều 3", "Chủ tịch, các Phó Chủ tịch UBND xã", "Lưu: VT"),
        signature=Signature(on_behalf="Ủy ban nhân dân", position="Chủ tịch", name="Lý Văn Sơn"),
    )  # fmt: skip


def plan() -> Draft:
    """A plan in parts, chapters of which begin again at I."""
    return Draft(
        type_code="KH",
        parent_body="UBND TỈNH LẠNG SƠN",
        issuing_body="SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        symbol="KH-SVHTTDL",
        place="Lạng Sơn",
        date=Day(month=12, year=2026),
        title="Truyền thông về du lịch biên giới năm 2027",
        bases=(
            "Căn cứ Luật Du lịch ngày 19 tháng 6 năm 2017",
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        ),
        body=(
            Part(number="Phần I", title="Mục tiêu", level=1, blocks=(
                Part(number="I", title="Mục tiêu chung", level=2, blocks=(Paragraph(text="Quảng bá du lịch biên giới đến 100% xã, phường."),)),
                Part(number="II", title="Mục tiêu cụ thể", level=2, blocks=(
                    Part(number="1", title="Đến hết quý II", level=3, blocks=(Paragraph(text="Hoàn thành 20 phóng sự."),)),
                    Part(number="2", title="Đến hết năm", level=3, blocks=(Paragraph(text="Hoàn thành 45 phóng sự, 02 phim tài liệu."),)),
                )),
            )),
            Part(number="Phần II", title="Tổ chức thực hiện", level=1, blocks=(
                Part(number="1", title="Phòng Quản lý du lịch", level=2, blocks=(Paragraph(text="Chủ trì, phối hợp với Văn phòng Sở và các đơn vị liên quan triển khai Kế hoạch này."),)),
            )),
        ),
        recipients=("UBND tỉnh (b/c)", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, QLDL"),
        signature=Signature(position="Giám đốc", name="Vi Thị Hồng"),
    )  # fmt: skip


def submission() -> Draft:
    """A submission (tờ trình) to the level above."""
    return Draft(
        type_code="TTr",
        parent_body="UBND TỈNH CAO BẰNG",
        issuing_body="SỞ TÀI CHÍNH",
        symbol="TTr-STC",
        number="9",
        place="Cao Bằng",
        date=Day(day=1, month=2, year=2026),
        title="Về việc phê duyệt dự toán kinh phí truyền thông năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Cao Bằng",),
        body=(Paragraph(text="Sở Tài chính kính trình Ủy ban nhân dân tỉnh xem xét, phê duyệt dự toán kinh phí truyền thông năm 2026."),),
        recipients=("Như trên", "Lưu: VT, NS"),
        signature=Signature(form="Q.", principal="Giám đốc", name="Đàm Quang Huy"),
    )  # fmt: skip


def notice() -> Draft:
    """A notice signed by order."""
    return Draft(
        type_code="TB",
        issuing_body="ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        symbol="TB-UBND",
        number="31",
        place="Lạng Sơn",
        date=Day(day=20, month=3, year=2026),
        title="Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp giao ban báo chí tháng 3 năm 2026",
        body=(Paragraph(text="Ngày 18 tháng 3 năm 2026, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp và kết luận như sau:"), Bullet(text="Các cơ quan báo chí tăng thời lượng tin tiếng dân tộc.")),
        recipients=("Các cơ quan báo chí tỉnh", "Lưu: VT, TH"),
        signature=Signature(form="TL.", principal="Chủ tịch", position="Chánh Văn phòng", name="Bế Thu Hà"),
        circulation="LƯU HÀNH NỘI BỘ",
    )  # fmt: skip


ALL = {
    "report": report,
    "letter": letter,
    "decision": decision,
    "plan": plan,
    "submission": submission,
    "notice": notice,
}
