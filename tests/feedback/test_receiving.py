"""What comes in: once for each ticket, the contact apart and sealed, no word of it in the journal."""

from __future__ import annotations

import io
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image
from tests.feedback.conftest import COMMUNE, TEXT

pytestmark = pytest.mark.django_db
CONTACT = {"name": "Vi Thị Riêng", "mail": "rieng.tu@thu-mau.vn", "phone": "0912 000 111"}


def everything_said() -> str:
    """Every value of every table but the sealed one, as text."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [str(row) for row in cursor.fetchall()]
    return "\n".join(said)


def test_a_matter_gets_a_number_a_code_a_clock_and_a_first_office(house: SimpleNamespace) -> None:
    got = house.asked(commune=COMMUNE)
    matter = got.matter
    assert matter.number.startswith("PA")
    assert len(got.code) == 11
    assert matter.unit.key == f"{COMMUNE}/uy-ban-nhan-dan"
    assert matter.state == "received"
    assert (matter.term_days, matter.term_certainty) == (10, "U")
    assert matter.due_at > matter.received_at


def test_without_a_commune_the_provincial_body_comes_first(house: SimpleNamespace) -> None:
    assert house.asked().matter.unit.key == "lang-son/so-xay-dung"


def test_the_same_ticket_twice_is_one_matter_with_the_same_code(house: SimpleNamespace) -> None:
    from nhip.feedback.models.matters import Matter

    first, second = house.asked(ticket="một"), house.asked(ticket="một")
    assert (first.matter.pk, first.code, second.fresh) == (second.matter.pk, second.code, False)
    assert Matter.objects.count() == 1


def test_code_and_number_open_it_and_nothing_else_does(house: SimpleNamespace) -> None:
    from nhip.feedback.queries.matters import by_code

    got, other = house.asked(), house.asked()
    assert by_code(f" {got.matter.number.lower()} ", got.code.lower().replace("-", " ")) == got.matter
    assert by_code(got.matter.number, other.code) is None
    assert by_code(got.matter.number, "") is None
    assert by_code("PA26-999999", got.code) is None


def test_the_contact_stands_nowhere_in_the_open(house: SimpleNamespace, caplog: pytest.LogCaptureFixture) -> None:
    from nhip.feedback.actions.contacts import read_contact

    got = house.asked(**CONTACT)
    said = everything_said() + caplog.text
    for value in (*CONTACT.values(), got.code, got.code.replace("-", "")):
        assert value not in said
    from nhip.feedback.actions.handling import route

    route(house.officer, got.matter.pk, "lang-son/so-xay-dung")
    assert read_contact(house.writer, got.matter.pk) == CONTACT
    assert CONTACT["mail"] not in everything_said()


def test_only_who_answers_reads_the_contact_and_each_reading_is_journalled(house: SimpleNamespace) -> None:
    from django.core.exceptions import PermissionDenied

    from nhip.feedback.actions.contacts import read_contact
    from nhip.journal.models import Entry

    matter = house.routed(**CONTACT)
    for asker in (house.officer, house.approver, house.leader):
        if asker is house.officer:
            continue  # the officer of the fixture works at the same office
        with pytest.raises(PermissionDenied):
            read_contact(asker, matter.pk)
    read_contact(house.writer, matter.pk)
    assert Entry.objects.filter(verb="feedback.read_contact").count() == 1


def test_pictures_are_cleaned_sealed_and_have_their_day(house: SimpleNamespace) -> None:
    exif = Image.Exif()
    exif[0x010F] = "MAYANHBIMAT"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif)
    photo = house.asked(photos=(out.getvalue(),)).matter.photos.get().original
    assert photo.sealed
    assert photo.erase_on > date.today()
    assert photo.name == "anh-1.jpeg"
    kept = next(settings.NHIP_MEDIA.rglob(f"*{photo.sha256[:12]}*"))
    assert b"MAYANHBIMAT" not in kept.read_bytes()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "ngắn"}, "feedback.text_short"),
        ({"text": "x" * 4001}, "feedback.text_long"),
        ({"category": "khong-co"}, "feedback.category_unknown"),
        ({"kind": "tin-gia"}, "feedback.kind_unknown"),
        ({"mail": "không phải"}, "feedback.mail_wrong"),
        ({"phone": "gọi tôi"}, "feedback.phone_wrong"),
        ({"commune": "lang-son.xa-khong-co"}, "feedback.place_unknown"),
        ({"photos": (b"x",) * 4}, "feedback.photos_many"),
        ({"photos": (b"khong phai anh",)}, "media.photo_unknown"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_and_leaves_nothing(
    house: SimpleNamespace, more: dict[str, object], code: str
) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.feedback.models.matters import Matter

    with pytest.raises(Refused) as refused:
        house.asked(**more)
    assert [one.code for one in refused.value.issues] == [code]
    assert not Matter.objects.exists()


def test_a_text_under_a_secrecy_mark_leaves_no_trace(house: SimpleNamespace) -> None:
    from nhip.agencies.refusals import Refused

    with pytest.raises(Refused):
        house.asked(text="MẬT\n\nNội dung dấu kín không được giữ lại ở bất kỳ đâu.")
    assert "dấu kín" not in everything_said()


def test_the_journal_has_no_word_of_the_matter(house: SimpleNamespace) -> None:
    from nhip.journal.models import Entry

    house.answered(**CONTACT)
    said = "\n".join(str(row) for row in Entry.objects.values_list("facts", "subject", "ground", "actor_label"))
    assert TEXT[:20] not in said
    assert "cử đội sửa chữa" not in said
