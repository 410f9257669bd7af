"""A worker killed at any step of a release posts exactly once after restart, on every carrier that posts by machine;
so it puts right and takes down. The carriers come from the register of ways: a new one is asked here by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from tests.channels.killing import BY_API, BY_BROWSER, BY_LETTER, DOWN, SERVER, Dying
from tests.channels.test_letters import Post, office
from tests.channels.test_letters import joined as subscribed
from tests.channels.test_push import confirmed, service
from tests.channels.vendors import PushService

from nhip.channels.actions import delivering
from nhip.channels.actions.releases import confirm_taken_down, record_posting, release, withdraw
from nhip.channels.carrying import ways
from nhip.channels.jobs import release_due
from nhip.channels.models.browsers import BrowserNote
from nhip.channels.models.joining import Circuit
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery, Release
from nhip.channels.models.subscribers import Letter
from nhip.journal.actors import Machine
from nhip.newsroom.actions.stories import move, save_text

__all__ = ["office", "service"]

pytestmark = pytest.mark.django_db(transaction=True)
CLOCK = Machine("channels.clock")
MACHINES = [way.code for way in ways().values() if way.how == "machine"]
STEPS = {"newsletter": BY_LETTER, "push": BY_BROWSER}
"""How a carrier's worker goes; the others are one delivery, one request."""
BLIND = {"telegram", "tiktok"}
"""Platforms that cannot always say what they have: there a person looks."""
RELEASED = ("going out", "gone out")
"""Steps before a carrier is asked, which ways that a person corrects have too."""
NOTE = "Số đơn hàng là 12."


@pytest.fixture
def world(joined: SimpleNamespace, office: Post, service: PushService, settings: Any) -> SimpleNamespace:
    """Every carrier's local server, two readers of letters, two browsers."""
    subscribed(office, "mot@mau.vn", "hai@mau.vn")
    confirmed(service, "a", "b")
    return SimpleNamespace(**vars(joined), office=office, service=service, hub=settings.NHIP_HUB, settings=settings)


def server(world: SimpleNamespace, carrier: str) -> Any:
    """Who counts what the public sees. A carrier without a local server cannot be asked, and fails here."""
    own = {"newsletter": world.office, "push": world.service}
    return own[carrier] if carrier in own else world.platforms[carrier]


def shown(world: SimpleNamespace, carrier: str, title: str) -> list[str]:
    """What the public has of a story there, each posting (letter, notification) as text."""
    held = server(world, carrier)
    if carrier == "newsletter":
        return [f"{to} {mail['Subject']}" for _, to, mail in held.kept if title in mail["Subject"]]
    if carrier == "websub":
        return list(held.topics)
    return [str(one) for one in held.shown.values() if title in str(one)]


def only(world: SimpleNamespace, carrier: str) -> None:
    """The hub is told with every release; leave it out where it is not asked about."""
    world.settings.NHIP_HUB = world.hub if carrier == "websub" else ""


def begin(world: SimpleNamespace, carrier: str, step: str) -> Any:
    """A story on its way: the moment of its release has come, and no worker has looked yet."""
    only(world, carrier)
    story = world.approved(title=f"Hoa hồi được mùa, kỳ {step}")
    _schedule(world, story, [] if carrier == "websub" else [carrier], "")
    return story


def _schedule(world: SimpleNamespace, story: Any, carriers: list[str], note: str) -> None:
    row = release(world.approver, story, ["portal", *carriers], timezone.now() + timedelta(hours=1), note=note)
    Release.objects.filter(pk=row.pk, due_at__gt=timezone.now()).update(due_at=timezone.now() - timedelta(seconds=1))


def put_right(world: SimpleNamespace, story: Any) -> None:
    """A correction whose moment has come."""
    save_text(world.reporter, story, lead=f"Hợp tác xã ký 12 đơn hàng. {NOTE}")
    move(world.reporter, story, "submit")
    move(world.approver, story, "approve")
    _schedule(world, story, [], NOTE)


def die(
    world: SimpleNamespace, carrier: str, steps: Any, step: str, changes: Callable[..., bool] | None = None
) -> None:
    """Run the clock's worker and kill it at the step."""
    held = server(world, carrier)
    if step in SERVER:
        held.break_at = step
        if changes is not None:
            held.changes = changes
    Dying(release_due.func, steps.get(step), lambda pid: setattr(held, "victim", pid)).run()
    held.break_at = ""
    vars(held).pop("changes", None)


def restart(world: SimpleNamespace, carrier: str, title: str) -> None:
    """The clock comes round again and again; where no machine can say, a person looks."""
    for _ in range(4):
        past = timezone.now() - timedelta(seconds=1)
        for kind in (Delivery, Letter, BrowserNote):
            kind.objects.filter(next_at__isnull=False).update(next_at=past)
        Circuit.objects.update(paused_until=None)
        release_due.func()
        for row in Delivery.objects.filter(carrier=carrier, state="unknown"):
            assert carrier in BLIND
            if shown(world, carrier, title):
                record_posting(world.editor, row.pk, f"https://mau.vn/{carrier}/{row.pk}")
            else:
                delivering.say_absent(world.editor, row.pk)


def rows(story: Any, carrier: str) -> list[str]:
    held = Delivery.objects.filter(release__story=story, carrier=carrier).order_by("pk")
    return list(held.values_list("state", flat=True))


def receipts(story: Any, carrier: str) -> int:
    mine = Delivery.objects.filter(release__story=story, carrier=carrier).values("reference")
    return Receipt.objects.filter(carrier=carrier, reference__in=mine).count()


