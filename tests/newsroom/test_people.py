"""People named in a story: said by its writer, agreed to by each, tied to the text that names them until it is gone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.channels.conftest import WORDS, newsroom, person, unit
from tests.channels.test_rights import TODAY, codes, consent
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release
from nhip.channels.jobs import take_down_unagreed
from nhip.channels.unagreed import unagreed
from nhip.media.actions.consents import withdraw_consent
from nhip.media.actions.originals import keep
from nhip.media.models.recordings import Recording
from nhip.newsroom.actions.people import name_person, say_people, unname_person
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.models.people import StoryPerson
from nhip.newsroom.models.translating import Translation
from nhip.newsroom.queries.people import stories_without_consent
from nhip.notices.models import Notice

__all__ = ["newsroom", "person", "unit"]
pytestmark = pytest.mark.django_db


def of(account: object) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def hand_in(newsroom: SimpleNamespace, story: object) -> None:
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")


def test_as_many_consents_as_people(newsroom: SimpleNamespace) -> None:
    story = newsroom.write()
    say_people(newsroom.reporter, story, 2)
    name_person(newsroom.reporter, story, consent(newsroom))
    assert codes(story) == {"people_unagreed"}
    with pytest.raises(Refused):
        move(newsroom.reporter, story, "submit")
    name_person(newsroom.editor, story, consent(newsroom))
    hand_in(newsroom, story)
    for count in (-1, 100):
        with pytest.raises(Refused):
            say_people(newsroom.reporter, newsroom.write("Khác"), count)


def test_nothing_changes_behind_the_approver(newsroom: SimpleNamespace) -> None:
    """A consent that falls after the approval holds the story; taking the name away instead needs the text back."""
    story, held = newsroom.write(), consent(newsroom)
    say_people(newsroom.reporter, story, 1)
    name_person(newsroom.reporter, story, held)
    hand_in(newsroom, story)
    withdraw_consent(newsroom.editor, held)
    with pytest.raises(Refused):
        unname_person(newsroom.reporter, story, held)
    with pytest.raises(Refused):
        say_people(newsroom.reporter, story, 0)
    with pytest.raises(Refused):
        release(newsroom.approver, story, ["portal"])
    move(newsroom.reporter, story, "take_back")
    unname_person(newsroom.reporter, story, held)
    say_people(newsroom.reporter, story, 0)
    hand_in(newsroom, story)
    release(newsroom.approver, story, ["portal"])
    assert stories_without_consent(TODAY) == {}


def test_the_public_text_stays_tied_until_another_is_public(newsroom: SimpleNamespace) -> None:
    story, held = newsroom.write(), consent(newsroom)
    name_person(newsroom.reporter, story, held)
    hand_in(newsroom, story)
    release(newsroom.approver, story, ["portal"])
    unname_person(newsroom.reporter, story, held)
    assert codes(story) == set()
    assert StoryPerson.objects.get().dropped
    withdraw_consent(newsroom.editor, held)
    assert set(stories_without_consent(TODAY)) == {story.pk}, "readers still read the name"
    body = [("words", RichText("<p>Một hộ trồng hồi trong xã thu hoạch sớm hơn mọi năm và bán được giá.</p>"))]
    save_text(newsroom.reporter, story, body=body)
    hand_in(newsroom, story)
    release(newsroom.approver, story, ["portal"], note="Bỏ tên một người.")
    assert stories_without_consent(TODAY) == {}
    assert not StoryPerson.objects.exists()


def test_its_translations_go_down_with_it_and_the_desk_is_told(newsroom: SimpleNamespace) -> None:
    story, held = newsroom.write(), consent(newsroom)
    name_person(newsroom.reporter, story, held)
    hand_in(newsroom, story)
    release(newsroom.approver, story, ["portal"])
    english = open_story(newsroom.reporter, newsroom.unit, "Star anise", language="en", translation_of=story)
    made = {"source": story, "by": newsroom.reporter, "at": timezone.now()}
    Translation.objects.get_or_create(story=english, defaults=made)
    lead, words = WORDS["en"]
    save_text(newsroom.reporter, english, lead=lead, sources="UBND", contact="UBND, 0205 000 000",
              body=[("words", RichText(f"<p>{words}</p>"))])  # fmt: skip
    english.stage.public = "published"
    english.stage.save()
    type(english).objects.filter(pk=english.pk).update(live=True)
    withdraw_consent(newsroom.editor, held)
    assert "people_gone" in codes(english)
    assert set(stories_without_consent(TODAY)) == {story.pk, english.pk}
    take_down_unagreed.call()
    take_down_unagreed.call()
    for one in (story, english):
        one.stage.refresh_from_db()
        told = unagreed(one.locale.language_code)  # readers of each language in their own
        assert (one.stage.public, one.stage.note) == ("withdrawn", told)
    told = Notice.objects.filter(kind="story_unagreed")
    assert {(row.account_id, row.link) for row in told} == {
        (who.pk, f"/toa-soan/{one.pk}/") for who in (newsroom.reporter, newsroom.approver) for one in (story, english)
    }


def test_the_storys_page_ties_people(newsroom: SimpleNamespace) -> None:
    story, held = newsroom.write(), consent(newsroom)
    place = f"/toa-soan/{story.pk}/"
    reporter, editor, approver = (of(one) for one in (newsroom.reporter, newsroom.editor, newsroom.approver))

    def deed(name: str) -> str:
        return reverse("workspace:story-tool", args=[story.pk, name])

    reporter.post(deed("people-say"), {"so-nguoi": "1"})
    assert "mới gắn 00 sự đồng ý" in reporter.get(place).content.decode()
    assert reporter.post(deed("people-add"), {"dong-y": held.pk}).status_code == 404, "who keeps no consents sees none"
    assert held.name in editor.get(place).content.decode()
    editor.post(deed("people-add"), {"dong-y": held.pk})
    assert StoryPerson.objects.get().consent == held
    assert held.name in editor.get(place).content.decode()
    for other in (reporter, approver):
        page = other.get(place).content.decode()
        assert held.name not in page
        assert "Người thứ 1" in page
    editor.post(deed("people-drop"), {"dong-y": held.pk})
    assert not StoryPerson.objects.exists()
    for typed in ("", "x", "-1", "1000"):
        reporter.post(deed("people-say"), {"so-nguoi": typed})
        story.stage.refresh_from_db()
        assert story.stage.people_named == 1


def test_a_recordings_page_ties_who_speaks(newsroom: SimpleNamespace) -> None:
    sent = keep(newsroom.reporter, b"OggS1", "a", "application/octet-stream")
    row = Recording.objects.create(
        unit=newsroom.unit, key="k", kind="audio", title="Lời chào", language="tyz", sent=sent,
        recorded_by=newsroom.reporter, recorded_at=timezone.now(),
    )  # fmt: skip
    named, voiced = consent(newsroom), consent(newsroom, allowed=["voice"])
    place, editor = f"/kho-anh/ban-ghi/{row.pk}/", of(newsroom.editor)
    page = editor.get(place).content.decode()
    assert f'<option value="{voiced.pk}">' in page
    assert f'<option value="{named.pk}">' not in page, "a consent to be named lets nobody be heard"
    editor.post(f"{place}point/", {"dong-y": voiced.pk})
    assert list(row.consents.all()) == [voiced]
    editor.post(f"{place}unpoint/", {"dong-y": voiced.pk})
    assert not row.consents.exists()
    editor.post(f"{place}point/", {"dong-y": voiced.pk})
    withdraw_consent(newsroom.editor, voiced)
    row.refresh_from_db()
    assert row.stopped == "consent"
    editor.post(f"{place}unpoint/", {"dong-y": voiced.pk})
    row.refresh_from_db()
    assert (row.stopped, row.consents.count()) == ("consent", 1), "what ended stays: it is the reason"
    reporter = of(newsroom.reporter)
    assert "Người nói" not in reporter.get(place).content.decode()
    assert reporter.post(f"{place}point/", {"dong-y": named.pk}).status_code == 404


def test_only_the_desk_says_it(newsroom: SimpleNamespace, person: object) -> None:
    story = newsroom.write()
    for role in ("approver", "verifier"):
        with pytest.raises(PermissionDenied):
            say_people(person(role, newsroom.unit.key), story, 1)
