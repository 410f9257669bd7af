"""Recordings: packed anew by a real ffmpeg, and in some languages never shown before somebody else heard them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.channels.conftest import DESK, newsroom, person, unit

from nhip.agencies.refusals import Refused
from nhip.journal.models import Entry
from nhip.media import originals
from nhip.media.actions.originals import keep
from nhip.media.actions.recordings import describe_recording, hear_recording, pack_recording, receive_recording
from nhip.media.jobs import KEEPER
from nhip.media.models.recordings import Recording
from nhip.media.packing import pack
from nhip.media.queries.recordings import heard, heard_of
from nhip.text.issues import Issue

__all__ = ["newsroom", "person", "unit"]


def made(folder: Path, name: str, *source: str) -> bytes:
    """A test sound or picture drawn by ffmpeg itself."""
    assert shutil.which("ffmpeg"), "ffmpeg: make packages"
    command = ["ffmpeg", "-nostdin", "-v", "error", *source, "-metadata", "location=+21.85+106.76/", name]
    subprocess.run(command, cwd=folder, check=True)
    return (folder / name).read_bytes()


@pytest.fixture
def voice(tmp_path: Path) -> bytes:
    return made(tmp_path, "a.ogg", "-f", "lavfi", "-i", "sine=440:d=2", "-c:a", "libopus")


@pytest.mark.live
def test_sound_is_packed_bare(voice: bytes, tmp_path: Path) -> None:
    found = pack(voice, "audio")
    assert not isinstance(found, Issue)
    assert (found.type, found.seconds) == ("audio/mpeg", 2)
    assert b"106.76" not in found.data
    assert pack(voice, "video") == Issue("file", "media.recording_without_video", {})
    assert pack(voice[: len(voice) // 8], "audio") == Issue("file", "media.recording_broken", {})


@pytest.mark.live
def test_video_is_packed_small_with_a_still(tmp_path: Path) -> None:
    came = made(tmp_path, "v.mp4", "-f", "lavfi", "-i", "testsrc=s=1600x900:d=1:r=10", "-f", "lavfi", "-i", "sine=d=1",
                "-c:v", "libx264", "-shortest")  # fmt: skip
    found = pack(came, "video")
    assert not isinstance(found, Issue)
    assert (found.type, found.width, found.height) == ("video/mp4", 1280, 720)
    assert found.poster.startswith(b"\xff\xd8")
    assert b"106.76" not in found.data


@pytest.mark.parametrize("data", [b"#EXTM3U\nfile:///etc/passwd", b"ffconcat version 1.0\nfile /etc/passwd", b"x" * 99])
def test_a_list_of_files_is_no_recording(data: bytes) -> None:
    assert pack(data, "audio") == Issue("file", "media.recording_unknown", {})


WORDS = {"title": "Lời chào", "credit": "Xã mẫu", "licence": "own", "rights_holder": "Xã mẫu", "captions": ""}


@pytest.mark.django_db
@pytest.mark.live
def test_from_the_phone_to_the_second_listener(newsroom: SimpleNamespace, voice: bytes, person: object) -> None:
    key = str(uuid4())
    row = receive_recording(newsroom.reporter, newsroom.unit, key, "audio", "Lời chào", "tyz", voice)
    assert receive_recording(newsroom.reporter, newsroom.unit, key, "audio", "Lời chào", "tyz", voice).pk == row.pk
    row = pack_recording(KEEPER, row.pk)
    assert (row.state, row.seconds) == ("ready", 2)
    assert originals.load(django_settings.NHIP_MEDIA, row.packed.sha256)
    with pytest.raises(Refused):
        hear_recording(newsroom.editor, row, heard_of(row))  # no words to compare with yet
    row = describe_recording(newsroom.reporter, row, language="tyz", transcript="Xin chào bà con", **WORDS)
    assert not heard(row)
    with pytest.raises(Refused):
        hear_recording(newsroom.reporter, row, heard_of(row))
    with pytest.raises(Refused):
        hear_recording(newsroom.editor, row, "0" * 64)
    with pytest.raises(PermissionDenied):
        hear_recording(person("auditor", DESK), row, heard_of(row))
    row = hear_recording(newsroom.editor, row, heard_of(row))
    assert heard(row)
    assert Entry.objects.filter(verb="media.hear_recording").count() == 1
    row = describe_recording(newsroom.reporter, row, language="tyz", transcript="Lời khác", **WORDS)
    assert not heard(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recording.objects.filter(pk=row.pk).update(heard_by=row.recorded_by)


@pytest.mark.django_db
def test_a_hostile_file_is_refused_and_gone(newsroom: SimpleNamespace) -> None:
    broken = b"OggS" + b"\0" * 99
    row = receive_recording(newsroom.reporter, newsroom.unit, str(uuid4()), "audio", "Hỏng", "vi", broken)
    row = pack_recording(KEEPER, row.pk)
    assert row.state == "refused"
    row.sent.refresh_from_db()
    assert row.sent.erased_at is not None


steps = st.lists(
    st.tuples(st.sampled_from(["describe", "hear", "hear stale"]), st.integers(0, 2), st.sampled_from("ab")),
    max_size=10,
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_order_of_deeds_lets_a_hand_be_the_listener(newsroom: SimpleNamespace, deeds: list) -> None:
    people = [newsroom.reporter, newsroom.editor, newsroom.approver]
    with transaction.atomic():
        sent = keep(newsroom.reporter, b"bytes", "ghi", "audio/mpeg")
        row = Recording.objects.create(
            unit=newsroom.unit, key=str(uuid4()), kind="audio", title="Thử", language="nut", sent=sent, packed=sent,
            state="ready", recorded_by=newsroom.reporter, recorded_at=sent.kept_at, hands=[newsroom.reporter.pk],
        )  # fmt: skip
        stale, touched = heard_of(row), {newsroom.reporter.pk}
        for deed, who, word in deeds:
            try:
                if deed == "describe":
                    row = describe_recording(people[who], row, language="nut", transcript=f"lời {word}", **WORDS)
                    touched.add(people[who].pk)
                else:
                    row = hear_recording(people[who], row, heard_of(row) if deed == "hear" else stale)
            except (Refused, PermissionDenied):
                pass
            row.refresh_from_db()
            if heard(row):
                assert row.heard_by_id not in touched
                assert row.heard_sha256 == heard_of(row)
                heard_in = Entry.objects.filter(verb="media.hear_recording")
                assert heard_in.filter(actor_id__endswith=str(row.heard_by_id)).exists()
        transaction.set_rollback(True)
