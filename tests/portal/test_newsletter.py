"""The newsletter as a reader meets it: pages here, a real mail server there."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from tests.channels.test_letters import Post, office, report

from nhip.channels.actions.letters import work_letters
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.jobs import read_bounces, release_due
from nhip.channels.models.releases import Delivery
from nhip.channels.models.subscribers import Subscriber, SubscriberAddress
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.portal import newsletter

__all__ = ["office"]

pytestmark = pytest.mark.django_db
CLOCK = Machine("channels.clock")


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> Iterator[None]:
    newsletter.PACE.forget()
    yield
    newsletter.PACE.forget()


def plain(mail: Any) -> str:
    return mail.get_body(("plain",)).get_content()


def link(text: str, way: str) -> str:
    return re.search(rf"https://mau\.vn(/ban-tin/{way}/[^/\s]+/)", text)[1]


def joined(reader: Client, office: Post, address: str, lang: str = "vi", **more: object) -> str:
    """Asks on the page, follows the letter's link and presses the button; the token of the reader."""
    reader.post(f"/{lang}/ban-tin/", {"dia-chi": address, "ngon-ngu": lang, **more})
    work_letters(CLOCK)
    reader.post(link(plain(office.kept.pop()[2]), "xac-nhan"))
    return SubscriberAddress.objects.get(address=address).subscriber.token


