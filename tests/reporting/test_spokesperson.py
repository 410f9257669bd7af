"""Six measures from events: what counts, what the clock says, what nobody recorded."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from nhip.documents.composing.layout import check
from nhip.documents.composing.word import compose
from nhip.documents.intake.door import open_parcel
from nhip.measurement.periods import Slot
from nhip.measurement.rows import VIETNAM, Row
from nhip.reporting.composition.head import Issuer
from nhip.reporting.composition.spokesperson import spokesperson_draft
from nhip.reporting.spokesperson import doubts, holds, measures

NOON = datetime(2026, 8, 3, 12, tzinfo=VIETNAM)
PROVINCE = Issuer("Ủy ban nhân dân tỉnh Hoa Ban", "", "tỉnh Hoa Ban")


def row(number: int, **fields: object) -> Row:
    return Row(f"event:{number}", "hoa-ban", fields)  # type: ignore[arg-type]


EVENTS = {
    "briefing": [
        row(1, kind="periodic", held_at=NOON),
        row(2, kind="periodic", due_at=NOON),
        row(3, kind="exchange", held_at=NOON),
    ],
    "enquiry": [
        row(4, received_at=NOON, answered_at=NOON),
        row(5, received_at=NOON),
        row(6, received_at=NOON, answered_at=NOON, outcome="refused", legal_basis="Luật Báo chí"),
    ],
    "incident": [
        row(7, unexpected=True, opened_at=NOON, first_info_at=NOON + timedelta(hours=24)),
        row(8, unexpected=True, opened_at=NOON, determined_at=NOON + timedelta(hours=5),
            first_info_at=NOON + timedelta(hours=28)),
        row(9, unexpected=True, opened_at=NOON, first_info_at=NOON + timedelta(hours=24, seconds=1)),
        row(10, unexpected=True, opened_at=NOON),
        row(11, unexpected=False, opened_at=NOON, first_info_at=NOON),
    ],
    "correction": [
        row(12, published_at=NOON, own_error=False),
        row(13, claim_opened_at=NOON),
        row(14, published_at=NOON, own_error=True),
    ],
}  # fmt: skip


def test_the_six_measures() -> None:
    found = measures(EVENTS)
    assert [one.shown for one in found] == ["01", "01", "01/03", "03/04", "02/04", "01/02"]
    assert found[3].rows == ("event:7", "event:8", "event:9", "event:10")
    assert doubts(found) == []


def test_nothing_recorded_is_pointed_out_for_every_measure() -> None:
    found = measures({})
    assert [one.part for one in found] == [0] * 6
    assert len(doubts(found)) == 6


@pytest.mark.parametrize(("year", "expected"), [(2025, False), (2026, True)])
def test_the_form_holds_since_the_decree(year: int, expected: bool) -> None:
    assert holds(Slot("year", year).period("mid_month").end) is expected


def test_the_window_is_of_the_decree() -> None:
    period = Slot("year", 2026).period("mid_month")
    assert (period.start, period.end) == (date(2025, 12, 15), date(2026, 12, 14))


def test_the_document_keeps_the_layout_and_says_every_measure() -> None:
    draft = spokesperson_draft(
        PROVINCE, Slot("year", 2026).period("mid_month"), measures(EVENTS),
        addressees=["Bộ Văn hóa, Thể thao và Du lịch"], difficulties="- Thiếu người phát ngôn ở xã.",
    )  # fmt: skip
    data = compose(draft)
    assert check(data) == []
    (opened,) = open_parcel("phat-ngon.docx", data)
    text = opened.outcome.text  # type: ignore[union-attr]
    for words in ("03/04", "Thiếu người phát ngôn ở xã", "Kính gửi", "từ 15/12/2025 đến 14/12/2026"):
        assert words in text
