"""Links from press agencies: one page counts once, however its address is written and however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.newsroom.actions.intake import open_key, revoke_key, send_link
from nhip.newsroom.models.intake import IntakeKey, SentLink
from nhip.newsroom.queries.intake import key_of
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import Evidence

pytestmark = [pytest.mark.django_db, pytest.mark.database]
COMMUNE = "lang-son.xa-ba-son/uy-ban-nhan-dan"
DAY = date(2026, 11, 20)


def test_one_page_is_one_activity_with_the_page_as_proof(newsroom: SimpleNamespace) -> None:
    reporter, unit = newsroom.reporter, newsroom.unit
    row, fresh = send_link(
        reporter, unit, "https://baomau.vn/hoi.html?utm_source=x#a", "Mùa hồi", DAY, contract="HĐ 12"
    )
    again, second = send_link(reporter, unit, "http://www.baomau.vn/hoi.html/", "Mùa hồi", DAY)
    assert (fresh, second, row.pk) == (True, False, again.pk)
    activity = Activity.objects.get()
    assert (activity.kind, activity.on, activity.unit_id) == ("news_electronic", DAY, unit.pk)
    assert Evidence.objects.get().link_state == "waiting"


def test_a_page_belongs_to_who_sent_it_first(
    newsroom: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    send_link(newsroom.reporter, newsroom.unit, "https://baomau.vn/1", "Một", DAY)
    with pytest.raises(Refused, match="cơ quan khác"):
        send_link(person("focal_point", COMMUNE), unit(COMMUNE), "https://baomau.vn/1", "Một", DAY)
    assert SentLink.objects.count() == 1


@pytest.mark.parametrize(
    ("link", "title", "day"),
    [
        ("javascript:alert(1)", "Một", DAY),
        ("https://ai:khoa@baomau.vn/1", "Một", DAY),
        ("https://baomau.vn/1", " ", DAY),
        ("https://baomau.vn/1", "Một", timezone.localdate() + timedelta(days=2)),
    ],
)
def test_what_is_no_link_counts_nothing(newsroom: SimpleNamespace, link: str, title: str, day: date) -> None:
    with pytest.raises(Refused):
        send_link(newsroom.reporter, newsroom.unit, link, title, day)
    assert not Activity.objects.exists()


def test_a_key_holds_while_its_opener_answers_for_the_agency(
    newsroom: SimpleNamespace, person: Callable[..., object]
) -> None:
    from tests.channels.conftest import DESK

    from nhip.agencies.actions.accounts import close_account
    from nhip.journal.actors import Machine

    focal = person("focal_point", DESK)
    key, secret = open_key(focal, newsroom.unit, "Hệ thống tòa soạn")
    assert secret not in str(vars(IntakeKey.objects.get()))
    assert key_of(secret) == key
    assert key_of(secret + "x") is None
    with pytest.raises(PermissionDenied):
        open_key(newsroom.reporter, newsroom.unit, "x")
    second, other = open_key(focal, newsroom.unit, "Hai")
    revoke_key(focal, second)
    assert key_of(other) is None
    close_account(Machine("thử"), focal, ground="nghỉ việc")
    assert key_of(secret) is None