def test_the_story_of_a_reader_from_asking_to_leaving(
    office: Post, newsroom: SimpleNamespace, reader: Client, settings: Any
) -> None:
    page = reader.get("/vi/ban-tin/").content.decode()
    assert "Luật Bảo vệ dữ liệu cá nhân" in page
    assert "csrf" not in page
    answer = reader.post("/vi/ban-tin/", {"dia-chi": "doc@mau.vn", "ngon-ngu": "vi", "chu-de": ["du-lich"]})
    assert answer.headers["Location"] == "/vi/ban-tin/xem-thu/"
    assert "07 ngày" in reader.get("/vi/ban-tin/xem-thu/").content.decode()
    work_letters(CLOCK)
    path = link(plain(office.kept.pop()[2]), "xac-nhan")
    shown = reader.get(path)
    assert "Đúng, gửi bản tin cho tôi" in shown.content.decode()
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert 'rel="canonical"' not in shown.content.decode()
    assert Subscriber.objects.get().state == "asked"
    assert "Đã đăng ký" in reader.post(path).content.decode()
    row = Subscriber.objects.get()
    assert (row.state, row.topics) == ("confirmed", ["du-lich"])

    wanted = newsroom.write(title="Hội hoa đào")
    other = newsroom.write(title="Giá hồi khô")
    for story, topic in ((wanted, "du-lich"), (other, "san-vat")):
        from nhip.newsroom.actions.stories import move, save_text

        save_text(newsroom.reporter, story, topic=topic)
        move(newsroom.reporter, story, "submit")
        move(newsroom.approver, story, "approve")
        release(newsroom.approver, story, ["portal", "newsletter"])
    release_due.enqueue()
    ((_, to, mail),) = office.kept
    assert (to, mail["Subject"]) == ("doc@mau.vn", "Hội hoa đào")
    assert link(plain(mail), "chon") == f"/ban-tin/chon/{row.token}/"
    assert "Hội hoa đào" in reader.get("/vi/ban-tin/so/").content.decode()

    mailbox.Maildir(settings.NHIP_NEWSLETTER_BOX).add(report(row.token, "4.2.2", "failed"))
    read_bounces.enqueue()
    row.refresh_from_db()
    assert (row.state, row.bounces) == ("confirmed", 1)

    leave = link(mail["List-Unsubscribe"], "thoi")
    assert "Bấm một lần" in reader.get(leave).content.decode()
    assert Subscriber.objects.get().state == "confirmed"
    strict = Client(enforce_csrf_checks=True)
    one_click = {"List-Unsubscribe": "One-Click"}
    assert strict.post(leave, one_click, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
    assert Subscriber.objects.get().state == "left"
    assert not SubscriberAddress.objects.exists()
    assert strict.post(leave, one_click).status_code == 200
    assert not Entry.objects.filter(facts__icontains="doc@").exists()


def test_nobody_learns_whether_an_address_is_known(office: Post, reader: Client) -> None:
    joined(reader, office, "mot@mau.vn")
    known, fresh = (
        reader.post("/vi/ban-tin/", {"dia-chi": address, "ngon-ngu": "en"}) for address in ("mot@mau.vn", "hai@mau.vn")
    )
    assert (known.status_code, known.headers["Location"]) == (fresh.status_code, fresh.headers["Location"])
    assert SubscriberAddress.objects.get(address="mot@mau.vn").subscriber.language == "vi"
    unknown = "0" * 32
    assert reader.post(f"/ban-tin/thoi/{unknown}/").status_code == 200
    assert reader.get(f"/ban-tin/chon/{unknown}/").status_code == 410
    assert reader.post("/ban-tin/xac-nhan/sai/").status_code == 410


def test_a_machine_that_fills_in_everything_gets_thanks_and_nothing_else(office: Post, reader: Client) -> None:
    told = {"dia-chi": "may@mau.vn", "ngon-ngu": "vi", newsletter.TRAP: "https://thu.vn"}
    assert reader.post("/vi/ban-tin/", told).headers["Location"] == "/vi/ban-tin/xem-thu/"
    assert not Subscriber.objects.exists()
    foreign = reader.post("/vi/ban-tin/", {"dia-chi": "a@mau.vn"}, headers={"Origin": "https://khac.vn"})
    assert foreign.status_code == 400
    assert reader.post("/vi/ban-tin/", {"dia-chi": "không phải thư"}).status_code == 400
    for number in range(4):
        reader.post("/vi/ban-tin/", {"dia-chi": f"n{number}@mau.vn"})
    often = reader.post("/vi/ban-tin/", {"dia-chi": "nhieu@mau.vn"})
    assert often.status_code == 429
    assert "sau một giờ" in often.content.decode()
    assert not SubscriberAddress.objects.filter(address="nhieu@mau.vn").exists()


def test_a_reader_changes_topics_and_language(office: Post, reader: Client) -> None:
    token = joined(reader, office, "doc@mau.vn", "en", **{"chu-de": "dau-tu"})
    shown = reader.get(f"/ban-tin/chon/{token}/")
    assert shown.headers["Content-Language"] == "en"
    assert 'value="dau-tu" checked' in shown.content.decode()
    told = reader.post(f"/ban-tin/chon/{token}/", {"ngon-ngu": "zh", "chu-de": ["du-lich", "khong-co"]})
    assert "已保存" in told.content.decode()
    row = Subscriber.objects.get()
    assert (row.language, row.topics) == ("zh-hans", ["du-lich"])
    assert Entry.objects.filter(verb="channels.change_subscription").count() == 1


@pytest.mark.parametrize(("lang", "subject"), [("en", "Please confirm"), ("zh", "请确认"), ("vi", "Xác nhận")])
def test_the_first_letter_speaks_the_language_of_the_form(
    office: Post, reader: Client, lang: str, subject: str
) -> None:
    assert reader.get(f"/{lang}/ban-tin/").status_code == 200
    reader.post(f"/{lang}/ban-tin/", {"dia-chi": "doc@mau.vn", "ngon-ngu": lang})
    work_letters(CLOCK)
    mail = office.kept[0][2]
    assert mail["Subject"].startswith(subject)
    assert reader.get(link(plain(mail), "xac-nhan")).headers["Content-Language"].startswith(lang)


def test_letters_stay_in_the_archive_and_say_what_was_withdrawn(
    office: Post, newsroom: SimpleNamespace, reader: Client
) -> None:
    joined(reader, office, "doc@mau.vn")
    story = newsroom.approved(title="Tin sẽ gỡ")
    release(newsroom.approver, story, ["portal", "newsletter"])
    release_due.enqueue()
    row = Delivery.objects.get(carrier="newsletter")
    shown = reader.get(f"/vi/ban-tin/so/{row.pk}/").content.decode()
    assert "Tin sẽ gỡ" in shown
    assert "0205 000 000" in shown
    assert "/ban-tin/thoi/" not in shown
    assert reader.get(f"/en/ban-tin/so/{row.pk}/").status_code == 404
    withdraw(newsroom.approver, story, "Chưa kiểm chứng.")
    gone = reader.get(f"/vi/ban-tin/so/{row.pk}/")
    assert gone.status_code == 410
    assert "Chưa kiểm chứng." in gone.content.decode()
    assert "0205 000 000" not in gone.content.decode()


def test_without_a_mail_server_nobody_is_asked_for_an_address(reader: Client, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    page = reader.get("/vi/ban-tin/").content.decode()
    assert 'name="dia-chi"' not in page
    assert "Chưa mở đăng ký" in page
    reader.post("/vi/ban-tin/", {"dia-chi": "doc@mau.vn"})
    assert not Subscriber.objects.exists()
