"""A recording in Tày from a phone: made with a (feigned) microphone, sent over a line that breaks, heard by another
person, played under a story on the portal. And the same page without a microphone and without scripts."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route, expect
from tests.documents.conftest import PASSWORD
from wagtail.rich_text import RichText

from nhip.agencies.models.accounts import Account
from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release
from nhip.media import originals
from nhip.media.actions.recordings import describe_recording, hear_recording
from nhip.media.jobs import pack_recordings
from nhip.media.models.recordings import Recording
from nhip.media.queries.recordings import heard_of
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.queries.stories import copy_of, draft_of
from nhip.portal.keeping import forget
from nhip.workspace.media import recordings

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]
DESK, NEW = "lang-son/so-van-hoa-the-thao-va-du-lich", "/kho-anh/ban-ghi/moi/"
ONE = re.compile(r"/kho-anh/ban-ghi/[0-9]+/$")
SAID = "Chào bà con, hôm nay chợ phiên họp sớm."


@pytest.fixture(scope="module")
def chromium(chromium: Browser) -> Iterator[Browser]:
    """A browser whose microphone and camera are feigned: beeps, and a moving test picture."""
    feigned = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    more = ["--no-sandbox", "--lang=vi", "--autoplay-policy=no-user-gesture-required", *feigned]
    browser = chromium.browser_type.launch(executable_path="/usr/bin/chromium", args=more)
    yield browser
    browser.close()


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few seconds of sound are several pieces; pages of other tests are forgotten."""
    monkeypatch.setattr(recordings, "PIECE", 4096)
    forget()
    yield
    forget()


def record(page: Page, title: str, *, seconds: float = 4, language: str = "Tiếng Tày") -> None:
    page.locator("#ten").fill(title)
    page.get_by_label("Thứ tiếng").select_option(label=language)
    page.get_by_role("button", name="Ghi bằng máy này").click()
    expect(page.get_by_role("timer")).to_have_text("0:02")
    page.wait_for_timeout((seconds - 2) * 1000)
    page.get_by_role("button", name="Dừng ghi").click()
    expect(page.locator("#ghi-tin")).to_have_text("Đã giữ trên máy này. Nghe lại rồi gửi.")


def length(page: Page) -> float:
    """Seconds the player on a page says its sound lasts, once it has played some of it."""
    played = """async (one) => {
      await one.play();
      await new Promise((done) => { one.ontimeupdate = () => one.currentTime > .2 && done(); });
      one.pause();
      return one.duration;
    }"""
    return page.locator("audio.player, .player audio").first.evaluate(played)