def out(world: SimpleNamespace, carrier: str, step: str) -> Any:
    """A story that is out everywhere it was to go."""
    story = begin(world, carrier, step)
    restart(world, carrier, story.draft_title)
    assert rows(story, carrier) == ["out"]
    return story


def once(carrier: str) -> int:
    """How many postings one story is: each of two readers has a letter, each of two browsers a notification."""
    return 2 if carrier in STEPS else 1


@pytest.mark.parametrize("carrier", MACHINES)
def test_a_worker_killed_at_any_step_posts_once_after_restart(world: SimpleNamespace, carrier: str) -> None:
    steps = STEPS.get(carrier, BY_API)
    for step in (*steps, *SERVER):
        story = begin(world, carrier, step)
        made = getattr(server(world, carrier), "made", 0)
        die(world, carrier, steps, step)
        restart(world, carrier, story.draft_title)
        assert rows(story, carrier) == ["out"], step
        assert receipts(story, carrier) == 1, step
        if carrier == "websub":  # a hub may be told twice: it fetches the feed, which holds the story once
            assert shown(world, carrier, ""), step
            continue
        assert len(shown(world, carrier, story.draft_title)) == once(carrier), step
        if carrier not in STEPS:  # a notification told twice takes the place of the one before
            assert server(world, carrier).made == made + 1, step


UPDATES: dict[str, Callable[[str, str], bool]] = {
    "instagram": lambda method, path: method == "POST" and path.endswith("/comments"),
}
"""Which request puts a posting right, where it is not the one that answers to its own address."""


def _writes(method: str, path: str) -> bool:
    return method in ("POST", "PUT") and not path.endswith(("/token", "/access_token", "/getslice", "/verify"))


@pytest.mark.parametrize("carrier", MACHINES)
def test_a_worker_killed_at_any_step_puts_right_once_after_restart(world: SimpleNamespace, carrier: str) -> None:
    steps, by_hand = STEPS.get(carrier, BY_API), ways()[carrier].corrects == "hand"
    for step in RELEASED if by_hand else (*steps, *SERVER):
        story = out(world, carrier, step)
        made = getattr(server(world, carrier), "made", 0)
        put_right(world, story)
        die(world, carrier, steps, step, UPDATES.get(carrier, _writes if carrier not in STEPS else None))
        restart(world, carrier, story.draft_title)
        found = shown(world, carrier, story.draft_title)
        if by_hand:  # a person's task, once; nothing was posted anew
            assert rows(story, carrier) == ["out", "by_hand"], step
            assert (len(found), server(world, carrier).made) == (1, made), step
            continue
        again = ways()[carrier].corrects == "again"
        assert rows(story, carrier) == (["out", "out"] if again else ["replaced", "out"]), step
        if carrier == "websub":
            continue
        if carrier in STEPS:
            corrected = [one for one in found if "Đính chính" in one]
            assert len(corrected) == 2, step
            assert len(found) == (4 if carrier == "newsletter" else 2), step  # a letter cannot be called back
            continue
        (one,) = found
        assert one.count(NOTE) >= 1, step
        assert server(world, carrier).made == made, step
        if carrier == "instagram":
            assert one.count("Đính chính") == 1, step


@pytest.mark.parametrize("carrier", MACHINES)
def test_a_worker_killed_at_any_step_takes_down_after_restart(world: SimpleNamespace, carrier: str) -> None:
    way = ways()[carrier]
    for step in (*DOWN, *SERVER) if way.takes_down == "machine" and not way.keeps else ("withdrawn",):
        story = out(world, carrier, step)
        made = len(shown(world, carrier, story.draft_title))
        withdraw(world.approver, story, "Chưa kiểm chứng.")
        if step != "withdrawn":
            die(world, carrier, DOWN, step, lambda method, path: method == "DELETE" or _writes(method, path))
        restart(world, carrier, story.draft_title)
        left = shown(world, carrier, story.draft_title)
        if way.keeps:
            assert (rows(story, carrier), len(left)) == (["out"], made), step
        elif way.takes_down == "hand":  # a person's task, closed by a proof
            assert (rows(story, carrier), len(left)) == (["withdrawing"], made), step
            row = Delivery.objects.get(release__story=story, carrier=carrier)
            assert confirm_taken_down(world.editor, row.pk, "https://mau.vn/anh-chup.png").state == "withdrawn"
        else:
            assert rows(story, carrier) == ["withdrawn"], step
            assert carrier == "websub" or not left, step


@pytest.mark.parametrize("carrier", MACHINES)
def test_what_a_killed_worker_left_behind_is_taken_down_with_its_story(world: SimpleNamespace, carrier: str) -> None:
    steps, way = STEPS.get(carrier, BY_API), ways()[carrier]
    for step in ("claimed", "answered", *SERVER):
        story = begin(world, carrier, step)
        die(world, carrier, steps, step)
        before = len(shown(world, carrier, story.draft_title))
        withdraw(world.approver, story, "Chưa kiểm chứng.")
        restart(world, carrier, story.draft_title)
        left = shown(world, carrier, story.draft_title)
        if way.keeps:  # what went out cannot be called back, and nothing more goes
            assert (len(left), rows(story, carrier)[0] in ("out", "cancelled")) == (before, True), step
        elif carrier in BLIND and left:  # a person found it there, and takes it down
            assert rows(story, carrier) == ["withdrawing"], step
        elif carrier != "websub":
            assert (left, rows(story, carrier)[0] in ("withdrawn", "cancelled")) == ([], True), step
