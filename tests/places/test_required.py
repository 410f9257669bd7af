"""What a state portal must publish: said item by item for each agency; interruptions are announced in time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.law.holidays import vietnam
from nhip.places.actions.entries import save_entry
from nhip.places.actions.moving import confirm_checked, move, withdraw_entry
from nhip.places.models.entries import Entry
from nhip.places.queries.required import Standing, standings
from nhip.places.required import Published, cell, items, packaged, share, worst_lag

BOARD = "lang-son/ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son"
ON = date(2026, 11, 23)


def test_a_committee_owes_more_than_other_agencies_and_nothing_before_the_day() -> None:
    board, committee = ({one.sort or one.kind for one in items(ON, key)} for key in (BOARD, "lang-son/uy-ban-nhan-dan"))
    assert board == {"duties", "apparatus", "leaders", "history", "procedures", "contact"}
    assert committee - board == {"boundary", "nature", "culture", "place"}
    assert items(date(2026, 6, 30), BOARD) == ()
    assert all(one.source and one.certainty in ("T", "U") and one.name for one in packaged())


def test_the_best_entry_answers_an_item() -> None:
    item = items(ON, BOARD)[0]
    draft, late, good = Published(3, False, False), Published(2, True, True), Published(1, True, False, ("vi",), 2)
    assert [cell(item, one).state for one in ((), (draft,), (draft, late), (draft, late, good))] == [
        "missing", "written", "late", "public"
    ]  # fmt: skip
    cells = [cell(item, (good,)), cell(item, (late,)), cell(item, ())]
    assert (share(cells), worst_lag(cells), worst_lag(cells[1:])) == ((1, 3), 2, None)


def standing(asker: Any, unit: Any, on: date | None = None) -> Standing:
    return next(one for one in standings(asker, on or timezone.localdate()) if one.unit == unit.pk)


@pytest.mark.django_db
def test_each_agencys_items_are_told_with_their_delay(places: SimpleNamespace, person: Any) -> None:
    officer, today = person("officer", BOARD), timezone.localdate()
    changed = today - timedelta(days=3)
    entry = places.opened("about", "Cơ cấu tổ chức của Ban", changed_on=changed.isoformat())

    def told(on: date | None = None) -> dict[str, tuple[str, int | None]]:
        cells = standing(officer, places.board, on).cells
        return {one.item.sort: (one.state, one.entry.lag if one.entry else None) for one in cells}

    assert told()["apparatus"] == ("written", None)
    assert told()["leaders"] == ("missing", None)
    move(places.writer, entry, "submit")
    move(places.approver, entry, "approve")
    move(places.approver, entry, "publish")
    assert told()["apparatus"] == ("public", 3)
    assert told(today + timedelta(days=181))["apparatus"] == ("late", 3)
    withdraw_entry(places.approver, Entry.objects.get(pk=entry.pk), "Đã có quyết định mới.")
    assert told()["apparatus"] == ("missing", None)


@pytest.mark.django_db
def test_places_in_its_territory_answer_for_a_committee(places: SimpleNamespace, person: Any) -> None:
    commune = f"{places.commune.key}/uy-ban-nhan-dan"
    focal = person("focal_point", commune)
    unit = focal.appointments.get().unit

    def of_places() -> str:
        return next(one.state for one in standing(focal, unit).cells if one.item.kind == "place")

    assert [one.unit for one in standings(focal, timezone.localdate())] == [unit.pk], "only the own agency is seen"
    assert of_places() == "missing"
    places.public("place")
    assert of_places() == "public"


@pytest.mark.django_db
def test_the_page_leads_to_what_is_there_and_to_writing_what_is_not(places: SimpleNamespace) -> None:
    entry = places.public("about", "Cơ cấu tổ chức của Ban")
    client = Client()
    client.force_login(places.writer)
    page = client.get("/dia-diem/bat-buoc/").content.decode()
    assert f'href="/dia-diem/{entry.pk}/"' in page
    assert f"/dia-diem/moi/?loai=about&amp;don-vi={places.board.pk}" in page
    assert "1/6" in page
    client.force_login(places.approver)
    page = client.get("/dia-diem/bat-buoc/?xem=thieu").content.decode()
    assert "/dia-diem/moi/" not in page, "who may not write is not sent to write"


@pytest.mark.django_db
def test_readers_find_who_does_what(places: SimpleNamespace) -> None:
    entry, reader = places.public("about", "Cơ cấu tổ chức của Ban"), Client()
    page = reader.get("/vi/chinh-quyen/").content.decode()
    assert entry.slug in page
    assert "AboutPage" in reader.get(f"/vi/chinh-quyen/{entry.slug}/").content.decode()
    assert "/vi/chinh-quyen/" in reader.get("/vi/").content.decode()
    assert "Cơ cấu tổ chức của Ban" in reader.get(f"/vi/co-quan/{BOARD}/").content.decode()


def announced(places: SimpleNamespace, begins: date, **facts: str) -> Entry:
    told = {"begins": begins.isoformat(), "until": (begins + timedelta(days=1)).isoformat(), **facts}
    return places.opened("outage", "Cổng tạm ngừng", **told)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "sort", "stands"), [(7, "planned", True), (6, "planned", False), (0, "fault", True)])
def test_a_planned_interruption_is_announced_seven_working_days_before(
    places: SimpleNamespace, days: int, sort: str, stands: bool
) -> None:
    entry = announced(places, vietnam().add(timezone.localdate(), days), sort=sort)
    if stands:
        assert move(places.writer, entry, "submit").state == "submitted"
        return
    with pytest.raises(Refused) as refused:
        move(places.writer, entry, "submit")
    assert "places.points_open" in {one.code for one in refused.value.issues}


@pytest.mark.django_db
def test_an_approval_that_came_too_late_does_not_publish(
    places: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = announced(places, vietnam().add(timezone.localdate(), 7), sort="planned")
    move(places.writer, entry, "submit")
    move(places.approver, entry, "approve")
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=4))
    confirm_checked(places.writer, entry)
    with pytest.raises(Refused):
        move(places.approver, entry, "publish")


@pytest.mark.django_db
def test_every_page_says_it_until_it_is_over(places: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    from nhip.portal import keeping

    today, reader = timezone.localdate(), Client()
    entry = places.public("outage", "Cổng tạm ngừng", begins=today.isoformat(), until=today.isoformat(), sort="fault")
    for path in ("/vi/", "/en/tin/", "/zh/su-kien/", "/vi/kenh/"):
        assert 'class="stops"' in reader.get(path).content.decode(), path
    chinese = reader.get("/zh/").content.decode()
    assert 'class="stops"' in chinese
    address = re.search(r'class="stops".*?<span lang="vi"><a href="([^"]+)"', chinese, re.DOTALL)
    assert address, "told in Vietnamese where nobody told it in Chinese, and marked so"
    page = reader.get(address[1])
    assert page.status_code == 200
    assert page.content.decode().count(f"{today:%d/%m/%Y}") >= 2, "from and until"
    assert "/tam-ngung/" not in reader.get("/vi/").content.decode().split('class="rooms"')[1].split("</nav>")[0]
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    keeping.forget()
    assert 'class="stops"' not in reader.get("/vi/").content.decode()
    monkeypatch.setattr(timezone, "now", lambda: now)
    withdraw_entry(places.approver, entry, "Đã khắc phục sớm.")
    assert 'class="stops"' not in reader.get("/vi/").content.decode()


@pytest.mark.django_db
def test_days_that_run_backwards_are_refused(places: SimpleNamespace) -> None:
    entry = announced(places, timezone.localdate(), sort="fault")
    save_entry(places.writer, entry, {"until": (timezone.localdate() - timedelta(days=1)).isoformat()}, {})
    with pytest.raises(Refused):
        move(places.writer, entry, "submit")
