"""What the form lacks is said, each with a sentence."""

from __future__ import annotations

from nhip.documents.reading.form_checks import form_issues
from nhip.documents.reading.reader import read
from nhip.text.issues import sentence


def test_a_draft_lacks_number_day_and_signer() -> None:
    text = (
        "Số: /BC-UBND\nYên Sơn, ngày tháng 6 năm 2025\nBÁO CÁO\nKết quả truyền thông\n"
        "Thực hiện Công văn số 12/SVHTTDL-VP của Sở, UBND xã Yên Sơn báo cáo như sau:\nI. KẾT QUẢ\nTốt.\n"
    )
    issues = form_issues(read(text, source_file="x", proofread=False))
    assert [issue.code for issue in issues] == [
        "documents.number_blank",
        "documents.date_blank",
        "documents.issuer_from_text",
        "documents.recipients_not_found",
        "documents.signer_not_found",
    ]
    assert [sentence(issue) for issue in issues][2] == (
        "Phần đầu văn bản không có tên cơ quan ban hành; lấy theo lời văn: Ủy ban nhân dân xã Yên Sơn. Hãy xác nhận."
    )


def test_nothing_at_all() -> None:
    issues = form_issues(read("", source_file="x"))
    assert len(issues) == 7
    assert all(sentence(issue).endswith(".") for issue in issues)
