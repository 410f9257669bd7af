"""A right that ended, was taken back or never was: stopped at each door, taken off, and the desk is told."""

from __future__ import annotations

import io
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import go_out, release
from nhip.channels.jobs import CLOCK
from nhip.journal.models import Entry
from nhip.media.actions.consents import erase_ended_consents, point_to_consent, record_consent, withdraw_consent
from nhip.media.actions.originals import keep
from nhip.media.actions.recordings import describe_recording
from nhip.media.actions.rights import describe_picture, look_over_rights, withdraw_right
from nhip.media.jobs import KEEPER
from nhip.media.models.originals import Original
from nhip.media.models.pictures import Picture
from nhip.media.models.recordings import Recording
from nhip.newsroom.actions.people import name_person
from nhip.newsroom.actions.stories import move, save_text
from nhip.newsroom.queries.public import is_public_picture
from nhip.newsroom.queries.stories import checklist

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def picture(unit: object, **more: object) -> Picture:
    kept = io.BytesIO()
    Image.new("RGB", (800, 500), "#446688").save(kept, "JPEG")
    told = {"title": "Ảnh thử", "description": "Một nền xanh", "licence": "own", **more}
    return Picture.objects.create(unit=unit, width=800, height=500, file=ContentFile(kept.getvalue(), "t.jpg"), **told)


def shown(newsroom: SimpleNamespace, one: Picture) -> object:
    story = newsroom.write()
    save_text(newsroom.reporter, story, picture=one)
    return story


def approved(newsroom: SimpleNamespace, one: Picture) -> object:
    story = shown(newsroom, one)
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    return story


def codes(story: object) -> set[str]:
    return {issue.code.removeprefix("newsroom.") for point in checklist(story) for issue in point.issues}


def consent(newsroom: SimpleNamespace, **more: object) -> object:
    told = {"since": TODAY - DAY, "until": TODAY + 100 * DAY, "allowed": ["picture", "name"], **more}
    return record_consent(newsroom.editor, newsroom.unit, "Lý Thị Mẫu", told.pop("allowed"), **told)


def test_a_right_taken_back_stops_the_story_at_every_door(newsroom: SimpleNamespace) -> None:
    one = picture(newsroom.unit)
    story = approved(newsroom, one)
    row = release(newsroom.approver, story, ["portal"], timezone.now() + timedelta(hours=1))
    withdraw_right(newsroom.editor, one, "Tác giả báo rút.")
    row.due_at = timezone.now() - timedelta(minutes=1)
    row.save(update_fields=["due_at"])
    assert "right_withdrawn" in go_out(CLOCK, row.pk).held
    story.stage.refresh_from_db()
    assert story.stage.public == "none"
    assert codes(story) == {"right_withdrawn"}
    with pytest.raises(Refused):
        move(newsroom.reporter, shown(newsroom, one), "submit")


@pytest.mark.parametrize("wrong", ["rights", "withdrawn", "consent", "children"])
def test_each_reason_refuses_the_release(newsroom: SimpleNamespace, wrong: str) -> None:
    one = picture(newsroom.unit)
    story = approved(newsroom, one)
    if wrong == "rights":
        describe_picture(newsroom.editor, one, {"rights_until": TODAY - DAY}, {})
    elif wrong == "withdrawn":
        withdraw_right(newsroom.editor, one, "Rút.")
    elif wrong == "consent":
        held = consent(newsroom)
        point_to_consent(newsroom.editor, one, held)
        withdraw_consent(newsroom.editor, held)
    else:
        describe_picture(newsroom.editor, one, {"shows_children": True}, {})
    one.refresh_from_db()
    assert one.stopped == wrong
    with pytest.raises(Refused):
        release(newsroom.approver, story, ["portal"])
    assert Entry.objects.filter(verb="media.stop").count() == 1


def test_a_guardians_word_lets_children_be_shown(newsroom: SimpleNamespace) -> None:
    one = picture(newsroom.unit, shows_children=True)
    assert "consent_missing" in codes(shown(newsroom, one))
    with pytest.raises(Refused):
        consent(newsroom, child=True)
    point_to_consent(newsroom.editor, one, consent(newsroom, child=True, given_by="Mẹ em bé"))
    assert codes(shown(newsroom, one)) == set()


def test_a_picture_whose_day_has_come_leaves_public_pages(newsroom: SimpleNamespace) -> None:
    one = picture(newsroom.unit, rights_until=TODAY)
    story = approved(newsroom, one)
    release(newsroom.approver, story, ["portal"])
    assert is_public_picture(one.pk, TODAY)
    assert not is_public_picture(one.pk, TODAY + DAY)
    assert look_over_rights(KEEPER, TODAY + DAY) == 1
    assert look_over_rights(KEEPER, TODAY + DAY) == 0
    assert not is_public_picture(one.pk, TODAY)
    assert look_over_rights(KEEPER, TODAY) == 1, "a right given again lets it be shown again"


