from datetime import date
from decimal import Decimal

from nhip.documents.composing.draft import Bullet, Table
from nhip.measurement.counting import Counted, Indicator
from nhip.reporting.composition.results import compose_report

BEGIN, END = date(2026, 1, 1), date(2026, 6, 30)
PLAYS = Indicator("C06", "Lượt phát", "loudspeaker_play", "lượt")
VIDEOS = Indicator("C11", "Video clip", "video", "video")


def counted(indicator: Indicator, value: int | None, proven: int = 0) -> Counted:
    worth = None if value is None else Decimal(value)
    return Counted(indicator, BEGIN, END, worth, Decimal(proven), Decimal((value or 0) - proven), (1,))


def test_a_figure_says_how_much_of_it_is_proven() -> None:
    draft = compose_report("xã Mẫu", "Xã Mẫu", BEGIN, END, [counted(PLAYS, 1250, 1200)])
    results = draft.body[0]
    assert results.blocks[0] == Bullet(text="Lượt phát: 1.250 lượt, trong đó 1.200 lượt có minh chứng.")
    table = results.blocks[-1]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["Lượt phát", "lượt", "1.250", "1.200"]


def test_a_missing_figure_is_named_and_never_written_as_zero() -> None:
    draft = compose_report("xã Mẫu", "Xã Mẫu", BEGIN, END, [counted(PLAYS, 0), counted(VIDEOS, None)])
    assert draft.body[0].blocks[0] == Bullet(text="Lượt phát: 0 lượt.")
    assert draft.body[1].blocks == (Bullet(text="Video clip: chưa có số liệu."),)


def test_number_day_and_signer_are_left_to_the_office() -> None:
    draft = compose_report("xã Mẫu", "Xã Mẫu", BEGIN, END, [])
    assert (draft.number, draft.date.day, draft.date.month, draft.signature.name) == (None, None, None, None)


def test_a_figure_from_the_database_shows_no_empty_decimals() -> None:
    figure = Counted(PLAYS, BEGIN, END, Decimal("1250.000"), Decimal("2.500"), Decimal("1247.500"), (1,))
    draft = compose_report("xã Mẫu", "Xã Mẫu", BEGIN, END, [figure])
    assert draft.body[0].blocks[0] == Bullet(text="Lượt phát: 1.250 lượt, trong đó 2,5 lượt có minh chứng.")
