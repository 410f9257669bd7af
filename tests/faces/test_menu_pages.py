"""The bar by roles: what may not be opened is not shown, every room is reachable, the place one is at is marked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import roles
from nhip.journal.actors import Machine
from nhip.workspace.rooms import GROUPS, MOST_THUMBS, TODAY

pytestmark = pytest.mark.django_db

EVERY = {reverse(f"workspace:{room.name}"): room for group in GROUPS for room in group.rooms}


def links(page: str, start: str, end: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)"', page[page.index(start) : page.index(end, page.index(start))])


def bar(page: str) -> list[str]:
    return links(page, '<nav class="rooms"', "</nav>")


def tabs(page: str) -> list[str]:
    return links(page, '<nav class="tabs"', "</nav>")


@pytest.mark.parametrize("role", [role.code for role in roles()])
def test_what_stands_in_the_bar_opens_and_what_opens_stands_there(role: str, signed_in: Callable[..., Client]) -> None:
    (unit,) = take_up(Machine("thử"), ["lang-son.xa-doan-ket/uy-ban-nhan-dan"], ground="thử")
    client = signed_in(role, unit=unit)
    page = client.get("/cac-muc/").content.decode()
    shown = bar(page)
    assert shown[0] == "/"
    assert len(shown) == len(set(shown))
    for address in EVERY:
        assert (client.get(address).status_code == 200) == (address in shown), (role, address)
    everywhere = links(page, '<div class="all-rooms">', "</main>")
    assert everywhere == shown
    assert len(tabs(page)) <= MOST_THUMBS + 1
    assert tabs(page)[-1] == "/cac-muc/"
    assert set(tabs(page)[:-1]) <= set(shown)


def test_somebody_without_a_post_has_today_and_the_page_of_all(signed_in: Callable[..., Client]) -> None:
    page = signed_in(None).get("/cac-muc/").content.decode()
    assert bar(page) == ["/"]
    assert tabs(page) == ["/", "/cac-muc/"]


@pytest.mark.parametrize(
    ("address", "group", "room"),
    [
        ("/toa-soan/", "Tòa soạn", "Tin, bài"),
        ("/toa-soan/ban-dich/", "Tòa soạn", "Bản dịch các ngôn ngữ"),
        ("/toa-soan/bo-nho-dich/", "Tòa soạn", "Tên gọi chính thức"),
        ("/kho-anh/ban-ghi/moi/", "Tòa soạn", "Ghi âm, video"),
        ("/kenh/luot-xem/", "Kênh", "Lượt truy cập"),
        ("/dia-diem/moi/", "Cổng, địa điểm", "Điểm đến, sản vật, dự án, cửa khẩu"),
        ("/ke-hoach/moi/", "Kế hoạch, báo cáo", "Kế hoạch"),
    ],
)
def test_the_longest_address_marks_the_room(
    address: str, group: str, room: str, signed_in: Callable[..., Client]
) -> None:
    page = signed_in("officer").get(address).content.decode()
    marked = page[page.index('<nav class="rooms"') : page.index("</nav>")]
    assert re.findall(r'<summary aria-current="true">([^<]+)<', marked) == [group]
    assert re.findall(r'aria-current="page">([^<]+)</a>', marked) == [room]


def test_today_is_marked_on_today_only(signed_in: Callable[..., Client]) -> None:
    client = signed_in("officer")
    assert re.search(r'<a href="/" aria-current="page">Hôm nay', client.get("/").content.decode())
    assert not re.search(r'<a href="/" aria-current="page">Hôm nay', client.get("/kenh/").content.decode())


def test_every_room_has_one_name_and_the_table_knows_no_room_twice() -> None:
    names = [room.name for group in GROUPS for room in group.rooms]
    assert len(names) == len(set(names))
    assert TODAY.name not in names