def test_a_person_named_in_a_story(newsroom: SimpleNamespace) -> None:
    story, held = newsroom.write(), consent(newsroom)
    name_person(newsroom.reporter, story, held)
    assert codes(story) == set()
    newer = consent(newsroom, replaces=held)
    withdraw_consent(newsroom.editor, held)
    assert codes(story) == set(), "the newer consent stands"
    withdraw_consent(newsroom.editor, newer)
    assert codes(story) == {"people_gone"}


def test_only_who_answers_for_people_sees_them(newsroom: SimpleNamespace) -> None:
    held = consent(newsroom)
    for act in (lambda: withdraw_consent(newsroom.approver, held),
                lambda: record_consent(newsroom.reporter, newsroom.unit, "A", ["name"], TODAY, TODAY)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()


def test_names_and_evidence_are_erased_on_time_and_never_in_the_journal(newsroom: SimpleNamespace) -> None:
    held = consent(newsroom, evidence=("phieu-ly-thi-mau.pdf", b"%PDF giay dong y", "application/pdf"))
    assert held.evidence.sealed
    assert erase_ended_consents(KEEPER, TODAY) == 0
    withdraw_consent(newsroom.editor, held)
    assert erase_ended_consents(KEEPER, TODAY + 19 * DAY) == 0
    assert erase_ended_consents(KEEPER, TODAY + 20 * DAY) == 1
    assert erase_ended_consents(KEEPER, TODAY + 20 * DAY) == 0
    held.refresh_from_db()
    kept = Original.objects.get(pk=held.evidence_id)
    assert (held.name, held.given_by, kept.name) == ("", "", "")
    assert kept.erased_at is not None
    told = " ".join(str(one.facts) + one.ground + one.subject for one in Entry.objects.all())
    assert "Lý Thị Mẫu" not in told


def test_another_language_needs_its_own_words(newsroom: SimpleNamespace) -> None:
    one = picture(newsroom.unit)
    story = newsroom.write(title="Star anise season begins early this year", language="en")
    body = [("words", RichText("<p>Growers dry the fruit and bring it to the nearest point of the area.</p>"))]
    lead = "Growers sign for the whole year ahead of the season."
    save_text(newsroom.reporter, story, picture=one, lead=lead, body=body)
    assert "alt_missing" in codes(story)
    describe_picture(newsroom.editor, one, {}, {"en": ("A blue ground", "")})
    assert "alt_missing" not in codes(story)


def test_the_kit_of_dates(newsroom: SimpleNamespace) -> None:
    for since, until in ((TODAY, TODAY - DAY), (TODAY, date(TODAY.year + 9, 1, 1))):
        with pytest.raises(Refused):
            consent(newsroom, since=since, until=until)


def test_children_in_a_recording_need_a_guardians_word(newsroom: SimpleNamespace) -> None:
    sent = keep(newsroom.reporter, b"OggS1", "a", "application/octet-stream")
    row = Recording.objects.create(
        unit=newsroom.unit, key="tre-em", kind="video", title="Lớp học then", language="vi", sent=sent, packed=sent,
        state="ready", seconds=9, recorded_by=newsroom.reporter, recorded_at=timezone.now(),
    )  # fmt: skip
    told = {"title": row.title, "language": "vi", "transcript": "Các em hát then.", "credit": "", "licence": "own",
            "captions": "WEBVTT\n\n00:01.000 --> 00:03.000\nCác em hát.", "rights_holder": "Sở"}  # fmt: skip
    described = describe_recording(newsroom.reporter, row, shows_children=True, **told)
    assert described.stopped == "children"
    story = newsroom.write()
    words = ("words", RichText("<p>Lớp học then của các em mở vào mỗi chiều thứ Bảy tại nhà văn hóa thôn.</p>"))
    save_text(newsroom.reporter, story, body=[words, ("recording", {"recording": row, "caption": ""})])
    assert "recording_stopped" in codes(story)
    agreed = consent(newsroom, allowed=["video"], child=True, given_by="Mẹ em bé")
    point_to_consent(newsroom.editor, row, agreed)
    row.refresh_from_db()
    assert row.stopped == ""
    assert "recording_stopped" not in codes(story)
    withdraw_consent(newsroom.editor, agreed)
    assert "recording_stopped" in codes(story)
    ended = describe_recording(newsroom.reporter, row, rights_until=TODAY - DAY, **told)
    assert ended.stopped == "rights", "at once, not at the next round of the job"


def test_somebody_elses_picture_names_its_author(newsroom: SimpleNamespace) -> None:
    one = picture(newsroom.unit, licence="open")
    story = shown(newsroom, one)
    assert codes(story) == {"credit_missing"}
    describe_picture(newsroom.editor, one, {"credit": "Hội Nhiếp ảnh tỉnh", "rights_holder": "Hội Nhiếp ảnh tỉnh"}, {})
    assert codes(story) == set()