def test_recorded_lost_resumed_heard_by_another_and_on_the_portal(
    signed_in: Callable[..., Page], unit: Callable[[str], object], picture: Callable[[Page, str], None]
) -> None:
    desk = unit(DESK)
    page = signed_in("reporter", 390, unit=desk)
    page.goto(NEW)
    record(page, "Lời chào bằng tiếng Tày")
    assert page.locator("#ghi-cho audio").evaluate(
        "one => new Promise(done => { one.readyState ? done(1) : one.onloadedmetadata = () => done(1); })"
    )
    picture(page, "recording-kept")

    # the second piece does not arrive; of the third the answer is lost on the way back
    sent: list[str] = []

    def line(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.url.rpartition("=")[2])
            if len(sent) == 2:
                return route.abort("internetdisconnected")
            if len(sent) == 4:
                route.fetch()
                return route.abort("internetdisconnected")
        return route.continue_()

    page.route("**/kho-anh/ban-ghi/phan/**", line)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#ghi-tin")).to_have_text("Đã giữ trên máy này; có mạng là gửi.")
    picture(page, "recording-waits")
    page.wait_for_url(ONE, timeout=30_000)
    expect(page.get_by_text("Đã nhận")).to_be_visible()
    assert sent[1] == sent[2], "the piece that was lost goes again from the same place"
    row = Recording.objects.get()
    assert (row.title, row.language, row.state, row.recorded_by.email) == (
        "Lời chào bằng tiếng Tày", "tyz", "sent", "nguoi1@mau.vn",
    )  # fmt: skip
    assert row.sent.size > 4 * 4096
    page.goto(NEW)
    expect(page.locator("#ghi-cho")).to_be_hidden()  # the phone keeps nothing of it

    # packed; its author writes the words and may not be its listener
    pack_recordings.call()
    row.refresh_from_db()
    assert (row.state, row.fault) == ("ready", "")
    assert 3 <= row.seconds <= 8
    page.goto(f"/kho-anh/ban-ghi/{row.pk}/")
    assert 2 < length(page) < 9
    page.get_by_label("Lời bằng chữ").fill(SAID)
    page.get_by_label("Chủ sở hữu quyền").fill("Sở Văn hóa, Thể thao và Du lịch")
    page.get_by_label("Quyền sử dụng").select_option(index=1)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("người khác nghe")).to_be_visible()
    expect(page.get_by_role("button", name="Tôi đã nghe")).to_have_count(0)
    author = Account.objects.get(email="nguoi1@mau.vn")
    row.refresh_from_db()
    with pytest.raises(Refused):
        hear_recording(author, row, heard_of(row))

    # a story with it is held until the second person has heard it
    story = open_story(author, desk, "Chợ phiên họp sớm")
    body = [("words", RichText("<p>Chợ phiên cuối tuần họp sớm hơn một giờ để bà con ở xa kịp về trong ngày.</p>")),
            ("recording", {"recording": row, "caption": ""})]  # fmt: skip
    contact = "Sở Văn hóa, Thể thao và Du lịch, 0205 000 000"
    save_text(author, story, lead="Chợ họp từ 6 giờ.", sources="Ban quản lý chợ", contact=contact, body=body)
    assert [one.heard for one in copy_of(draft_of(story)).recordings] == [False]
    with pytest.raises(Refused):
        move(author, story, "submit")
    listener = signed_in("editor", 390, unit=desk)
    listener.goto("/kho-anh/ban-ghi/?xem=cho-nghe")
    listener.get_by_role("link", name="Lời chào bằng tiếng Tày").click()
    assert 2 < length(listener) < 9
    picture(listener, "recording-heard")
    listener.get_by_role("button", name="Tôi đã nghe").click()
    expect(listener.get_by_text("Người nghe xác nhận")).to_be_visible()
    row.refresh_from_db()
    assert row.heard_by.email == "nguoi2@mau.vn"

    # under the story on the portal, in its language, with its words
    move(author, story, "submit")
    signed_in("approver", unit=desk)
    approver = Account.objects.get(email="nguoi3@mau.vn")
    move(approver, story, "approve")
    release(approver, story, ["portal"])
    listener.context.clear_cookies()
    story.refresh_from_db()
    listener.goto(f"/vi/tin/{story.slug}/")
    expect(listener.get_by_text("Tiếng Tày").first).to_be_visible()
    assert 2 < length(listener) < 9
    expect(listener.get_by_text(SAID)).to_have_count(1)
    picture(listener, "recording-portal")


def test_a_closed_page_loses_nothing_and_takes_are_thrown_away(
    signed_in: Callable[..., Page], unit: Callable[[str], object], picture: Callable[[Page, str], None]
) -> None:
    page = signed_in("reporter", 390, unit=unit(DESK))
    page.goto(NEW)
    record(page, "Bản hỏng", seconds=2.2)
    record(page, "Bản tốt", seconds=2.2, language="Tiếng Dao")
    expect(page.locator("#ghi-cho li")).to_have_count(2)
    page.locator("#ghi-cho li").first.get_by_role("button", name="Bỏ bản này").click()
    expect(page.locator("#ghi-cho li")).to_have_count(1)
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#ghi-tin")).to_have_text("Đã giữ trên máy này; có mạng là gửi.")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto(NEW)
    expect(again.locator("#ghi-tin")).to_have_text("Chưa gửi: bản ghi còn trên máy này.")
    expect(again.locator("#ten")).to_have_value("Bản tốt")
    picture(again, "recording-again")

    # recording again while one waits, and the page is torn away before the end: what was recorded is there
    again.get_by_role("button", name="Ghi bằng máy này").click()
    expect(again.get_by_role("timer")).to_have_text("0:06", timeout=15_000)
    again.reload()
    expect(again.locator("#ghi-cho li")).to_have_count(2)
    again.locator("#ghi-cho li").last.get_by_role("button", name="Bỏ bản này").click()
    expect(again.locator("#ghi-cho li")).to_have_count(1)

    # signed out meanwhile: said so, nothing lost
    cookies = again.context.cookies()
    again.context.clear_cookies()
    again.get_by_role("button", name="Gửi", exact=True).click()
    expect(again.locator("#ghi-tin")).to_contain_text("Phiên đăng nhập đã hết")
    again.context.add_cookies(cookies)
    again.reload()
    again.get_by_role("button", name="Gửi", exact=True).click()
    again.wait_for_url(ONE, timeout=30_000)
    row = Recording.objects.get()
    assert (row.title, row.language) == ("Bản tốt", "ium")


