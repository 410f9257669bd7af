"""A picture that shows a page under a secrecy mark comes in nowhere: editor, shelf, brand kit. Nothing is kept."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files import uploadhandler
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont
from tests.channels.conftest import newsroom, person, unit

from nhip.media.models.brands import BrandItem
from nhip.media.models.originals import Original
from nhip.media.models.pictures import Picture
from nhip.newsroom.models.shelf import ShelfItem

__all__ = ["newsroom", "person", "unit"]
pytestmark = [pytest.mark.django_db, pytest.mark.live]
LETTERS = "/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf"
SAID = "dấu chỉ độ mật"


def page(mark: str = "") -> bytes:
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    lines = ["ỦY BAN NHÂN DÂN", "XÃ MẪU", mark, "Số: 12/BC-UBND", "", *["Tình hình mùa vụ tại các thôn trong xã."] * 8]
    for number, words in enumerate(lines):
        draw.text((150, 120 + number * 85), words, fill="black", font=ImageFont.truetype(LETTERS, 42))
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def of(account: object) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sent(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("trang.png", data, "image/png")


@pytest.fixture
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No upload touches a temporary folder, however large."""

    def touched(*_: object, **__: object) -> None:
        raise AssertionError("a file of an upload was written to a folder")

    monkeypatch.setattr(uploadhandler.TemporaryFileUploadHandler, "new_file", touched)


def test_the_editors_library(newsroom: SimpleNamespace, no_disk: None) -> None:
    editor = of(newsroom.editor)
    folder = Path(storages["pictures"].location)
    before = set(folder.glob("**/*"))
    told = {"title": "Trang", "file": sent(page("TỐI MẬT")), "description": ""}
    answer = editor.post("/bien-tap/images/add/", told)
    assert answer.status_code == 200
    assert SAID in answer.content.decode()
    told = {"title": "Trang", "files[]": sent(page("TỐI MẬT"))}
    answer = editor.post("/bien-tap/images/multiple/add/", told, headers={"x-requested-with": "XMLHttpRequest"})
    assert SAID in answer.json()["error_message"]
    assert not Picture.objects.exists()
    assert set(folder.glob("**/*")) == before
    told = {"title": "Trang", "file": sent(page()), "description": ""}
    assert editor.post("/bien-tap/images/add/", told).status_code == 302
    one = Picture.objects.get()
    with one.file.open("rb") as kept:
        assert kept.read() == page(), "the original is kept byte for byte"


def test_the_shelf(newsroom: SimpleNamespace) -> None:
    editor = of(newsroom.editor)
    told = {"don-vi": newsroom.unit.pk, "ten": "Áp phích", "lien-he": "0205 000 000", "cach": ["print"]}
    answer = editor.post(reverse("workspace:shelf-new"), {**told, "tep": sent(page("MẬT"))})
    assert SAID in answer.content.decode()
    assert not ShelfItem.objects.exists()
    assert not Original.objects.exists()
    editor.post(reverse("workspace:shelf-new"), {**told, "tep": sent(page())})
    assert ShelfItem.objects.count() == 1


def test_the_brand_kit(newsroom: SimpleNamespace) -> None:
    editor = of(newsroom.editor)
    told = {"don-vi": newsroom.unit.pk, "loai": "logo", "ten": "Lô-gô", "tep": sent(page("TUYỆT MẬT"))}
    editor.post(reverse("workspace:brands"), told)
    assert not BrandItem.objects.exists()
    assert not Original.objects.exists()
