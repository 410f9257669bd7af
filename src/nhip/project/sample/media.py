"""Media of the sample: a sound made by the project, heard by a second person, a series of pictures, a consent."""

from __future__ import annotations

import io
import math
import struct
import wave
from datetime import date, timedelta
from functools import cache

from PIL import Image, ImageDraw
from wagtail.rich_text import RichText

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.queries.accounts import account_by_email
from nhip.channels.actions.releases import release
from nhip.media.actions.brands import add_brand_item, approve_brand_item
from nhip.media.actions.consents import point_to_consent, record_consent
from nhip.media.actions.recordings import describe_recording, hear_recording, pack_recording, receive_recording
from nhip.media.actions.rights import describe_picture
from nhip.media.models.recordings import Recording
from nhip.media.packing import missing
from nhip.media.queries.recordings import heard_of
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.models.stories import Story
from nhip.project.sample.stories import APPROVER, CONTACT, DESK, REPORTER, picture_of

OFFICER = "chuyen-vien@mau.nhip.vn"
KEY = "00000000-0000-4000-8000-000000000001"
SERIES = "Một buổi chợ phiên qua ba bức vẽ"
SOUND = "Nghe thử: âm thanh mẫu trước lời chào tiếng Tày"
_TUNE = (523, 587, 659, 784, 659, 587, 523)


def keep_media(actor: object, ground: str, today: date) -> int:
    """Bring the media of the sample out; the number of stories. Twice adds nothing."""
    reporter, approver, officer = (account_by_email(one) for one in (REPORTER, APPROVER, OFFICER))
    unit = take_up(actor, [DESK], ground=ground)[0]
    known = set(Story.objects.filter(unit=unit).values_list("title", flat=True))
    made = 0
    if SERIES not in known:
        _series(reporter, approver, officer, unit, today)
        made += 1
    if not Recording.objects.filter(key=KEY).exists():
        made += _sound(actor, reporter, approver, officer, unit)
        _brand(officer, unit, today)
    return made


def _series(reporter: Account, approver: Account, officer: Account, unit: Unit, today: date) -> None:
    pictures = [
        picture_of(f"{SERIES} ({number})", colours, unit)
        for number, colours in enumerate((["#f2c078", "#7a3b1d"], ["#9ec5ab", "#23543f"], ["#b9c8ea", "#2c3f7a"]), 1)
    ]
    for one in pictures:
        describe_picture(reporter, one, {"rights_holder": "Nhịp"}, {})
    until = today + timedelta(days=365)
    consent = record_consent(officer, unit, "Hoàng Thị Mẫu", ["picture", "name"], today, until)
    point_to_consent(officer, pictures[0], consent)
    shown = [{"picture": one, "alt": "Hình vẽ đồi núi hai màu", "caption": "Hình vẽ. Dữ liệu mẫu."} for one in pictures]
    body = [
        ("words", RichText("<p>Ba bức vẽ thay cho ảnh chụp: sáng sớm, giữa buổi và lúc tan chợ. Dữ liệu mẫu.</p>")),
        ("gallery", {"heading": "Ba bức vẽ", "pictures": shown}),
    ]
    _out(reporter, approver, unit, SERIES, "photos", "Từ sáng sớm đến lúc tan chợ, mỗi lúc một màu.", body)


def _sound(actor: object, reporter: Account, approver: Account, officer: Account, unit: Unit) -> int:
    """Without ffmpeg the recording waits to be packed and no story carries it."""
    row = receive_recording(reporter, unit, KEY, "audio", "Âm thanh mẫu", "tyz", tune())
    if missing():
        return 0
    row = pack_recording(actor, row.pk)
    words = "(Nhạc mẫu do máy tạo, đứng ở chỗ của một lời chào tiếng Tày.)"
    row = describe_recording(
        reporter, row, title="Âm thanh mẫu", language="tyz", transcript=words, captions="", credit="Nhịp",
        licence="own", rights_holder="Nhịp", machine_made=True,
    )  # fmt: skip
    row = hear_recording(officer, row, heard_of(row))
    body = [
        ("words", RichText("<p>Đoạn âm thanh này do dự án tạo ra để thử trình nghe. Dữ liệu mẫu.</p>")),
        ("recording", {"recording": row, "caption": "Dữ liệu mẫu"}),
    ]
    lead = "Bản ghi thật do xã ghi bằng điện thoại, có người thứ hai nghe rồi mới phát."
    _out(reporter, approver, unit, SOUND, "audio", lead, body, "Âm thanh do máy tạo")
    return 1


def _out(
    reporter: Account, approver: Account, unit: Unit, title: str, kind: str, lead: str, body: list[object],
    machine_help: str = "",
) -> None:  # fmt: skip
    story = open_story(reporter, unit, title, kind=kind)
    save_text(
        reporter, story, lead=lead, sources="Dữ liệu mẫu, do dự án tự làm", contact=CONTACT, topic="du-lich",
        byline=reporter.name, body=body, machine_help=machine_help,
    )  # fmt: skip
    move(reporter, story, "submit")
    move(approver, story, "approve")
    release(approver, story, ["portal"])


def _brand(officer: Account, unit: Unit, today: date) -> None:
    editor = account_by_email("bien-tap@mau.nhip.vn")
    for kind, name, value, file in (
        ("logo", "Lô-gô mẫu", "", ("lo-go-mau.png", logo(), "image/png")),
        ("colour", "Hoa hồi", "#6b4a2b", None),
        ("colour", "Xanh chàm", "#27347f", None),
    ):
        item = add_brand_item(editor, unit, kind, name, today, value=value, file=file, note="Dữ liệu mẫu")
        approve_brand_item(officer, item)


def logo() -> bytes:
    """A mark of hills on indigo as PNG: made here, nobody's emblem."""
    mark = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    pen = ImageDraw.Draw(mark)
    pen.rounded_rectangle((0, 0, 399, 399), 80, fill="#27347f")
    pen.line([(60, 280), (160, 160), (225, 240), (275, 185), (340, 260)], fill="#ffffff", width=26, joint="curve")
    out = io.BytesIO()
    mark.save(out, "PNG")
    return out.getvalue()


@cache
def tune() -> bytes:
    """A few notes as WAV: made here, nobody's recording."""
    rate, out = 16_000, io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        for note in _TUNE:
            length = rate * 2 // 5
            file.writeframes(b"".join(
                struct.pack("<h", int(9000 * math.sin(2 * math.pi * note * at / rate) * min(1, (length - at) / 2000)))
                for at in range(length)
            ))  # fmt: skip
    return out.getvalue()
