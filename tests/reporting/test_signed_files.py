"""Signatures that hold and those that do not; texts that are the same and those that are not."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.reporting.signing import Hand, hand

from nhip.reporting.comparing import differences, same
from nhip.reporting.issuing import day_in, judge, number_in
from nhip.reporting.signatures import anchors_from, signatures_of


@pytest.fixture(scope="module")
def clerk() -> Hand:
    return hand()


@pytest.fixture(scope="module")
def plain_pdf() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(kept, "PDF")
    return kept.getvalue()


def now() -> datetime:
    return datetime.now(UTC)


def test_a_good_signature_is_good(clerk: Hand, plain_pdf: bytes) -> None:
    (found,) = signatures_of(clerk.sign(plain_pdf), anchors_from([clerk.anchor]), now())
    assert found.good
    assert (found.intact, found.whole, found.trusted, found.problem) == (True, True, True, "")
    assert found.signer == "UBND xã Mẫu Sơn"
    assert found.organisation == "Tỉnh Mẫu Sơn"
    assert found.as_json()["good"] is True


def test_a_file_without_a_signature_has_none(plain_pdf: bytes) -> None:
    assert signatures_of(plain_pdf, [], now()) == ()
    assert signatures_of(b"khong phai pdf", [], now()) == ()
    assert signatures_of(b"", [], now()) == ()


def test_a_changed_byte_breaks_it(clerk: Hand, plain_pdf: bytes) -> None:
    signed = bytearray(clerk.sign(plain_pdf))
    place = signed.index(b"/MediaBox") + 12
    signed[place] = signed[place] ^ 1
    found = signatures_of(bytes(signed), anchors_from([clerk.anchor]), now())
    assert not any(one.good for one in found)


def test_something_written_after_the_signature_is_seen(clerk: Hand, plain_pdf: bytes) -> None:
    signed = clerk.sign(plain_pdf)
    writer = IncrementalPdfFileWriter(io.BytesIO(signed), strict=False)
    pages = writer.root["/Pages"]
    place = pages["/Kids"].raw_get(0)
    place.get_object()["/Rotate"] = pages["/Count"]
    writer.mark_update(place)
    out = io.BytesIO()
    writer.write(out)
    assert len(list(PdfFileReader(io.BytesIO(out.getvalue()), strict=False).embedded_regular_signatures)) == 1
    (found,) = signatures_of(out.getvalue(), anchors_from([clerk.anchor]), now())
    assert (found.whole, found.problem) == (False, "changed_after")


def test_a_stranger_signs_well_and_is_not_trusted(clerk: Hand, plain_pdf: bytes) -> None:
    (found,) = signatures_of(hand("Người lạ").sign(plain_pdf), anchors_from([clerk.anchor]), now())
    assert (found.intact, found.trusted, found.problem) == (True, False, "untrusted")


def test_without_anchors_nobody_is_trusted(clerk: Hand, plain_pdf: bytes) -> None:
    (found,) = signatures_of(clerk.sign(plain_pdf), [], now())
    assert (found.intact, found.trusted) == (True, False)


def test_a_second_signature_leaves_the_first_whole(clerk: Hand, plain_pdf: bytes) -> None:
    both = clerk.sign(clerk.sign(plain_pdf, "LanhDao"), "CoQuan")
    found = signatures_of(both, anchors_from([clerk.anchor]), now())
    assert [one.field for one in found] == ["LanhDao", "CoQuan"]
    assert all(one.good for one in found)


def test_anchors_are_certificates(clerk: Hand) -> None:
    assert len(anchors_from([clerk.anchor, clerk.anchor])) == 2
    with pytest.raises(ValueError):  # noqa: PT011 - the library says it in its own words
        anchors_from([b"khong phai chung thu"])


APPROVED = """ỦY BAN NHÂN DÂN
XÃ MẪU SƠN
Số:        /BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu Sơn, ngày     tháng     năm 2026
BÁO CÁO
Kết quả công tác truyền thông
Trong kỳ đã phát 1.250 tin, bài; không để xảy ra sai sót.
Trên đây là báo cáo của Ủy ban nhân dân xã Mẫu Sơn./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
RETURNED = """ỦY BAN NHÂN DÂN
XÃ MẪU SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/BC-UBND
Mẫu Sơn, ngày 15 tháng 6 năm 2026
BÁO CÁO
Kết quả công tác truyền thông
Trong kỳ đã phát 1.250 tin, bài; không để xảy ra sai sót.
2
Trên đây là báo cáo của Uỷ ban nhân dân xã Mẫu Sơn./.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Ký bởi: UBND xã Mẫu Sơn
Thời gian ký: 15/6/2026 09:12:03 +07:00
Nông Văn Mẫu
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def test_what_clerk_and_signature_add_is_no_change() -> None:
    found = differences(APPROVED, RETURNED)
    assert same(found), [one for one in found if one.kind == "changed"]
    assert {one.after for one in found if one.kind == "filled"} >= {"45", "15", "6"}
    assert differences(APPROVED, APPROVED) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.250", "1.350"),
        ("không để xảy ra", "để xảy ra"),
        ("tin, bài;", "tin, bài, băng rôn;"),
        ("Trong kỳ", "Trong năm"),
        ("- Như trên;", "- Như trên;\n- Bộ Công an;"),
    ],
)
def test_every_other_word_is_a_change(before: str, after: str) -> None:
    assert not same(differences(APPROVED, RETURNED.replace(before, after)))


def test_a_sentence_left_out_is_a_change() -> None:
    shorter = "\n".join(line for line in RETURNED.splitlines() if "1.250" not in line)
    assert not same(differences(APPROVED, shorter))


def test_number_and_day_are_read_from_the_head() -> None:
    assert number_in(RETURNED) == "45/BC-UBND"
    assert day_in(RETURNED) == date(2026, 6, 15)
    assert (number_in(APPROVED), day_in(APPROVED)) == ("", None)


def test_the_verdict_names_everything_that_stands_against_it(clerk: Hand, plain_pdf: bytes) -> None:
    good = signatures_of(clerk.sign(plain_pdf), anchors_from([clerk.anchor]), now() + timedelta(minutes=1))
    verdict = judge(good, differences(APPROVED, RETURNED), RETURNED)
    assert verdict.good
    assert (verdict.number, verdict.issued_on) == ("45/BC-UBND", date(2026, 6, 15))
    bad = judge((), differences(APPROVED, RETURNED.replace("1.250", "9.999")), APPROVED)
    assert {one.code for one in bad.problems} == {
        "reporting.no_signature", "reporting.text_changed", "reporting.number_unknown", "reporting.issue_day_unknown",
    }  # fmt: skip
    assert judge(good, (), APPROVED, number="07/BC-UBND", issued_on=date(2026, 6, 16)).good
