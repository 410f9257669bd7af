"""The media library's pages: what is said, who sees names, a recording sent in pieces and without scripts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.channels.conftest import newsroom, person, unit
from tests.channels.test_rights import picture

from nhip.media.models.brands import BrandItem
from nhip.media.models.consents import Consent
from nhip.media.models.pictures import Picture
from nhip.media.models.recordings import Recording

__all__ = ["newsroom", "person", "unit"]
pytestmark = pytest.mark.django_db
DAY = timezone.localdate().isoformat()


def of(account: object) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_picture_is_described_in_each_language_and_withdrawn(newsroom: SimpleNamespace) -> None:
    one, editor = picture(newsroom.unit), of(newsroom.editor)
    assert one.title in editor.get("/kho-anh/").content.decode()
    told = {"ten": "Rừng hồi", "quyen": "own", "chu-quyen": "Sở", "mo-ta-vi": "Cây hồi", "mo-ta-en": "Star anise trees",
            "chu-thich-en": "In season", "tre-em": "on"}  # fmt: skip
    editor.post(f"/kho-anh/{one.pk}/describe/", told)
    one.refresh_from_db()
    assert (one.title, one.description, one.stopped) == ("Rừng hồi", "Cây hồi", "children")
    assert one.words.get(language="en").description == "Star anise trees"
    page = editor.get(f"/kho-anh/{one.pk}/").content.decode()
    assert "có mặt trẻ em mà chưa có sự đồng ý" in page.lower()
    editor.post(f"/kho-anh/{one.pk}/withdraw/", {"ly-do": "Tác giả rút."})
    assert Picture.objects.get(pk=one.pk).stopped == "withdrawn"
    assert "Rừng hồi" in editor.get("/kho-anh/?xem=dung").content.decode()


def test_names_of_people_are_seen_by_few(newsroom: SimpleNamespace) -> None:
    one, editor = picture(newsroom.unit), of(newsroom.editor)
    told = {"don-vi": newsroom.unit.pk, "ten": "Lý Thị Mẫu", "viec": ["picture"], "tu-ngay": DAY, "den-ngay": DAY,
            "giay": SimpleUploadedFile("p.pdf", b"%PDF", "application/pdf")}  # fmt: skip
    assert editor.post("/kho-anh/dong-y/", told).status_code == 302
    held = Consent.objects.get()
    editor.post(f"/kho-anh/{one.pk}/point/", {"dong-y": held.pk})
    assert "Lý Thị Mẫu" in editor.get(f"/kho-anh/{one.pk}/").content.decode()
    for other in (newsroom.reporter, newsroom.approver):
        assert of(other).get("/kho-anh/dong-y/").status_code == 403
        assert "Lý Thị Mẫu" not in of(other).get(f"/kho-anh/{one.pk}/").content.decode()
    editor.post(f"/kho-anh/dong-y/{held.pk}/withdraw/")
    assert Picture.objects.get(pk=one.pk).stopped == "consent"


def test_a_recording_in_pieces_over_a_weak_line(newsroom: SimpleNamespace) -> None:
    client, key, data = of(newsroom.reporter), "0f0f-1234", b"OggS" + bytes(range(200)) * 3
    page = client.get("/kho-anh/ban-ghi/moi/")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    assert "capture" not in page.content.decode(), "a phone also offers the files it has"
    where = f"/kho-anh/ban-ghi/phan/{key}/"
    assert client.get(where).json() == {"size": 0}
    for begin in (0, 0, 250, 400, 200, 400):  # lost answers, pieces out of order
        client.post(f"{where}?tu={begin}", data[begin : begin + 200], content_type="application/octet-stream")
    size = client.get(where).json()["size"]
    client.post(f"{where}?tu={size}", data[size:], content_type="application/octet-stream")
    told = {"don-vi": newsroom.unit.pk, "ten": "Lời chào", "tieng": "tyz", "loai": "audio", "khoa": key}
    for _ in range(2):
        assert client.post("/kho-anh/ban-ghi/moi/", told).status_code in (200, 302)
    told["khoa"] = "ffff-0000"
    answer = client.post("/kho-anh/ban-ghi/moi/", told, headers={"accept": "application/json"}).json()
    assert "wrong" in answer, "nothing was sent under this key"
    row = Recording.objects.get()
    told["khoa"] = key
    answer = client.post("/kho-anh/ban-ghi/moi/", told, headers={"accept": "application/json"}).json()
    assert answer == {"address": f"/kho-anh/ban-ghi/{row.pk}/"}
    assert (row.sent.size, row.state, row.language) == (len(data), "sent", "tyz")
    assert client.get(where).json() == {"size": 0}
    assert "Lời chào" in client.get("/kho-anh/ban-ghi/").content.decode()
    assert client.get(f"/kho-anh/ban-ghi/{row.pk}/").status_code == 200


def test_without_scripts_a_file_is_sent_as_forms_do(newsroom: SimpleNamespace) -> None:
    client = of(newsroom.editor)
    told = {"don-vi": newsroom.unit.pk, "ten": "Video", "tieng": "vi", "loai": "video", "khoa": "",
            "tep": SimpleUploadedFile("v.mp4", b"\0\0\0 ftypisom" + b"\0" * 50, "video/mp4")}  # fmt: skip
    assert client.post("/kho-anh/ban-ghi/moi/", told).status_code == 302
    told["tep"] = SimpleUploadedFile("v.mp4", b"#EXTM3U", "video/mp4")
    assert client.post("/kho-anh/ban-ghi/moi/", told).status_code == 200
    assert Recording.objects.count() == 1


def test_the_brand_kit_is_added_approved_and_taken_down_as_a_file(newsroom: SimpleNamespace, person: object) -> None:
    editor, leader = of(newsroom.editor), of(person("leader", "lang-son/so-van-hoa-the-thao-va-du-lich"))
    told = {"don-vi": newsroom.unit.pk, "loai": "logo", "ten": "Lô-gô", "tu-ngay": DAY,
            "tep": SimpleUploadedFile("l.svg", b"<svg onload='x'/>", "image/svg+xml")}  # fmt: skip
    assert editor.post("/kho-anh/nhan-dien/", told).status_code == 302
    item = BrandItem.objects.get()
    leader.post(f"/kho-anh/nhan-dien/{item.pk}/approve/")
    item.refresh_from_db()
    assert item.approved_by is not None
    answer = editor.get(f"/kho-anh/nhan-dien/{item.pk}/tep/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "Lô-gô" in editor.get("/kho-anh/nhan-dien/").content.decode()
