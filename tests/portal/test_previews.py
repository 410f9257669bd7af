"""A draft is seen by whom it was sent to, as long as was said, in the page its readers will have; addresses last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release, withdraw
from nhip.journal.models import Entry
from nhip.newsroom.actions.previews import make_preview, revoke_preview
from nhip.newsroom.actions.stories import move, note_edit, plan_day, save_text
from nhip.newsroom.models.addresses import PreviewLink
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.previews import token_of
from nhip.newsroom.queries.stories import draft_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def address(link: PreviewLink) -> str:
    return reverse("portal:preview", args=[token_of(link)])


@pytest.mark.parametrize(("language", "said"), [("vi", "Bản nháp"), ("en", "A draft"), ("zh-hans", "草稿")])
def test_a_draft_is_shown_in_its_own_language_and_to_nobody_else(
    newsroom: SimpleNamespace, reader: Client, language: str, said: str
) -> None:
    story = newsroom.write(title="Tin còn kín 密", language=language)
    link = make_preview(newsroom.reporter, story, "Hợp tác xã Hồi Mẫu", 3)
    answer = reader.get(address(link))
    page = answer.content.decode()
    assert (answer.status_code, said in page, "Tin còn kín 密" in page) == (200, True, True)
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert 'name="robots" content="noindex' in page
    link.refresh_from_db()
    assert link.opened == 1
    assert Entry.objects.filter(verb="newsroom.open_preview").count() == 1
    for other in ("/vi/", "/en/", "/zh/", "/sitemap.xml", "/vi/tin.rss", f"/vi/tin/{story.slug}/"):
        assert "Tin còn kín 密" not in reader.get(other).content.decode()
    assert reader.get(address(link)[:-3] + "xx/").status_code == 404


def test_it_ends_by_its_day_by_a_person_and_by_a_withdrawal(
    newsroom: SimpleNamespace, public: Callable[..., Story], reader: Client
) -> None:
    story = newsroom.write()
    late, taken = (make_preview(newsroom.reporter, story, "Một người", 1) for _ in range(2))
    PreviewLink.objects.filter(pk=late.pk).update(until=timezone.now() - timedelta(seconds=1))
    revoke_preview(newsroom.reporter, taken)
    assert [reader.get(address(one)).status_code for one in (late, taken)] == [404, 404]
    shown = public(title="Bài đã ra")
    link = make_preview(newsroom.reporter, shown, "Một người", 3)
    assert reader.get(address(link)).status_code == 200
    withdraw(newsroom.approver, shown, "Nhầm")
    assert reader.get(address(link)).status_code == 404
    with pytest.raises(Refused, match="đã gỡ"):
        make_preview(newsroom.reporter, shown, "Một người", 3)


def test_an_embargo_holds_here_too(newsroom: SimpleNamespace, reader: Client) -> None:
    story = newsroom.write()
    link = make_preview(newsroom.reporter, story, "Một người", 3)
    plan_day(newsroom.reporter, story, None, timezone.now() + timedelta(hours=2))
    assert reader.get(address(link)).status_code == 404
    with pytest.raises(Refused, match="cấm đưa"):
        make_preview(newsroom.reporter, story, "Một người", 3)
    with pytest.raises(Refused, match="Thời hạn"):
        make_preview(newsroom.reporter, newsroom.write(), "Một người", 90)


def test_a_changed_address_leads_on_and_a_withdrawn_one_says_so(
    newsroom: SimpleNamespace, public: Callable[..., Story], reader: Client
) -> None:
    story = public(title="Tên cũ")
    old = story.slug
    draft = draft_of(story)
    draft.slug, draft.lead = "ten-moi", "Câu mở đầu đã sửa."
    draft.save_revision(user=newsroom.reporter)
    note_edit(newsroom.reporter, story)
    move(newsroom.reporter, story, "submit")
    assert reader.get("/vi/tin/ten-moi/").status_code == 404
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"], note="Sửa tên")
    moved = reader.get(f"/vi/tin/{old}/")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/vi/tin/ten-moi/")
    assert reader.get("/vi/tin/ten-moi/").status_code == 200
    assert reader.get(f"/en/tin/{old}/").status_code == 404
    withdraw(newsroom.approver, story, "Sai sự việc")
    gone = reader.get(f"/vi/tin/{old}/")
    assert (gone.status_code, "Sai sự việc" in gone.content.decode()) == (410, True)


def test_a_draft_that_was_never_public_leaves_no_address(newsroom: SimpleNamespace, reader: Client) -> None:
    story = newsroom.write(title="Tên nháp")
    draft = draft_of(story)
    old, draft.slug = draft.slug, "ten-khac"
    draft.save_revision(user=newsroom.reporter)
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    assert reader.get(f"/vi/tin/{old}/").status_code == 404
    assert reader.get("/vi/tin/ten-khac/").status_code == 200


def test_pictures_of_a_draft_lie_inside_the_page(newsroom: SimpleNamespace, reader: Client) -> None:
    from tests.portal.test_pictures import picture

    story = newsroom.write()
    save_text(newsroom.reporter, story, picture=picture())
    link = make_preview(newsroom.reporter, story, "Một người", 3)
    page = reader.get(address(link)).content.decode()
    assert 'src="data:image/webp;base64,' in page
    assert "/anh/" not in page
