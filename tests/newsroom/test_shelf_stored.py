"""The shared shelf: used with a tap that counts once, gone when withdrawn, with word to whoever used it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release, withdraw
from nhip.newsroom.actions.shelf import shelve_file, shelve_story, use_item, withdraw_item
from nhip.newsroom.models.shelf import ShelfUse
from nhip.newsroom.queries.shelf import on_shelf, shelf_for
from nhip.notices.models import Notice
from nhip.plans.models.activities import Activity

pytestmark = [pytest.mark.django_db, pytest.mark.database]
COMMUNE, OTHER = "lang-son.xa-ba-son/uy-ban-nhan-dan", "lang-son.xa-bac-son/uy-ban-nhan-dan"
WAYS = ["play", "post", "print"]


@pytest.fixture
def shelf(newsroom: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    """A public story on the shelf, a commune and its focal point."""
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal"])
    item = shelve_story(newsroom.editor, story, ways=WAYS)
    return SimpleNamespace(
        **vars(newsroom), story=story, item=item, commune=unit(COMMUNE), focal=person("focal_point", COMMUNE)
    )


def test_a_tap_is_an_activity_of_the_commune_and_counts_once(shelf: SimpleNamespace) -> None:
    entry = uuid4()
    first = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=entry, quantity=Decimal(2))
    again = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=entry, quantity=Decimal(2))
    assert first.pk == again.pk
    activity = Activity.objects.get(unit=shelf.commune)
    assert (activity.kind, activity.quantity, activity.source) == ("loudspeaker_play", 2, "log")
    use_item(shelf.focal, shelf.item, shelf.commune, "post", entry=uuid4(), link="https://facebook.com/xa/1")
    posted = Activity.objects.get(kind="social_post")
    assert [one.link for one in posted.evidence.all()] == ["https://facebook.com/xa/1"]
    assert ShelfUse.objects.count() == 2


def test_who_may_use_it_and_until_when(
    shelf: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    stranger = person("focal_point", OTHER)
    with pytest.raises(PermissionDenied):
        use_item(stranger, shelf.item, shelf.commune, "play", entry=uuid4())
    withdraw_item(shelf.editor, shelf.item, "Thay bản mới")
    named = shelve_story(
        shelf.editor, shelf.story, ways=WAYS, users=[shelf.commune], until=timezone.localdate() + timedelta(days=2)
    )
    assert list(shelf_for(stranger)) == []
    assert [one.pk for one in shelf_for(shelf.focal)] == [named.pk]
    with pytest.raises(PermissionDenied):
        use_item(stranger, named, unit(OTHER), "play", entry=uuid4())
    assert not on_shelf(timezone.localdate() + timedelta(days=3)).exists()
    with pytest.raises(Refused, match="không dùng theo cách"):
        use_item(shelf.focal, named, shelf.commune, "screen", entry=uuid4())
    assert not Activity.objects.filter(unit__in=[shelf.commune, unit(OTHER)]).exists()


@pytest.mark.parametrize("how", ["shelf", "portal"])
def test_withdrawn_it_vanishes_and_users_are_told(shelf: SimpleNamespace, how: str) -> None:
    use_item(shelf.focal, shelf.item, shelf.commune, "print", entry=uuid4(), quantity=Decimal(300))
    if how == "shelf":
        withdraw_item(shelf.editor, shelf.item, "Sai số điện thoại")
    else:
        withdraw(shelf.approver, shelf.story, "Sai số điện thoại")
    assert list(shelf_for(shelf.focal)) == []
    told = Notice.objects.get(account=shelf.focal, kind="shelf_withdrawn")
    assert "Sai số điện thoại" in told.body
    with pytest.raises(Refused, match="đã rút"):
        use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=uuid4())


def test_only_what_is_public_and_only_by_an_editor(shelf: SimpleNamespace) -> None:
    draft = shelf.write("Tin chưa duyệt")
    with pytest.raises(Refused, match="chưa công bố"):
        shelve_story(shelf.editor, draft, ways=WAYS)
    with pytest.raises(Refused, match="đã ở trên kệ"):
        shelve_story(shelf.editor, shelf.story, ways=WAYS)
    with pytest.raises(PermissionDenied):
        shelve_story(shelf.reporter, shelf.story, ways=WAYS)


def test_files_are_what_they_say(shelf: SimpleNamespace) -> None:
    def put(data: bytes, type: str = "image/png") -> object:
        return shelve_file(
            shelf.editor, shelf.unit, "Áp phích", data, "ap-phich.png", type, contact="Sở, 0205 000 000", ways=["print"]
        )

    assert put(b"\x89PNG\r\n\x1a\n" + b"0" * 40).original.type == "image/png"
    for data, type in ((b"MZ", "image/png"), (b"", "image/png"), (b"<svg/>", "image/svg+xml")):
        with pytest.raises(Refused, match="không dùng được"):
            put(data, type)
