"""Taking files in: kept whole, once, and of a secret document nothing at all."""

from __future__ import annotations

import io
import logging
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from tests.documents.conftest import PLAN, SECRET

from nhip.documents.actions.receiving import receive_file
from nhip.documents.models import Document, Original, ReadRecord, SecretRefusal
from nhip.journal.models import Entry
from nhip.media import originals


def files_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_readable_file_gets_its_rows_and_its_original(person: Callable[..., object]) -> None:
    (received,) = receive_file(person("officer"), "ke-hoach.txt", PLAN.encode())
    document = Document.objects.get()
    assert (received.outcome, document.status) == ("new", "received")
    assert originals.load(settings.NHIP_ORIGINALS, document.sha256) == PLAN.encode()
    assert document.original.name == "ke-hoach.txt"
    assert document.readings.get().text == PLAN
    assert Entry.objects.filter(verb="documents.receive", subject=f"documents.document:{document.pk}").count() == 1


def test_the_journal_does_not_keep_the_name_of_the_file(person: Callable[..., object]) -> None:
    receive_file(person("officer"), "ten-rieng.txt", PLAN.encode())
    assert "ten-rieng" not in str(list(Entry.objects.values()))


def test_the_same_file_twice_adds_nothing_and_says_so(person: Callable[..., object]) -> None:
    officer = person("officer")
    receive_file(officer, "a.txt", PLAN.encode())
    entries = Entry.objects.count()
    (again,) = receive_file(officer, "b.txt", PLAN.encode())
    assert (again.outcome, again.document.pk) == ("again", Document.objects.get().pk)
    assert Entry.objects.count() == entries


def test_two_units_may_hold_the_same_file(person: Callable[..., object], unit: Callable[[str], object]) -> None:
    one, other = unit("mau-son"), unit("mau-khe")
    receive_file(person("focal_point", unit=one), "a.txt", PLAN.encode(), unit_id=one.pk)
    (received,) = receive_file(person("focal_point", unit=other), "a.txt", PLAN.encode(), unit_id=other.pk)
    assert received.outcome == "new"
    assert Document.objects.count() == 2


def test_a_file_that_cannot_be_read_is_kept_with_its_reason(person: Callable[..., object]) -> None:
    (received,) = receive_file(person("officer"), "hong.pdf", b"%PDF-1.7\nbroken")
    document = Document.objects.get()
    assert (received.outcome, document.status) == ("refused", "refused")
    assert document.trouble.startswith("documents.")
    assert originals.load(settings.NHIP_ORIGINALS, document.sha256) == b"%PDF-1.7\nbroken"


def test_an_empty_file_is_refused_and_there_is_nothing_to_keep(person: Callable[..., object]) -> None:
    (received,) = receive_file(person("officer"), "rong.txt", b"")
    assert (received.outcome, received.document) == ("refused", None)
    assert received.issue is not None
    assert not Document.objects.exists()


def test_every_file_of_a_zip_stands_for_itself(person: Callable[..., object]) -> None:
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as archive:
        archive.writestr("a.txt", PLAN)
        archive.writestr("mat.txt", SECRET)
        archive.writestr("b.txt", PLAN.replace("15/KH", "16/KH"))
    outcomes = [one.outcome for one in receive_file(person("officer"), "nhieu.zip", parcel.getvalue())]
    assert outcomes == ["new", "secret", "new"]
    assert {original.name for original in Original.objects.all()} == {"nhieu.zip/a.txt", "nhieu.zip/b.txt"}


@pytest.mark.parametrize("role", ["reporter", "editor", "leader", "auditor", "administrator", "focal_point", None])
def test_not_for_every_role(person: Callable[..., object], role: str | None) -> None:
    asker = person(role)
    if role == "focal_point":  # at their own unit only
        with pytest.raises(PermissionDenied):
            receive_file(asker, "a.txt", PLAN.encode(), unit_id=404)
        return
    with pytest.raises(PermissionDenied):
        receive_file(asker, "a.txt", PLAN.encode())


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only temporary folder there is, for this process and for those it starts."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def secret_docx() -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    for line in SECRET.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def with_stamp_picture() -> bytes:
    """A typed plan without a word of secrecy; the stamp is a picture set into it."""
    import docx
    from PIL import Image, ImageDraw, ImageFont

    picture, document, out = Image.new("RGB", (360, 110), "white"), docx.Document(), io.BytesIO()
    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf", 48)
    ImageDraw.Draw(picture).text((40, 25), "TỐI MẬT", fill="#c8102e", font=font)
    picture.save(inside := io.BytesIO(), "PNG")
    for line in SECRET.splitlines():
        if "MẬT" not in line:
            document.add_paragraph(line)
    document.add_picture(inside)
    document.save(out)
    return out.getvalue()


@pytest.mark.live
def test_a_stamp_that_is_a_picture_leaves_no_trace(
    person: Callable[..., object], temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stored, data = files_below(settings.NHIP_DATA), with_stamp_picture()
    with caplog.at_level(logging.DEBUG):
        (received,) = receive_file(person("officer"), "bien-gioi-tuyet-doi.docx", data)
    assert (received.outcome, received.name, received.document) == ("secret", None, None)
    assert not Original.objects.exists()
    assert files_below(settings.NHIP_DATA) == stored
    assert files_below(temporary) == {}
    for words in ("bien-gioi-tuyet-doi", originals.digest(data)):
        assert words not in caplog.text
        assert words not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("name", ["bien-gioi-tuyet-doi.txt", "bien-gioi-tuyet-doi.docx"])
def test_a_secret_document_leaves_no_trace(
    person: Callable[..., object], temporary: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """Not in the data folder, not in the database, not in the log, not in the temporary folder: not even its name."""
    asker, data = person("officer"), secret_docx() if name.endswith("docx") else SECRET.encode()
    stored = files_below(settings.NHIP_DATA)
    with caplog.at_level(logging.DEBUG):
        (received,) = receive_file(asker, name, data)
    assert (received.outcome, received.name, received.document) == ("secret", None, None)
    assert not Document.objects.exists()
    assert not Original.objects.exists()
    assert not ReadRecord.objects.exists()
    assert SecretRefusal.objects.get().by == asker
    assert files_below(settings.NHIP_DATA) == stored
    assert files_below(temporary) == {}
    for words in ("bien-gioi-tuyet-doi", "ngày 12 tháng 3", originals.digest(data)):
        assert words not in caplog.text
        assert words not in str(list(Entry.objects.values()))


def test_a_secret_document_that_is_too_long_is_not_kept_either(person: Callable[..., object]) -> None:
    (received,) = receive_file(person("officer"), "dai.txt", (SECRET + "Nội dung dài.\n" * 360_000).encode())
    assert received.outcome == "secret"
    assert not Document.objects.exists()
