"""People of one agency's newsroom, and a story that somebody else approved, made by the real actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from tests.channels.films import TikTok, YouTube
from tests.channels.platforms import Graph, HubServer, Platform, Zalo
from tests.channels.vendors import Instagram, Telegram
from wagtail.rich_text import RichText

BEGIN = date(2020, 1, 1)
DESK = "lang-son/so-van-hoa-the-thao-va-du-lich"
WORDS = {
    "vi": ("Hợp tác xã ký đơn hàng cả năm.", "Vụ hồi năm nay, các hộ trồng hồi thu hoạch sớm hơn mọi năm."),
    "en": (
        "A co-operative has signed for the whole year.",
        "This season the growers gathered their star anise earlier than in other years and sold all of it at once.",
    ),
    "zh-hans": (
        "合作社签下全年订单。",
        "今年种植户比往年更早采收八角，并在当地分级，一级干八角在三个收购点集中，价格保持稳定，农户收入有所增加，合作社明年还将扩大种植面积并培训年轻人。",
    ),
}
"""A lead and a paragraph in each language."""


@pytest.fixture
def unit(db: None) -> Callable[[str], object]:
    """The row of a unit by its key, taken up by the real action."""
    from nhip.agencies.actions.units import take_up
    from nhip.journal.actors import Machine

    return lambda key: take_up(Machine("thử"), [key], ground="thử")[0]


@pytest.fixture
def person(unit: Callable[[str], object]) -> Callable[..., object]:
    """`person("reporter", DESK)` opens an account with the role at the unit."""
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    count = iter(range(1, 100))

    def opened(role: str, key: str | None = None) -> object:
        test, number = Machine("thử"), next(count)
        made = accounts.open_account(
            test, email=f"nguoi{number}@mau.vn", name=f"Nông Thị Mẫu {number}", password=None, ground="thử"
        )
        held = unit(key) if key else None
        accounts.appoint(test, made, role=role, unit=held, since=BEGIN, decision="thử")
        return made

    return opened


@pytest.fixture
def newsroom(person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    """People of one agency; `write()` gives a whole draft, `approved()` one that somebody else approved."""
    from nhip.newsroom.actions.stories import move, open_story, save_text

    desk = unit(DESK)
    reporter, editor, approver = (person(role, DESK) for role in ("reporter", "editor", "approver"))

    def write(title: str = "Hoa hồi được mùa", **more: object) -> object:
        story = open_story(reporter, desk, title, **more)
        lead, words = WORDS[str(more.get("language", "vi"))]
        save_text(
            reporter,
            story,
            lead=lead,
            sources="Hợp tác xã Hồi Mẫu",
            contact="Sở Văn hóa, Thể thao và Du lịch, 0205 000 000",
            body=[("words", RichText(f"<p>{words}</p>"))],
        )
        return story

    def approved(**more: object) -> object:
        story = write(**more)
        move(reporter, story, "submit")
        move(approver, story, "approve")
        return story

    return SimpleNamespace(
        reporter=reporter, editor=editor, approver=approver, unit=desk, write=write, approved=approved,
    )  # fmt: skip


@pytest.fixture
def platforms() -> Iterator[dict[str, Any]]:
    """Every platform as a local server."""
    kinds: dict[str, type[Platform]] = {
        "facebook": Graph, "zalo": Zalo, "websub": HubServer, "instagram": Instagram, "telegram": Telegram,
        "youtube": YouTube, "tiktok": TikTok,
    }  # fmt: skip
    made = {code: kind() for code, kind in kinds.items()}
    yield made
    for one in made.values():
        one.close()


@pytest.fixture
def joined(
    newsroom: SimpleNamespace, person: Callable[..., Any], platforms: dict[str, Any], settings: Any,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any,
) -> SimpleNamespace:  # fmt: skip
    """The agency's channels, verified and joined to the local platforms. Stories have a picture."""
    from nhip.agencies.refusals import Refused
    from nhip.channels.actions import delivering, outlets
    from nhip.channels.actions.joining import join_outlet
    from nhip.channels.carriers.carrier import Clip
    from nhip.channels.carriers.instagram import InstagramAccount
    from nhip.channels.carriers.tiktok import TikTokAccount
    from nhip.channels.carriers.zalo import ZaloAccount

    settings.NHIP_CARRIER_ADDRESSES = {code: one.base for code, one in platforms.items()} | {
        "zalo.renew": f"{platforms['zalo'].base}/v4/oa/access_token",
        "youtube.renew": f"{platforms['youtube'].base}/token",
        "tiktok.renew": f"{platforms['tiktok'].base}/v2/oauth/token/",
    }
    settings.NHIP_HUB, settings.NHIP_FEED = f"{platforms['websub'].base}/hub", "https://mau.vn/{language}/feed.atom"
    officer, other = person("officer", newsroom.unit.key), person("officer", newsroom.unit.key)
    secrets: dict[str, tuple[dict[str, str], str, int | None]] = {
        "facebook": ({"page": Graph.page, "token": Graph.token, "secret": Graph.secret}, "facebook.com/mau", None),
        "zalo": ({"app": Zalo.app, "secret": Zalo.secret, "token": "a0", "refresh": "r1"}, "zalo.me/1", 1),
        "instagram": (
            {"account": Instagram.account, "token": Instagram.token, "secret": Instagram.secret},
            "instagram.com/mau", 5_184_000,
        ),
        "youtube": (
            {"app": YouTube.app, "secret": YouTube.secret, "token": "ya1", "refresh": "yr"}, "youtube.com/@mau", 3600,
        ),
        "tiktok": (
            {"app": TikTok.app, "secret": TikTok.secret, "token": "ta1", "refresh": "tr1", "audited": "1"},
            "tiktok.com/@mau", 7200,
        ),
        "telegram": ({"chat": Telegram.chat, "token": Telegram.token}, "t.me/mau_langson", None),
    }  # fmt: skip
    rows = {}
    for code, (held, address, seconds) in secrets.items():
        row = outlets.open_outlet(officer, newsroom.unit, code, {"name": "Kênh mẫu", "address": f"https://{address}"})
        with pytest.raises(Refused):
            join_outlet(newsroom.approver, row.pk, held)
        outlets.verify_outlet(other, row.pk, "đối chiếu công văn")
        join_outlet(newsroom.approver, row.pk, held, seconds)
        rows[code] = row
    # some platforms want a picture; the message is what carriers get, so the picture is put there
    made = delivering.message_of
    film = tmp_path / "hoi.mp4"
    film.write_bytes(bytes(range(256)) * 4096)  # 1 MiB
    shown = {
        "picture": "https://mau.vn/anh/hoi.jpg", "alt": "Nông dân phơi hồi", "width": 1200, "height": 900,
        "clip": Clip(film, film.stat().st_size, seconds=30),
    }  # fmt: skip
    monkeypatch.setattr(delivering, "message_of", lambda row: replace(made(row), **shown))
    monkeypatch.setattr(InstagramAccount.__init__, "__defaults__", (0.0,))
    monkeypatch.setattr(TikTokAccount.__init__, "__defaults__", (False, 0.0))
    monkeypatch.setattr(ZaloAccount.__init__, "__defaults__", (0.0,))
    return SimpleNamespace(platforms=platforms, outlets=rows, officer=officer, **vars(newsroom))
