"""Whatever people do to a statement, its translation, its recording and the person it names, in whatever order: neither
language goes out early, unapproved or unattributed, and nobody approves, releases or hears what they made."""

from __future__ import annotations

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
from wagtail.models import Revision
from wagtail.rich_text import RichText

from nhip.agencies.actions import accounts
from nhip.agencies.models.accounts import Account, Appointment
from nhip.agencies.refusals import Refused
from nhip.channels.actions.languages import correct_in, withdraw_in
from nhip.channels.actions.releases import cancel, go_out, release, withdraw
from nhip.channels.jobs import take_down_unagreed
from nhip.channels.models.releases import Release
from nhip.channels.queries.due import due_releases
from nhip.channels.queries.languages import others_public
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.media.actions.consents import record_consent, withdraw_consent
from nhip.media.actions.originals import keep
from nhip.media.actions.recordings import describe_recording, hear_recording
from nhip.media.models.recordings import Recording
from nhip.media.queries.recordings import heard_of
from nhip.newsroom.actions.people import name_person, unname_person
from nhip.newsroom.actions.stories import move, note_edit, open_story, plan_day, save_text
from nhip.newsroom.actions.translating import Change, open_translation, save_segments
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.people import stories_without_consent
from nhip.newsroom.queries.stories import digest_of, newest, played_in
from nhip.newsroom.queries.translating import beside, translation_of

TEST, CLOCK = Machine("thử"), Machine("channels.clock")
ROLES = {
    "reporter": ["reporter"], "editor": ["editor"], "translator": ["translator"], "approver": ["approver"],
    "leader": ["leader"], "both": ["editor", "approver"], "officer": ["officer"], "speaker": ["spokesperson"],
}  # fmt: skip
WHO = st.sampled_from(tuple(ROLES))
WRITING = st.sampled_from(("reporter", "editor", "translator", "both", "officer"))
APPROVING = st.sampled_from(("approver", "leader", "both"))
WHICH = st.sampled_from(("vi", "en"))
HOURS = st.sampled_from((-3, 0, 1, 5, 30))
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SIGNED = "Sở Văn hóa, Thể thao và Du lịch, 0205 000 000"
ENGLISH = {
    "title": "Statement on the market", "sources": "Report 12/BC-UBND",
    "contact": "Department of Culture, Sports and Tourism, 0205 000 000",
}  # fmt: skip
WORDS = "The market stays open every day of the week while its roof is being mended in the evenings."


