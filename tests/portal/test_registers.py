"""Events, channels and legal texts as data: what the pages show, nothing else, named in the catalogue."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions.outlets import open_outlet, verify_outlet
from nhip.channels.actions.showings import end_showing, offer_event, show
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.showings import PublicEvent
from nhip.law.models import Act
from nhip.portal.registers import REGISTERS

pytestmark = pytest.mark.django_db
PATHS = {"events": "su-kien", "channels": "kenh", "laws": "van-ban"}


def table(reader: Client, code: str, lang: str = "vi") -> list[dict[str, str]]:
    """The rows of the CSV, which are those of the JSON too (but for cells that a spreadsheet would run)."""
    told = reader.get(f"/{lang}/{PATHS[code]}/du-lieu.csv")
    assert told.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"))))
    same = reader.get(f"/{lang}/{PATHS[code]}/du-lieu.json").json()[code]
    assert [{key: value.lstrip("'") for key, value in one.items()} for one in rows] == same
    assert all(tuple(one) == REGISTERS[code].columns for one in (*rows, *same))
    return rows


@pytest.fixture
def people(person: Callable[..., Any], newsroom: SimpleNamespace) -> SimpleNamespace:
    officer, leader = person("officer", newsroom.unit.key), person("leader", newsroom.unit.key)
    return SimpleNamespace(officer=officer, leader=leader, other=person("officer", newsroom.unit.key))


def event(people: SimpleNamespace, unit: Any, title: str, days: int, **texts: dict[str, str]) -> PublicEvent:
    begins = timezone.now() + timedelta(days=days)
    told = {"vi": {"title": title, "text": "Vào cửa tự do."}, **texts}
    return offer_event(people.officer, unit, told, begins, None, venue="Nhà văn hóa", contact="0205 000 000")


def test_events_as_on_their_pages(people: SimpleNamespace, newsroom: SimpleNamespace, reader: Client) -> None:
    coming = event(people, newsroom.unit, "=Ngày hội hoa đào", 9, en={"title": "Peach blossom day"})
    off, past, waiting, gone = (
        event(people, newsroom.unit, title, days)
        for title, days in (("Chợ phiên", 5), ("Hội xuân", 3), ("Chưa duyệt", 4), ("Đã hủy và đã qua", 2))
    )
    for one in (coming, off, past, gone):
        show(people.leader, one)
    for one in (off, gone):
        end_showing(people.leader, one, "Mưa lũ.")
    PublicEvent.objects.filter(pk__in=[past.pk, gone.pk]).update(begins_at=timezone.now() - timedelta(days=2))
    rows = table(reader, "events")
    assert [(one["title"], one["state"], one["reason"]) for one in rows] == [
        ("Chợ phiên", "called_off", "Mưa lũ."), ("'=Ngày hội hoa đào", "to_come", ""), ("Hội xuân", "past", ""),
    ]  # fmt: skip
    assert (rows[1]["venue"], rows[1]["contact"], rows[1]["text"]) == ("Nhà văn hóa", "0205 000 000", "Vào cửa tự do.")
    assert rows[1]["agency"]
    for one in rows:
        assert reader.get(one["url"].removeprefix("http://testserver")).status_code == 200
    assert [one["title"] for one in table(reader, "events", "en")] == ["Peach blossom day"]
    assert str(waiting.pk) not in [one["url"].rstrip("/").rpartition("/")[2] for one in rows]


def test_channels_that_were_confirmed_and_no_others(
    people: SimpleNamespace, newsroom: SimpleNamespace, reader: Client
) -> None:
    def opened(name: str, address: str) -> Outlet:
        return open_outlet(people.officer, newsroom.unit, "zalo", {
            "name": name, "address": address, "administrators": "Văn phòng Sở, máy lẻ 12",
        })  # fmt: skip

    held, ended, unsure = (opened(name, f"https://zalo.me/{name[-1]}12345") for name in ("Zalo 1", "Zalo 2", "Zalo 3"))
    for one in (held, ended):
        verify_outlet(people.other, one.pk, "đối chiếu tại trụ sở")
    today = timezone.localdate()
    Outlet.objects.filter(pk=ended.pk).update(ended_on=today - timedelta(days=3), into=held)
    rows = table(reader, "channels")
    assert [(one["name"], one["state"], one["ended_on"]) for one in rows] == [
        ("Zalo 1", "official", ""), ("Zalo 2", "ended", f"{today - timedelta(days=3)}"),
    ]  # fmt: skip
    assert rows[1]["now"] == rows[0]["url"] == f"http://testserver/vi/kenh/{held.pk}/"
    assert rows[0]["confirmed_on"] == today.isoformat()
    whole = reader.get("/vi/kenh/du-lieu.json").content.decode()
    for hidden in (unsure.name, "máy lẻ", "đối chiếu"):
        assert hidden not in whole
    Outlet.objects.filter(pk=held.pk).update(verified_on=None)
    assert [one["name"] for one in table(reader, "channels")] == ["Zalo 2"]  # at once, not from a kept page
    assert table(reader, "channels")[0]["now"] == ""


def test_legal_texts_that_the_library_shows(reader: Client) -> None:
    told = {"type": "Quyết định", "source": "mẫu", "note": "ghi chú nội bộ", "issuer": "UBND tỉnh"}
    shown = Act.objects.create(
        symbol="01/MAU", symbol_key="01/mau", title="Về việc mẫu", issued_on=date(2026, 1, 5),
        effective_from=date(2026, 1, 10), confidence="T", public=True, text="Điều 1. Mẫu.", **told,
    )  # fmt: skip
    for number, public in ((2, False), (3, None)):
        Act.objects.create(symbol=f"0{number}/MAU", symbol_key=f"0{number}/mau", public=public, **told)
    rows = {one["symbol"]: one for one in table(reader, "laws")}
    assert not rows.keys() & {"02/MAU", "03/MAU"}
    assert len(rows) == Act.objects.filter(public=True).count()
    one = rows["01/MAU"]
    assert (one["title"], one["issued_on"], one["in_force_from"]) == ("Về việc mẫu", "2026-01-05", "2026-01-10")
    assert (one["state"], one["state_name"]) == ("in_force", "Còn hiệu lực")
    assert one["url"] == f"http://testserver/vi/van-ban/{shown.pk}/"
    assert "ghi chú" not in reader.get("/vi/van-ban/du-lieu.json").content.decode()


@pytest.mark.parametrize("lang", ["vi", "en", "zh"])
def test_the_catalogue_and_the_page_lead_to_every_table(reader: Client, lang: str) -> None:
    said = reader.get(f"/{lang}/du-lieu/dcat.jsonld").json()["dcat:dataset"]
    page = reader.get(f"/{lang}/du-lieu/").content.decode()
    sets = {one["@id"].rpartition("#")[2]: one for one in said}
    assert len(sets) == len(said)
    for code in (*PATHS, "feedback"):
        ways = {way["dcat:mediaType"]: way["dcat:downloadURL"] for way in sets[code]["dcat:distribution"]}
        assert set(ways) == {"text/csv", "application/json"}
        for media, url in ways.items():
            path = url.removeprefix("http://testserver")
            assert f'href="{path}"' in page or f'href="{url}"' in page, url
            got = reader.get(path)
            assert (got.status_code, got.headers["Content-Type"].partition(";")[0]) == (200, media)
    assert len({one["dct:title"] for one in said}) == len(said)
    assert "du-lieu.csv" not in reader.get("/sitemap.xml").content.decode()  # the map names pages; the catalogue, data