def test_somebody_else_at_the_same_phone_sees_nothing(
    signed_in: Callable[..., Page], person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    desk = unit(DESK)
    page = signed_in("reporter", 390, unit=desk)
    page.goto(NEW)
    record(page, "Của người thứ nhất", seconds=2.2)
    other = person("reporter", unit=desk)
    page.context.clear_cookies()
    page.goto("/tai-khoan/login/")
    page.get_by_label("Thư điện tử").fill(other.email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.goto(NEW)
    expect(page.get_by_role("button", name="Ghi bằng máy này")).to_be_visible()
    page.wait_for_timeout(500)
    expect(page.locator("#ghi-cho li")).to_have_count(0)


def test_without_a_microphone_a_file_is_chosen(
    signed_in: Callable[..., Page], unit: Callable[[str], object], tmp_path: Path
) -> None:
    """Refused by the browser, absent from it, or a page without scripts: the file goes all the same."""
    sound = tmp_path / "lời chào.ogg"
    made = ("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=440:duration=3", "-c:a", "libopus", str(sound))
    subprocess.run(made, check=True)
    page = signed_in("reporter", 390, unit=unit(DESK))
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(NEW)
    page.get_by_role("button", name="Ghi bằng máy này").click()
    expect(page.locator("#ghi-tin")).to_have_text("Trình duyệt không được dùng micrô. Hãy chọn tệp.")
    page.locator("#ten").fill("Từ tệp")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#ghi-tin")).to_have_text("Hãy ghi hoặc chọn tệp trước.")
    page.get_by_label("Hoặc chọn tệp").set_input_files(sound)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url(ONE, timeout=30_000)

    bare = page.context.browser.new_context(
        java_script_enabled=False, base_url=page.url.partition("/kho-anh")[0], viewport={"width": 390, "height": 800},
        storage_state=page.context.storage_state(),
    ).new_page()  # fmt: skip
    bare.goto(NEW)
    expect(bare.get_by_role("button", name="Ghi bằng máy này")).to_be_hidden()
    bare.locator("#ten").fill("Không chạy mã")
    bare.get_by_label("Hoặc chọn tệp").set_input_files(
        {"name": "a.ogg", "mimeType": "audio/ogg", "buffer": b"no sound"}
    )
    bare.get_by_role("button", name="Gửi", exact=True).click()
    expect(bare.locator(".messages, [role=alert]").first).to_be_visible()
    expect(bare.locator("#ten")).to_have_value("Không chạy mã")
    bare.get_by_label("Hoặc chọn tệp").set_input_files(sound)
    bare.get_by_role("button", name="Gửi", exact=True).click()
    bare.wait_for_url(ONE)
    bare.context.close()
    pack_recordings.call()
    assert set(Recording.objects.values_list("title", "state")) == {("Từ tệp", "ready"), ("Không chạy mã", "ready")}
    for row in Recording.objects.select_related("sent"):
        assert originals.load(settings.NHIP_MEDIA, row.sent.sha256) == sound.read_bytes()


def test_another_word_and_it_is_heard_anew(signed_in: Callable[..., Page], unit: Callable[[str], object]) -> None:
    """On the listener's open page the old words stand: the confirmation of those is refused."""
    desk = unit(DESK)
    page = signed_in("reporter", 390, unit=desk)
    page.goto(NEW)
    record(page, "Hai lời", seconds=2.2)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url(ONE, timeout=30_000)
    pack_recordings.call()
    row, author = Recording.objects.get(), Account.objects.get(email="nguoi1@mau.vn")
    told = {
        "title": row.title,
        "language": "tyz",
        "captions": "",
        "credit": "",
        "licence": "own",
        "rights_holder": "Sở",
    }
    describe_recording(author, row, transcript=SAID, **told)
    listener = signed_in("editor", 390, unit=desk)
    listener.goto(f"/kho-anh/ban-ghi/{row.pk}/")
    describe_recording(author, row, transcript=f"{SAID} Mời bà con đến dự.", **told)
    listener.get_by_role("button", name="Tôi đã nghe").click()
    row.refresh_from_db()
    assert row.heard_by_id is None