@pytest.mark.django_db
@pytest.mark.slow
def test_the_door_holds_in_every_language(
    newsroom: SimpleNamespace, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {}
    for name, roles in ROLES.items():
        people[name] = person(roles[0], newsroom.unit.key)
        for role in roles[1:]:
            accounts.appoint(TEST, people[name], role=role, unit=newsroom.unit, since=date(2020, 1, 1), decision="thử")
    clock, reached = SimpleNamespace(now=START), []
    monkeypatch.setattr(timezone, "now", lambda: clock.now)

    class Door(RuleBasedStateMachine):
        """A statement with a recording and a named person, its translation, eight people and a clock."""

        def __init__(self) -> None:
            super().__init__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()
            clock.now = START
            people.update({name: Account.objects.get(pk=one.pk) for name, one in people.items()})
            self.stories: dict[str, Any] = {}
            self.writers: dict[str, set[str]] = {"vi": set(), "en": set()}
            self.ever: dict[str, set[str]] = {"vi": set(), "en": set()}
            self.approved: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
            self.seen: dict[str, tuple[datetime | None, int | None]] = {"vi": (None, None), "en": (None, None)}
            self.count, self.voices = 0, {"reporter"}

        @initialize(far=st.booleans())
        def open(self, far: bool) -> None:
            """A first draft; or both languages public already, so that enough roads begin behind the door."""
            reporter = people["reporter"]
            packed = keep(reporter, b"ID3 loi noi", "a.mp3", "audio/mpeg")
            self.voice = Recording.objects.create(
                unit=newsroom.unit, key="loi", kind="audio", title="Lời nói", language="tyz", sent=packed,
                packed=packed, state="ready", seconds=9, licence="own", recorded_by=reporter, recorded_at=clock.now,
                transcript="Lời.",
            )  # fmt: skip
            self.consent = record_consent(
                people["editor"], newsroom.unit, "Người Mẫu", ["name", "voice"], date(2026, 1, 1), date(2027, 1, 1)
            )
            story = open_story(reporter, newsroom.unit, "Phát ngôn về chợ", kind="statement")
            body = [
                ("words", RichText("<p>Chợ vẫn họp cả tuần, việc sửa mái chỉ làm vào buổi tối từng gian một.</p>")),
                ("recording", {"recording": self.voice, "caption": ""}),
            ]
            save_text(
                reporter, story, lead="Chợ vẫn họp.", body=body, sources="12/BC-UBND", contact=SIGNED,
                byline="Phó Chủ tịch Nông Thị Mẫu",
            )  # fmt: skip
            self.stories["vi"] = story
            self.wrote("vi", "reporter")
            if far:
                self.hurry("reporter", "approver", "leader", "editor", 0)

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

        def tried(self, deed: Any, *told: Any, **more: Any) -> Any:
            try:
                with transaction.atomic():
                    return deed(*told, **more) or True
            except (Refused, PermissionDenied):
                return None

        def wrote(self, which: str, who: str) -> None:
            self.writers[which].add(who)
            self.ever[which].add(who)

        def held(self, which: str) -> Any:
            return self.stories.get(which) or self.stories["vi"]

        def name_of(self, story: Any) -> str:
            return next(code for code, one in self.stories.items() if one.pk == story.pk)

        @rule(who=WHO, contact=st.sampled_from((SIGNED, "")), byline=st.sampled_from(("Phó Chủ tịch", "")))
        def edit(self, who: str, contact: str, byline: str) -> None:
            self.count += 1
            told = {"lead": f"Bản {self.count} của sa-pô.", "contact": contact, "byline": byline}
            if self.tried(save_text, people[who], self.stories["vi"], **told):
                self.wrote("vi", who)

        @rule(who=WRITING)
        def undo(self, who: str) -> None:
            """An older revision is taken back in the editor: a new text by whoever does it."""
            story = self.stories["vi"]
            first = Revision.page_revisions.filter(object_id=str(story.pk)).order_by("pk")[1]
            with transaction.atomic():
                first.as_object().save_revision(user=people[who])
                note_edit(people[who], story)
            self.wrote("vi", who)

        @rule(who=WRITING)
        def translate(self, who: str) -> None:
            if "en" not in self.stories:
                made = self.tried(open_translation, people[who], self.stories["vi"], "en")
                if not made:
                    return
                self.stories["en"] = made
                self.wrote("en", who)
            held = beside(translation_of(self.stories["en"]))
            changes = {}
            for pair in held.pairs:
                key = pair.segment.key.rsplit("/", 1)[-1]
                words = ENGLISH.get(key) or (f"Lead {self.count}. {WORDS}" if key == "lead" else WORDS)
                if pair.segment.text == "":
                    continue
                changes[pair.segment.key] = Change(words, pair.segment.sha256, pair.edition, read=True)
            before = newest(self.stories["en"]).pk
            if self.tried(save_segments, people[who], self.stories["en"], changes) is not None:
                if newest(self.stories["en"]).pk != before:
                    self.wrote("en", who)

        @rule(who=WHO, which=WHICH)
        def submit(self, who: str, which: str) -> None:
            story = self.held(which)
            if self.tried(move, people[who], story, "submit"):
                self.wrote(self.name_of(story), who)

        @rule(who=WHO, which=WHICH)
        def approve(self, who: str, which: str) -> None:
            story = self.held(which)
            code = self.name_of(story)
            if self.tried(move, people[who], story, "approve"):
                assert who not in self.writers[code]
                self.approved[code, digest_of(newest(story))] = who, frozenset(self.writers[code])

        @rule(who=WHO, which=WHICH, verb=st.sampled_from(("return", "take_back")))
        def send_back(self, who: str, which: str, verb: str) -> None:
            story = self.held(which)
            stage = Stage.objects.get(story=story)
            if self.tried(move, people[who], story, verb, "Còn thiếu."):
                self.approved.pop((self.name_of(story), stage.sha256), None)

        @rule(who=WHO, which=WHICH, hours=HOURS)
        def embargo(self, who: str, which: str, hours: int) -> None:
            self.tried(plan_day, people[who], self.held(which), None, clock.now + timedelta(hours=hours))

        @rule(who=WHO, which=WHICH, hours=HOURS)
        def let_out(self, who: str, which: str, hours: int) -> None:
            story = self.held(which)
            made = self.tried(
                release, people[who], story, ["portal"], clock.now + timedelta(hours=hours), "Sửa giờ họp."
            )
            if made:
                self.let(self.name_of(story), who, made.sha256)

        @rule(who=WHO, hours=HOURS)
        def correct_both(self, who: str, hours: int) -> None:
            others = others_public(people[who], self.stories["vi"])
            ready = {one.story.pk: ("", one.sha256) for one in others if one.ready}
            down = {one.story.pk: "" for one in others if not one.ready}
            due = clock.now + timedelta(hours=hours)
            made = self.tried(
                correct_in, people[who], self.stories["vi"], ["portal"], due, "Sửa giờ họp.", sha256=None, ready=ready,
                down=down,
            )  # fmt: skip
            if made:
                self.let("vi", who, made.sha256)
                if ready:
                    self.let("en", who, next(iter(ready.values()))[1])
                if down:
                    self.gone("en")

        def let(self, code: str, who: str, sha256: str) -> None:
            approver, wrote = self.approved[code, sha256]
            assert who not in wrote | self.writers[code]
            assert approver not in wrote

        @rule(who=WRITING, one=APPROVING, two=APPROVING, hearer=WHO, hours=st.sampled_from((0, 0, 5)))
        def hurry(self, who: str, one: str, two: str, hearer: str, hours: int) -> None:
            """The usual way in one go: without it few sequences come as far as the public."""
            self.edit(who, SIGNED, "Phó Chủ tịch")
            self.hear(hearer)
            for which in ("vi", "en"):
                self.submit(who, which)
                self.approve(one, which)
                self.let_out(two, which, hours)
                self.translate(who)  # of what is approved now
                self.what_is_public_was_approved_due_and_attributed()

        @rule(which=WHICH)
        def own_hands(self, which: str) -> None:
            """Somebody who may write, approve and release tries all of it on what they wrote."""
            if which == "vi":
                self.edit("both", SIGNED, "Phó Chủ tịch")
            else:
                self.edit("reporter", SIGNED, "Phó Chủ tịch")
                self.hurry("reporter", "approver", "leader", "editor", 0)
                self.translate("both")
            self.hear("editor")
            for who in ("both", "approver"):
                self.submit(who, which)
                self.approve(who, which)
            self.let_out("both", which, 0)
            self.take_down("both", which)

        @rule(who=WHO)
        def call_off(self, who: str) -> None:
            row = Release.objects.order_by("-pk").first()
            if row is not None:
                self.tried(cancel, people[who], row.pk)

        @rule(who=WHO, which=WHICH)
        def take_down(self, who: str, which: str) -> None:
            story = self.held(which)
            code = self.name_of(story)
            if self.tried(withdraw, people[who], story, "Chưa kiểm chứng."):
                assert who not in self.writers[code]
                self.gone(code)

        @rule(who=WHO)
        def take_both_down(self, who: str) -> None:
            others = {one.story.pk: "" for one in others_public(people[who], self.stories["vi"])}
            if self.tried(withdraw_in, people[who], self.stories["vi"], "Chưa kiểm chứng.", others):
                self.gone("vi")
                if others:
                    self.gone("en")

        def gone(self, code: str) -> None:
            self.writers[code] |= self.ever[code]
            for key in [one for one in self.approved if one[0] == code]:
                del self.approved[key]

        @rule(who=WHO)
        def hear(self, who: str) -> None:
            self.voice.refresh_from_db()
            if self.tried(hear_recording, people[who], self.voice, heard_of(self.voice)):
                assert who not in self.voices

        @rule(who=WHO)
        def mend_the_words_of_the_recording(self, who: str) -> None:
            self.count += 1
            self.voice.refresh_from_db()
            told = {
                "title": "Lời nói", "language": "tyz", "transcript": f"Lời {self.count}.", "captions": "", "credit": "",
                "licence": "own", "rights_holder": "Đài xã",
            }  # fmt: skip
            if self.tried(describe_recording, people[who], self.voice, **told):
                self.voices.add(who)

        @rule(who=WHO, which=WHICH, named=st.booleans())
        def name(self, who: str, which: str, named: bool) -> None:
            self.tried(name_person if named else unname_person, people[who], self.held(which), self.consent)

        @rule(who=WHO)
        def the_person_changes_their_mind(self, who: str) -> None:
            if self.tried(withdraw_consent, people[who], self.consent):
                before = {code for code, one in self.stories.items() if Stage.objects.get(story=one).public != "none"}
                take_down_unagreed.call()
                for code in before:
                    if Stage.objects.get(story=self.stories[code]).public == "withdrawn":
                        self.gone(code)
                self.consent = record_consent(
                    people["editor"], newsroom.unit, "Người khác", ["name"], date(2026, 1, 1), date(2027, 1, 1)
                )

        @rule(who=st.sampled_from(("approver", "leader", "both")), back=st.booleans())
        def a_merger_moves_people(self, who: str, back: bool) -> None:
            """Whoever approved or released loses the office, or gets it again: what they did before stands."""
            rows = Appointment.objects.filter(account=people[who], role__in=("approver", "leader"))
            rows.update(until=None if back else date(2026, 1, 1))
            people[who] = Account.objects.get(pk=people[who].pk)

        @rule(hours=st.sampled_from((0, 1, 6, 40)))
        def time_passes(self, hours: int) -> None:
            clock.now += timedelta(hours=hours, seconds=1)
            for pk in due_releases(clock.now):
                go_out(CLOCK, pk)

        @rule()
        def somebody_calls_go_out(self) -> None:
            for pk in Release.objects.values_list("pk", flat=True):
                go_out(CLOCK, pk)

        @invariant()
        def what_is_public_was_approved_due_and_attributed(self) -> None:
            for code, one in self.stories.items():
                stage, shown = Stage.objects.select_related("released").get(story=one), Story.objects.get(pk=one.pk)
                assert shown.live == (stage.public in ("published", "corrected"))
                if shown.live and (stage.public_at, stage.released_id) != self.seen[code]:
                    self.just_out(code, stage, shown)
                self.seen[code] = (stage.public_at, stage.released_id)

        def just_out(self, code: str, stage: Stage, shown: Story) -> None:
            sha256 = digest_of(stage.released)
            assert shown.contact
            assert shown.byline, "a statement says who speaks"
            rows = Release.objects.filter(story=shown, sha256=sha256, cancelled_at=None, due_at__lte=clock.now)
            assert rows.exists()
            assert all(row.by_id for row in rows)
            said = [f"channels.release:{row.pk}" for row in rows]
            told = Entry.objects.filter(verb="channels.release", subject__in=said).exclude(actor_id="")
            assert told.exists()
            for held in {code, "vi"}:
                until = Stage.objects.get(story=self.stories[held]).embargo_until
                assert until is None or until <= clock.now
            approver, wrote = self.approved[code, sha256]
            assert approver not in wrote
            assert all(played.heard for played in played_in(shown)), "nobody heard it a second time"
            assert shown.pk not in stories_without_consent(timezone.localdate())
            reached.append((code, stage.public))
            if sha256 == digest_of(newest(shown)):
                self.writers[code] = set()

    run_state_machine_as_test(Door, settings=_settings())
    assert {("vi", "published"), ("vi", "corrected"), ("en", "published")} <= set(reached)


def _settings() -> settings:
    return settings(
        max_examples=20, stateful_step_count=20, deadline=None, database=None, derandomize=True,
        phases=(Phase.generate,), suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
