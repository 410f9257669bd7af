from datetime import UTC, date, datetime

from icalendar import Calendar

from nhip.plans.calendar import Item
from nhip.plans.feeds import hash_of, ics

STAMP = datetime(2026, 3, 1, tzinfo=UTC)
TASK = Item("nhiem-vu-3", "task", "Hạn nộp; báo cáo, quý I", date(2026, 3, 31), unit_name="Sở Mẫu")
EVENT = Item(
    "hoat-dong-9", "activity", "Họp báo", date(2026, 3, 2), begins=datetime(2026, 3, 2, 2, tzinfo=UTC),
    ends=datetime(2026, 3, 2, 4, tzinfo=UTC), place="Hội trường A", state="planned",
)  # fmt: skip


def test_a_reader_gets_back_what_was_written() -> None:
    feed = Calendar.from_ical(ics([TASK, EVENT], name="Lịch của tôi", host="nhip.mau", stamp=STAMP))
    first, second = feed.walk("VEVENT")
    assert (str(first["SUMMARY"]), first["DTSTART"].dt) == ("Họp báo", EVENT.begins)
    assert (str(first["LOCATION"]), first["DTEND"].dt) == ("Hội trường A", EVENT.ends)
    assert (str(second["SUMMARY"]), second["DTSTART"].dt) == ("Hạn nộp; báo cáo, quý I", date(2026, 3, 31))
    assert second["DTEND"].dt == date(2026, 4, 1)
    assert {str(event["UID"]) for event in (first, second)} == {"hoat-dong-9@nhip.mau", "nhiem-vu-3@nhip.mau"}


def test_the_same_items_give_the_same_bytes_in_any_order() -> None:
    one = ics([TASK, EVENT], name="Lịch", host="h", stamp=STAMP)
    assert one == ics([EVENT, TASK], name="Lịch", host="h", stamp=STAMP)
    assert b"\r\n" in one
    assert max(len(line) for line in one.split(b"\r\n")) <= 75


def test_only_a_hash_of_the_secret_is_kept() -> None:
    assert hash_of("bí mật") != hash_of("bí mật ")
    assert "bí" not in hash_of("bí mật")
