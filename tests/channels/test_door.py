"""Whatever people and the clock do in whatever order: nothing goes out early, unapproved or unattributed, and who wrote
any part of a text neither approves nor releases it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.channels.platforms import Graph

from nhip.agencies.actions import accounts
from nhip.agencies.refusals import Refused
from nhip.channels.actions import delivering, outlets
from nhip.channels.actions.joining import join_outlet
from nhip.channels.actions.releases import cancel, go_out, release, withdraw
from nhip.channels.models.releases import Release
from nhip.channels.queries.due import due_releases
from nhip.journal.actors import Machine
from nhip.newsroom.actions.stories import move, plan_day, save_text
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.stories import digest_of, newest

CLOCK = Machine("channels.clock")
WHO = st.sampled_from(("reporter", "editor", "approver", "leader", "both", "officer"))
WRITING = st.sampled_from(("reporter", "editor", "both", "officer"))
APPROVING = st.sampled_from(("approver", "leader", "both"))
HOURS = st.sampled_from((-3, 0, 1, 5, 30))
SIGNED = "Sở Văn hóa, Thể thao và Du lịch, 0205 000 000"
CONTACTS = st.sampled_from((SIGNED, ""))
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def graph() -> Iterator[Graph]:
    made = Graph()
    yield made
    made.close()


@pytest.mark.django_db
def test_the_door_holds(
    newsroom: SimpleNamespace, person: Any, graph: Graph, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NHIP_CARRIER_ADDRESSES = {"facebook": graph.base}
    people = {role: person(role, newsroom.unit.key) for role in ("reporter", "editor", "approver", "leader", "officer")}
    people["both"] = person("editor", newsroom.unit.key)
    accounts.appoint(
        Machine("thử"), people["both"], role="approver", unit=newsroom.unit, since=date(2020, 1, 1), decision="thử"
    )
    page = outlets.open_outlet(
        people["officer"], newsroom.unit, "facebook", {"name": "Trang", "address": "https://facebook.com/mau"}
    )
    outlets.verify_outlet(person("officer", newsroom.unit.key), page.pk, "đối chiếu", on=date(2026, 1, 1))
    join_outlet(people["leader"], page.pk, {"page": graph.page, "token": graph.token, "secret": graph.secret})
    clock, reached = SimpleNamespace(now=START), []
    monkeypatch.setattr(timezone, "now", lambda: clock.now)

    class Door(RuleBasedStateMachine):
        """One story, six people and a clock."""

        def __init__(self) -> None:
            super().__init__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()
            clock.now = START
            graph.shown.clear()
            self.writers: set[str] = set()
            self.ever: set[str] = {"newsroom.reporter"}
            self.approved: dict[str, tuple[str, frozenset[str]]] = {}
            self.seen_public: tuple[datetime | None, int | None] = (None, None)
            self.seen_posts: set[str] = set()
            self.count = 0

        @initialize()
        def open(self) -> None:
            self.story = newsroom.write()
            self.writers = {"newsroom.reporter"}

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

        def tried(self, deed: Any, *told: Any, **more: Any) -> Any:
            """The deed in a transaction of its own, as a page would do it; None when it was refused."""
            try:
                with transaction.atomic():
                    return deed(*told, **more) or True
            except (Refused, PermissionDenied):
                return None

        @rule(who=WHO, contact=CONTACTS, same=st.booleans())
        def edit(self, who: str, contact: str, same: bool) -> None:
            self.count += not same
            lead = f"Bản {self.count} của sa-pô."
            if self.tried(save_text, people[who], self.story, lead=lead, contact=contact):
                self.writers.add(who)
                self.ever.add(who)

        @rule(who=WHO)
        def submit(self, who: str) -> None:
            if self.tried(move, people[who], self.story, "submit"):
                self.writers.add(who)
                self.ever.add(who)

        @rule(who=WHO)
        def approve(self, who: str) -> None:
            if self.tried(move, people[who], self.story, "approve"):
                assert who not in self.writers
                self.approved[digest_of(newest(self.story))] = (who, frozenset(self.writers))

        @rule(who=WHO, verb=st.sampled_from(("return", "take_back")))
        def send_back(self, who: str, verb: str) -> None:
            stage = Stage.objects.get(story=self.story)
            if self.tried(move, people[who], self.story, verb, "Còn thiếu nguồn."):
                self.approved.pop(stage.sha256, None)

        @rule(who=WHO, hours=HOURS)
        def embargo(self, who: str, hours: int) -> None:
            self.tried(plan_day, people[who], self.story, None, clock.now + timedelta(hours=hours))

        @rule(who=WHO, hours=HOURS, note=st.sampled_from(("", "Sửa số liệu.")), page=st.booleans())
        def let_out(self, who: str, hours: int, note: str, page: bool) -> None:
            ways = ["portal", "facebook"] if page else ["portal"]
            due = clock.now + timedelta(hours=hours)
            made = self.tried(release, people[who], self.story, ways, due, note)
            if made:
                approver, wrote = self.approved[made.sha256]
                assert who not in wrote | self.writers
                assert approver not in wrote

        @rule(one=WHO, two=APPROVING, three=APPROVING, hours=HOURS, page=st.booleans())
        def hurry_through(self, one: str, two: str, three: str, hours: int, page: bool) -> None:
            """The usual way in one go, by anybody: without it few sequences come as far as the public."""
            self.submit(one)
            self.approve(two)
            self.let_out(three, hours, "Sửa số liệu.", page)

        @rule(who=WRITING, one=WHO, two=APPROVING, three=APPROVING, hours=HOURS, page=st.booleans())
        def write_anew_and_hurry(self, who: str, one: str, two: str, three: str, hours: int, page: bool) -> None:
            """A correction, or a first text, by anybody."""
            self.edit(who, SIGNED, same=False)
            self.hurry_through(one, two, three, hours, page)

        @rule(who=WHO)
        def call_off(self, who: str) -> None:
            row = Release.objects.filter(story=self.story).order_by("-pk").first()
            if row is not None:
                self.tried(cancel, people[who], row.pk)

        @rule(who=WHO)
        def take_down(self, who: str) -> None:
            if self.tried(withdraw, people[who], self.story, "Chưa kiểm chứng."):
                # what was withdrawn is nobody's approved text any more; who wrote it wrote it still
                self.writers |= self.ever
                self.approved.clear()

        @rule(hours=st.sampled_from((0, 1, 6, 40)))
        def time_passes(self, hours: int) -> None:
            clock.now += timedelta(hours=hours, seconds=1)
            for pk in due_releases(clock.now):
                go_out(CLOCK, pk)
            delivering.work_deliveries(CLOCK)

        @rule()
        def somebody_calls_go_out(self) -> None:
            """A job started by hand or twice, before its time."""
            for pk in Release.objects.filter(story=self.story).values_list("pk", flat=True):
                go_out(CLOCK, pk)
            delivering.work_deliveries(CLOCK)

        @invariant()
        def what_is_public_was_approved_due_and_signed(self) -> None:
            stage = Stage.objects.get(story=self.story)
            shown = Story.objects.get(pk=self.story.pk)
            assert shown.live == (stage.public in ("published", "corrected"))
            if shown.live:
                released = stage.released.as_object()
                assert (shown.lead, shown.contact, shown.title) == (released.lead, released.contact, released.title)
                assert shown.contact
            if shown.live and (stage.public_at, stage.released_id) != self.seen_public:
                sha256 = digest_of(stage.released)
                rows = list(Release.objects.filter(story=self.story, sha256=sha256, cancelled_at__isnull=True))
                assert rows
                assert any(row.due_at <= clock.now for row in rows)
                assert stage.embargo_until is None or stage.embargo_until <= clock.now
                approver, wrote = self.approved[sha256]
                assert approver not in wrote
                self.public_writers = set(wrote)
                reached.append(stage.public)
                if sha256 == digest_of(newest(self.story)):
                    self.writers = set()
            self.seen_public = (stage.public_at, stage.released_id)

        @invariant()
        def what_was_posted_says_who_speaks(self) -> None:
            for number, post in graph.shown.items():
                if number not in self.seen_posts:
                    self.seen_posts.add(number)
                    assert "0205 000 000" in post["message"]
                    stage = Stage.objects.get(story=self.story)
                    assert stage.first_public_at is not None
                    assert stage.first_public_at <= clock.now

        @invariant()
        def each_release_is_posted_once(self) -> None:
            told = [one["message"].rpartition("#")[2].split("\n")[0] for one in graph.shown.values()]
            assert len(told) == len(set(told))

    run_state_machine_as_test(
        Door,
        settings=_settings(),
    )
    assert {"published", "corrected"} <= set(reached)


def _settings() -> settings:
    return settings(
        max_examples=40, stateful_step_count=40, deadline=None, database=None, derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
