"""A rehearsal on every carrier that posts by machine: everything is tried, nothing is posted, nothing secret is shown.

The carriers come from the register of ways: a new one is asked here by itself.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.channels.test_letters import joined as subscribed
from tests.channels.test_letters import office
from tests.channels.test_push import confirmed, service

from nhip.agencies.refusals import Refused
from nhip.channels.actions import rehearsing as acts
from nhip.channels.actions.rehearsing import rehearse
from nhip.channels.carriers.asking import Rehearsed, Sent, ask, rehearsal, request
from nhip.channels.carriers.carrier import Clip
from nhip.channels.carrying import ways
from nhip.channels.models.joining import OutletKey
from nhip.channels.models.releases import Delivery
from nhip.channels.rehearsing import MASK, asked_at, does, in_words, masked
from nhip.journal.models import Entry
from nhip.newsroom.queries.stories import draft_of

__all__ = ["office", "service"]

MACHINES = [way.code for way in ways().values() if way.how == "machine"]
READS = ("/creator_info/query/", "/getChatMemberCount")
"""Questions that platforms want by POST."""


@pytest.fixture
def world(
    joined: SimpleNamespace, office: Any, service: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> SimpleNamespace:
    """Every carrier joined, two readers of letters, a browser; stories with the picture and film of `given`."""
    subscribed(office, "mot@mau.vn", "hai@mau.vn")
    confirmed(service, "a")
    film = tmp_path / "thu.mp4"
    film.write_bytes(bytes(1024) * 1024)
    given: dict[str, Any] = {
        "picture": "https://mau.vn/anh/hoi.jpg", "alt": "Nông dân phơi hồi", "width": 1200, "height": 900,
        "weight": 200_000, "clip": Clip(film, film.stat().st_size, seconds=30),
    }  # fmt: skip
    made = acts.message_for
    monkeypatch.setattr(acts, "message_for", lambda *told: replace(made(*told), **given))
    return SimpleNamespace(**vars(joined), office=office, service=service, given=given, film=film)


def tried(world: SimpleNamespace, carrier: str, story: Any = None) -> Any:
    story = story or world.write()
    return rehearse(world.editor, story, draft_of(story), carrier)


def states(done: Any) -> dict[str, str]:
    return {one.code: one.state for one in done.steps}


@pytest.mark.django_db
@pytest.mark.parametrize("carrier", MACHINES)
def test_everything_is_tried_and_nothing_is_posted(world: SimpleNamespace, carrier: str) -> None:
    done = tried(world, carrier)
    assert done.ready, done.steps
    assert set(states(done).values()) == {"ok"}
    assert does(done.way)
    written = [(label, value) for label, value in in_words(done.sent)]
    if carrier != "websub":
        assert any("Hoa hồi được mùa" in value for _, value in written)
        assert all(label[:1].isupper() for label, _ in written), written  # words, not the vendors' names
    if carrier == "push":
        assert done.sent.fields["tag"].removeprefix("nhip-").isdigit()
    # not a request that changes anything, at any platform
    for platform in world.platforms.values():
        changing = [one for one in platform.asked if one[0] != "GET" and not one[1].endswith(READS)]
        assert [one for one in changing if "token" not in one[1]] == []
        assert not getattr(platform, "shown", {})
    assert (world.office.kept, world.service.made) == ([], 0)
    assert not Delivery.objects.exists()
    assert Entry.objects.get(verb="channels.rehearse").facts["ready"] is True


@pytest.mark.django_db
@pytest.mark.parametrize("carrier", ["facebook", "zalo", "instagram", "telegram", "youtube", "tiktok"])
def test_no_secret_stands_in_what_is_shown(world: SimpleNamespace, carrier: str) -> None:
    done = tried(world, carrier)
    shown = f"{done} {in_words(done.sent)} {asked_at(done.sent)}"
    platform = world.platforms[carrier]
    for secret in {platform.token, getattr(platform, "secret", ""), getattr(platform, "refresh", "")} - {""}:
        if len(secret) >= 4:
            assert secret not in shown
    assert "appsecret_proof" not in shown
    assert not done.sent.headers
    assert asked_at(done.sent).startswith("POST 127.0.0.1/")


@pytest.mark.django_db
def test_what_would_be_sent_is_what_is_sent(world: SimpleNamespace) -> None:
    from nhip.channels.actions import delivering
    from nhip.channels.actions.releases import release

    story = world.approved()
    said = dict(in_words(tried(world, "facebook", story).sent))["Nội dung bài"]
    release(world.approver, story, ["portal", "facebook"])
    delivering.work_deliveries(world.approver)
    (post,) = world.platforms["facebook"].shown.values()
    row = Delivery.objects.get(carrier="facebook")
    assert said.replace("#xem-truoc", f"#{row.key}") == post["message"]


@pytest.mark.django_db
def test_a_token_that_is_over_is_said_before_anybody_waits_for_the_release(world: SimpleNamespace) -> None:
    world.platforms["facebook"].token = "another"
    done = tried(world, "facebook")
    assert (states(done)["token"], done.sent, done.ready) == ("late", None, False)
    assert "nối lại trang" in next(one.told for one in done.steps if one.code == "token")
    assert "nối lại trang" in OutletKey.objects.get(outlet__platform="facebook").fault


@pytest.mark.django_db
def test_media_and_limits_are_held_against_the_platforms_rules(world: SimpleNamespace) -> None:
    def faults(carrier: str) -> set[str]:
        return {issue.code for one in tried(world, carrier).steps for issue in one.issues}

    world.given["weight"] = 9 * 1024**2
    assert faults("instagram") == faults("zalo") == {"channels.picture_heavy"}
    world.given["weight"] = 2 * 1024**2
    assert (faults("instagram"), faults("zalo")) == (set(), {"channels.picture_heavy"})
    world.film.unlink()
    assert faults("youtube") == {"channels.clip_file_missing"}
    world.given["clip"] = Clip(world.film, 10, "video/x-msvideo", 700)
    assert faults("tiktok") == {"channels.clip_kind", "channels.clip_long", "channels.clip_file_missing"}
    world.given["clip"] = None
    assert faults("youtube") == {"channels.clip_missing"}


@pytest.mark.django_db
def test_a_day_that_is_full_is_said(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    from nhip.channels.actions import delivering
    from nhip.channels.actions.releases import release

    release(world.approver, world.approved(), ["portal", "instagram"])
    delivering.work_deliveries(world.approver)
    assert states(tried(world, "instagram"))["limit"] == "ok"
    monkeypatch.setattr(type(ways()["instagram"]), "limit", lambda self, name: 1 if name == "posts_a_day" else 9999)
    assert states(tried(world, "instagram"))["limit"] == "late"


@pytest.mark.django_db
def test_who_neither_records_nor_releases_tries_nothing(world: SimpleNamespace) -> None:
    story = world.write()
    with pytest.raises(PermissionDenied):
        rehearse(world.reporter, story, draft_of(story), "facebook")
    for unknown in ("wechat", "khong-co"):
        with pytest.raises(Refused):
            rehearse(world.editor, story, draft_of(story), unknown)


def test_within_a_rehearsal_no_request_that_changes_anything_leaves() -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        with rehearsal(), pytest.raises(Rehearsed) as stopped:
            request(method, "http://127.0.0.1:9/a", body={"title": "x"})
        assert stopped.value.sent == Sent(method, "http://127.0.0.1:9/a", {"title": "x"})
    with rehearsal(), pytest.raises(Rehearsed):
        ask("POST", "http://127.0.0.1:9/a", fields={"a": "b"})


def test_secrets_are_masked_wherever_they_stand() -> None:
    sent = Sent(
        "POST", "https://api.telegram.org/bot12:bot/x", {"a": ["b 12:bot"], "access_token": "12:bot"}, {"k": "12:bot"}
    )
    told = masked(sent, ["12:bot", ""])
    assert (told.url, told.fields, told.headers) == (f"https://api.telegram.org/bot{MASK}/x", {"a": [f"b {MASK}"]}, {})


def test_every_machine_has_words_for_its_request() -> None:
    assert [code for code in MACHINES if not does(ways()[code])] == []
