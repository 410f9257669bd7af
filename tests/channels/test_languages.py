"""One story in several languages: taken down or corrected together from one page, each by the door's own rules."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from tests.channels.test_delivery_pages import page, work

from nhip.agencies.refusals import Refused
from nhip.channels.actions.languages import correct_in, withdraw_in
from nhip.channels.actions.releases import release
from nhip.channels.models.releases import Delivery
from nhip.channels.queries.languages import others_public
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.models.stages import Stage
from nhip.portal.keeping import forget

pytestmark = pytest.mark.django_db
TITLES = {"vi": "Cầu Kỳ Lừa thông xe", "en": "Ky Lua bridge opens", "zh-hans": "奇骡桥通车"}


@pytest.fixture(autouse=True)
def _pages_are_new() -> None:
    forget()


@pytest.fixture
def public(joined: SimpleNamespace, settings: Any) -> SimpleNamespace:
    """A story in three languages: the source on a page of Facebook, English on Telegram, all on the portal."""
    settings.NHIP_SECOND_FACTOR = False
    return SimpleNamespace(**vars(joined), **three(joined))


def three(room: SimpleNamespace) -> dict[str, Any]:
    from tests.channels.conftest import WORDS
    from wagtail.rich_text import RichText

    made: dict[str, Any] = {"source": room.approved(title=TITLES["vi"])}
    release(room.approver, made["source"], ["portal", "facebook"])
    for name, language, ways in (("english", "en", ["portal", "telegram"]), ("chinese", "zh-hans", ["portal"])):
        story = open_story(room.reporter, room.unit, TITLES[language], language=language, translation_of=made["source"])
        lead, words = WORDS[language]
        save_text(room.reporter, story, lead=lead, sources="UBND", contact="UBND, 0205 000 000",
                  body=[("words", RichText(f"<p>{words}</p>"))])  # fmt: skip
        move(room.reporter, story, "submit")
        move(room.approver, story, "approve")
        release(room.approver, story, ways)
        made[name] = story
    work()
    return made


def publics(public: SimpleNamespace) -> list[str]:
    return [Stage.objects.get(story=one).public for one in (public.source, public.english, public.chinese)]


def rewrite(public: SimpleNamespace, story: Any, lead: str) -> None:
    save_text(public.reporter, story, lead=lead)
    move(public.reporter, story, "submit")
    move(public.approver, story, "approve")


def test_the_page_offers_every_language_and_takes_them_down_together(public: SimpleNamespace, client: Client) -> None:
    shown = page(public.approver).get(f"/toa-soan/{public.source.pk}/").content.decode()
    for one in (public.english, public.chinese):
        assert f'name="cung-go" value="{one.pk}" checked' in shown
    told = {
        "ly-do": "Cầu chưa nghiệm thu.", "cung-go": [public.english.pk, public.chinese.pk],
        f"loi-{public.english.pk}": "The bridge is not accepted yet.",
    }  # fmt: skip
    page(public.approver).post(f"/toa-soan/{public.source.pk}/viec/withdraw/", told)
    assert publics(public) == ["withdrawn"] * 3
    work()
    states = set(Delivery.objects.filter(carrier__in=("facebook", "telegram")).values_list("state", flat=True))
    assert states == {"withdrawn"}
    assert not public.platforms["facebook"].shown
    gone = client.get(f"/en/tin/{public.english.slug}/")
    assert gone.status_code == 410
    assert "The bridge is not accepted yet." in gone.content.decode()
    assert "Cầu chưa nghiệm thu." in client.get(f"/zh/tin/{public.chinese.slug}/").content.decode()


def test_a_language_that_is_not_ticked_stays(public: SimpleNamespace) -> None:
    withdraw_in(public.approver, public.source, "Cầu chưa nghiệm thu.", {public.chinese.pk: ""})
    assert publics(public) == ["withdrawn", "published", "withdrawn"]


def test_a_translations_own_withdrawal_ticks_nothing_for_the_others(public: SimpleNamespace) -> None:
    from django.utils import timezone

    from nhip.newsroom.models.translating import Translation

    for one in (public.english, public.chinese):
        Translation.objects.create(story=one, source=public.source, by=public.reporter, at=timezone.now())
    assert [one.follows for one in others_public(public.approver, public.source)] == [True, True]
    assert [one.follows for one in others_public(public.approver, public.english)] == [False, False]


def test_who_wrote_one_language_takes_none_down_with_it(public: SimpleNamespace, person: Any) -> None:
    from datetime import date

    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    both = person("editor", public.unit.key)
    accounts.appoint(Machine("thử"), both, role="approver", unit=public.unit, since=date(2020, 1, 1), decision="thử")
    save_text(both, public.english, lead="The bridge opened this morning for buses and lorries of all kinds.")
    held = {one.story.pk: one.own for one in others_public(both, public.source)}
    assert held == {public.english.pk: True, public.chinese.pk: False}
    shown = page(both).get(f"/toa-soan/{public.source.pk}/").content.decode()
    assert f'name="cung-go" value="{public.chinese.pk}" checked' in shown
    assert f'value="{public.english.pk}"' not in shown
    with pytest.raises(Refused) as refused:
        withdraw_in(both, public.source, "Cầu chưa nghiệm thu.", {public.english.pk: "", public.chinese.pk: ""})
    assert [issue.code for issue in refused.value.issues] == ["channels.own_withdrawal"]
    assert publics(public) == ["published"] * 3


def test_nothing_foreign_can_be_ticked(public: SimpleNamespace) -> None:
    other = public.approved(title="Tin khác hẳn")
    release(public.approver, other, ["portal"])
    with pytest.raises(Refused):
        withdraw_in(public.approver, public.source, "Cầu chưa nghiệm thu.", {other.pk: ""})
    assert publics(public) == ["published"] * 3


def test_a_correction_goes_out_with_what_is_ready_and_takes_down_what_is_not(public: SimpleNamespace) -> None:
    rewrite(public, public.source, "Cầu thông xe từ 6 giờ ngày 12/11, xe khách đi lại bình thường.")
    rewrite(public, public.english, "The bridge opened at six on 12 November and buses run as usual.")
    shown = page(public.approver).get(f"/toa-soan/{public.source.pk}/").content.decode()
    assert f'name="cung-sua" value="{public.english.pk}" checked' in shown
    assert f'name="cung-go" value="{public.chinese.pk}"> ' in shown
    found = {one.story.pk: one for one in others_public(public.approver, public.source)}
    told = {
        "kenh": ["portal"], "ghi-chu": "Cầu thông xe ngày 12/11.", "ban": "",
        "cung-sua": [public.english.pk], f"ban-{public.english.pk}": found[public.english.pk].sha256,
        f"loi-{public.english.pk}": "It opened on 12 November.", "cung-go": [public.chinese.pk],
        f"loi-{public.chinese.pk}": "开通日期有误。",
    }  # fmt: skip
    page(public.approver).post(f"/toa-soan/{public.source.pk}/viec/release/", told)
    assert publics(public) == ["corrected", "corrected", "withdrawn"]
    notes = [Stage.objects.get(story=one).note for one in (public.source, public.english, public.chinese)]
    assert notes == ["Cầu thông xe ngày 12/11.", "It opened on 12 November.", "开通日期有误。"]


def test_a_language_that_cannot_go_out_keeps_the_whole_correction_back(public: SimpleNamespace) -> None:
    rewrite(public, public.source, "Cầu thông xe từ 6 giờ ngày 12/11, xe khách đi lại bình thường.")
    with pytest.raises(Refused):
        correct_in(
            public.approver, public.source, ["portal"], None, "Ngày thông xe là 12/11.", sha256=None,
            ready={public.english.pk: ("", "")}, down={},
        )  # fmt: skip
    assert publics(public) == ["published"] * 3
