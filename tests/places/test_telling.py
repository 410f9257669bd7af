"""People are told what waits, what has to be checked again, what ends; each event once."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from nhip.agencies.queries.accounts import holders_of
from nhip.journal.actors import Machine
from nhip.notices.models import Notice
from nhip.places.actions.makers import enter_maker
from nhip.places.actions.moving import move
from nhip.places.actions.telling import look_over
from nhip.places.models.entries import Entry
from nhip.places.models.makers import Maker
from nhip.places.queries.public import changed_since

pytestmark = pytest.mark.django_db
KEEPER = Machine("thử")


def told(account: object) -> list[str]:
    return list(Notice.objects.filter(account=account).order_by("pk").values_list("kind", flat=True))


def test_a_hand_in_and_a_return_reach_the_other_side(places: SimpleNamespace) -> None:
    entry = places.opened()
    move(places.writer, entry, "submit")
    assert told(places.approver) == ["place_waiting"]
    move(places.approver, entry, "return", "Thiếu đường đi.")
    assert told(places.writer) == ["place_returned"]
    assert "Thiếu đường đi." in Notice.objects.get(kind="place_returned").body


def test_checks_are_asked_for_before_and_after_their_day_each_once(places: SimpleNamespace) -> None:
    entry = places.public("gate", "Cửa khẩu Hữu Nghị")
    today = timezone.localdate()
    assert look_over(KEEPER, today) == 0
    Entry.objects.filter(pk=entry.pk).update(checked_on=today - timedelta(days=20))
    people = len(holders_of(KEEPER, "places.write", places.board.pk, today))
    assert (look_over(KEEPER, today), look_over(KEEPER, today)) == (people, 0)
    assert "place_check_due" in told(places.writer)
    assert look_over(KEEPER, today + timedelta(days=11)) == people
    assert look_over(KEEPER, today + timedelta(days=12)) == 0
    assert "place_unchecked" in told(places.writer)


def test_the_night_after_a_certificate_ends_the_stars_are_gone_from_lists(places: SimpleNamespace) -> None:
    today = timezone.localdate()
    entry = places.public("product", "Hồi khô", until=(today + timedelta(days=30)).isoformat())
    assert look_over(KEEPER, today) == 1
    assert told(places.writer)[-1] == "product_certificate"
    look_over(KEEPER, today + timedelta(days=31))
    assert Entry.objects.get(pk=entry.pk).stars == 0


def test_a_household_whose_consent_ran_out_is_forgotten(places: SimpleNamespace) -> None:
    today = timezone.localdate()
    maker = enter_maker(
        places.writer, places.board, "Hộ Mẫu", household=True, agreed_on=today, agreed_until=today, agreement="Giấy"
    )
    look_over(KEEPER, today)
    assert Maker.objects.get(pk=maker.pk).name == "Hộ Mẫu"
    look_over(KEEPER, today + timedelta(days=1))
    assert Maker.objects.get(pk=maker.pk).name == ""


def test_an_index_learns_what_came_and_what_went(places: SimpleNamespace) -> None:
    from nhip.places.actions.moving import withdraw_entry

    entry = places.public()
    began = Entry.objects.get(pk=entry.pk).public_at
    came = list(changed_since())
    assert [(one.language, one.public, one.slug) for one in came] == [
        ("vi", True, entry.slug),
        ("en", True, entry.slug),
    ]
    assert "Đoạn hai." in came[0].text
    withdraw_entry(places.approver, entry, "thử")
    (went,) = changed_since(began)
    assert (went.entry, went.public, went.text) == (entry.pk, False, "")
    assert list(changed_since(timezone.now() + timedelta(hours=1))) == []
