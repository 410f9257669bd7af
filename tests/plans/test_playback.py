from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from nhip.plans.playback import by_day, read_log
from nhip.plans.sheets.opening import open_table

ZONE = timezone(timedelta(hours=7))
LOG = """Thiết bị;Bắt đầu;Thời lượng (giây);Nội dung;Trạng thái
Cụm 01;05/6/2026 17:00:00;600;Bản tin chiều;Hoàn thành
Cụm 02;2026-06-05T17:00:00+07:00;10:00;Bản tin chiều;OK
Cụm 02;2026-06-05T17:00:00+07:00;600;Bản tin chiều;OK
Cụm 01;05/6/2026 23:59;120;;
Cụm 01;06/6/2026 05:30;90;Chào buổi sáng;Lỗi kết nối
Cụm 01;hôm qua;90;;
;06/6/2026 05:30;90;;
Cụm 03;06/6/2026 05:30;lâu;;
"""


def test_plays_are_added_up_by_day_and_a_line_counts_once() -> None:
    log = read_log(open_table("log.csv", LOG.encode()), ZONE)
    (day,) = by_day(log.plays, ZONE)
    assert (day.on, len(day.plays), day.devices, str(day.minutes)) == (date(2026, 6, 5), 3, 2, "22.0")
    assert day.plays[0].at == datetime(2026, 6, 5, 10, tzinfo=UTC)


def test_broken_plays_are_not_counted_and_faults_name_their_cell() -> None:
    log = read_log(open_table("log.csv", LOG.encode()), ZONE)
    assert log.broken == 1
    assert [fault.cell for fault in log.faults] == ["B7", "A8", "C9"]
    assert "hôm qua" in log.faults[0].text


def test_english_headings_and_an_end_instead_of_a_length() -> None:
    text = "device_id,start,end\nA1,2026-06-05T10:00:00Z,2026-06-05T10:05:00Z\n"
    (play,) = read_log(open_table("log.csv", text.encode()), ZONE).plays
    assert (play.device, play.seconds) == ("A1", 300)


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "Thiết bị;Bắt đầu\nA;05/6/2026 17:00\n", "x"])
def test_what_is_no_log_is_refused(text: str) -> None:
    refused = read_log(open_table("log.csv", text.encode()), ZONE).refused
    assert refused is not None
    assert refused.code == "plans.log_headings"
