"""Articles read aloud: only what the public has, only in its newest text, gone with it. Real programs speak."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from nhip.channels.actions.releases import go_out, release, withdraw
from nhip.channels.jobs import CLOCK
from nhip.media import originals
from nhip.newsroom import jobs
from nhip.newsroom.actions.reading_aloud import read_aloud
from nhip.newsroom.actions.stories import move, save_text
from nhip.newsroom.models.spoken import SpokenStory

pytestmark = [pytest.mark.django_db, pytest.mark.live]


@pytest.fixture(autouse=True)
def _programs() -> None:
    for name in ("espeak-ng", "ffmpeg"):
        assert shutil.which(name), f"{name}: make packages"


def address(story: object) -> str:
    row = SpokenStory.objects.get(story=story)
    return f"/nghe/{story.pk}-{row.sha256[:16]}.mp3"


def test_the_player_stands_on_the_page_and_stretches_are_sent(public: Callable[..., object], reader: Client) -> None:
    story = public()
    page = f"/vi/tin/{story.slug}/"
    assert "<audio" not in reader.get(page).content.decode()
    jobs.read_public_stories.call()
    shown = reader.get(page)
    where = address(story)
    assert f'src="{where}"' in shown.content.decode()
    assert "Máy đọc" in shown.content.decode()
    assert "autoplay" not in shown.content.decode()
    whole = reader.get(where)
    data = whole.getvalue()
    assert (whole.status_code, whole.headers["Content-Type"]) == (200, "audio/mpeg")
    assert data[:3] == b"ID3"
    part = reader.get(where, headers={"range": "bytes=100-199"})
    assert (part.status_code, part.getvalue()) == (206, data[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(data)}"
    assert reader.get(where, headers={"range": "bytes=-50"}).getvalue() == data[-50:]
    assert reader.get(where, headers={"range": f"bytes={len(data)}-"}).status_code == 416
    assert reader.get(where, headers={"if-none-match": whole.headers["ETag"]}).status_code == 304
    assert reader.head(where).headers["Content-Length"] == str(len(data))


def test_read_once_for_each_text(public: Callable[..., object], newsroom: SimpleNamespace, reader: Client) -> None:
    story = public()
    first = read_aloud(jobs.READER, story.pk)
    assert read_aloud(jobs.READER, story.pk).made_at == first.made_at
    old, kept = address(story), first.original
    save_text(newsroom.reporter, story, lead="Hợp tác xã ký đơn hàng hai năm.")
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"], note="Sửa thời hạn.")
    assert reader.get(old).status_code == 404, "the recording of the text before is no longer offered"
    assert "<audio" not in reader.get(f"/vi/tin/{story.slug}/").content.decode()
    jobs.read_public_stories.call()
    assert address(story) != old
    kept.refresh_from_db()
    assert kept.erased_at is not None


def test_sources_alone_are_not_read_again(public: Callable[..., object], newsroom: SimpleNamespace) -> None:
    story = public()
    first = read_aloud(jobs.READER, story.pk)
    save_text(newsroom.reporter, story, sources="Sổ theo dõi của hợp tác xã")
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"], note="Bổ sung nguồn.")
    again = read_aloud(jobs.READER, story.pk)
    assert again.original_id == first.original_id
    assert again.revision_id != first.revision_id


def test_gone_with_a_withdrawal(public: Callable[..., object], newsroom: SimpleNamespace, reader: Client,
                                django_capture_on_commit_callbacks: Callable[..., object]) -> None:  # fmt: skip
    story = public()
    kept = read_aloud(jobs.READER, story.pk).original
    where, path = address(story), originals.place(settings.NHIP_MEDIA, kept.sha256)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(newsroom.approver, story, "Sai.")
    assert reader.get(where).status_code == 404
    assert not path.exists()
    assert not SpokenStory.objects.exists()


def test_nothing_is_read_before_its_moment(newsroom: SimpleNamespace) -> None:
    story = newsroom.approved()
    row = release(newsroom.approver, story, ["portal"], timezone.now() + timedelta(hours=2))
    assert read_aloud(jobs.READER, story.pk) is None
    jobs.read_public_stories.call()
    assert go_out(CLOCK, row.pk) is not None
    jobs.read_public_stories.call()
    assert not SpokenStory.objects.exists()


def test_without_the_programs_the_page_has_no_player(
    public: Callable[..., object], reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nhip.project import health

    story = public()
    monkeypatch.setenv("PATH", "/nowhere")
    jobs.read_public_stories.call()
    assert "<audio" not in reader.get(f"/vi/tin/{story.slug}/").content.decode()
    assert [one.state for one in health._speech()] == [health.MISSING]


def test_each_language_has_its_voice(newsroom: SimpleNamespace, reader: Client) -> None:
    for language, code, words in (("en", "en", "Read by machine"), ("zh-hans", "zh", "机器朗读")):
        story = newsroom.approved(title=f"八角 star anise {code}", language=language)
        release(newsroom.approver, story, ["portal"])
        assert read_aloud(jobs.READER, story.pk).seconds > 0
        story.refresh_from_db()
        assert words in reader.get(f"/{code}/tin/{story.slug}/").content.decode()
