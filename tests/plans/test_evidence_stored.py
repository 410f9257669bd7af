"""Proofs in the database: attached once, cleaned, sealed, followed, withdrawn, erased on their day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.media.test_fetching import site
from tests.media.test_photos import SECRETS, phone_jpeg

from nhip.agencies.actions.accounts import appoint, open_account
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.refusals import Refused
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.media.actions.originals import erase_due
from nhip.media.models.originals import Original
from nhip.plans.actions import evidence
from nhip.plans.actions.activities import record_activity
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import Evidence
from nhip.plans.queries import activities as asked
from nhip.plans.queries.links import links_to_check

__all__ = ["site"]
pytestmark = pytest.mark.django_db
CLERK = Machine("plans.clerk")


@pytest.fixture(autouse=True)
def store(settings: object, tmp_path: Path) -> Path:
    settings.NHIP_MEDIA = tmp_path / "media"
    return settings.NHIP_MEDIA


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(key="mau/xa-mau")


def holder(role: str, unit: Unit | None, name: str) -> Account:
    account = open_account(Machine("thử"), email=f"{name}@mau.vn", name=name, password=None, ground="thử")
    appoint(Machine("thử"), account, role=role, unit=unit, since=date(2020, 1, 1), decision="thử")
    return account


@pytest.fixture
def focal(unit: Unit) -> Account:
    return holder("focal_point", unit, "dau-moi")


@pytest.fixture
def deed(focal: Account, unit: Unit) -> Activity:
    return record_activity(
        focal, entry=UUID(int=1), unit=unit, task=None, kind="training", title="Tập huấn", on=date(2026, 6, 5),
        quantity=Decimal(1),
    )  # fmt: skip


def files(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()] if store.exists() else []


def proven(asker: Account, deed: Activity) -> bool:
    return asked.activities(asker).get(pk=deed.pk).proven


def test_a_photo_is_kept_without_place_and_device_and_only_once(focal: Account, deed: Activity, store: Path) -> None:
    first = evidence.attach_photo(focal, deed, phone_jpeg())
    assert evidence.attach_photo(focal, deed, phone_jpeg()) == first
    (kept,) = files(store)
    assert [word for word in SECRETS if word in kept.read_bytes()] == []
    assert first.original.name.startswith("anh-")
    assert proven(focal, deed)
    with pytest.raises(Refused, match="không phải ảnh"):
        evidence.attach_photo(focal, deed, b"GIF89a")


def test_a_file_under_a_secrecy_mark_leaves_nothing(focal: Account, deed: Activity, store: Path) -> None:
    with pytest.raises(Refused, match="dấu chỉ độ mật"):
        evidence.attach_file(focal, deed, "ỦY BAN NHÂN DÂN\nMẬT\n\nBÁO CÁO\n".encode(), "bao-cao.txt")
    assert files(store) == []
    assert not Original.objects.exists()
    evidence.attach_file(focal, deed, "Biên bản\n".encode(), "bien-ban.txt")
    assert len(files(store)) == 1


def test_an_attendance_list_is_sealed_and_each_look_is_journalled(focal: Account, deed: Activity, unit: Unit) -> None:
    listed = evidence.attach_attendance(focal, deed, b"Ho ten;CCCD\n", "danh-sach.csv", people=42)
    assert listed.original.sealed
    assert listed.original.erase_on > timezone.localdate()
    data, _ = evidence.open_evidence(focal, listed)
    assert data.startswith(b"Ho ten")
    assert Entry.objects.filter(verb="media.hand_out").count() == 1
    with pytest.raises(PermissionDenied):
        evidence.open_evidence(holder("auditor", None, "kiem-toan"), listed)
    evidence.open_evidence(holder("verifier", None, "kiem-chung"), listed)
    with pytest.raises(Refused):
        evidence.attach_attendance(focal, deed, b"x", "x.csv", people=-1)


def test_lists_are_erased_on_their_day_and_not_before(focal: Account, deed: Activity, store: Path) -> None:
    day = timezone.localdate() + timedelta(days=30)
    evidence.attach_attendance(focal, deed, b"ten\n", "danh-sach.csv", people=1, keep_until=day)
    assert erase_due(CLERK, day) == 0
    assert len(files(store)) == 1


@pytest.mark.django_db(transaction=True)
def test_erasing_takes_the_bytes_and_the_name_but_not_what_another_still_keeps(
    focal: Account, deed: Activity, store: Path
) -> None:
    day = timezone.localdate() + timedelta(days=30)
    listed = evidence.attach_attendance(focal, deed, b"ten\n", "Danh sach chi Mai.csv", people=1, keep_until=day)
    assert erase_due(CLERK, day + timedelta(days=1)) == 1
    assert files(store) == []
    listed.original.refresh_from_db()
    assert (listed.original.name, listed.original.erased_at is None) == ("", False)
    with pytest.raises(FileNotFoundError):
        evidence.open_evidence(focal, listed)
    again = evidence.attach_file(focal, deed, b"bien ban", "a.txt")
    other = record_activity(
        focal, entry=UUID(int=2), unit=deed.unit, task=None, kind="training", title="Khác", on=deed.on,
        quantity=Decimal(1),
    )  # fmt: skip
    sealed = evidence.attach_attendance(focal, other, b"bien ban", "b.txt", people=3)
    evidence.withdraw_evidence(focal, sealed, "Gửi nhầm")
    assert evidence.open_evidence(focal, again)[0] == b"bien ban"


def test_a_withdrawn_proof_proves_nothing_and_needs_a_reason(focal: Account, deed: Activity) -> None:
    link = evidence.attach_link(focal, deed, "vi-du.vn/tin")
    assert link.link == "https://vi-du.vn/tin"
    assert evidence.attach_link(focal, deed, "https://vi-du.vn/tin") == link
    assert proven(focal, deed)
    with pytest.raises(Refused):
        evidence.withdraw_evidence(focal, link, " ")
    evidence.withdraw_evidence(focal, link, "Nhầm bài")
    assert not proven(focal, deed)
    assert evidence.attach_link(focal, deed, "https://vi-du.vn/tin") != link


def test_a_followed_link_is_found_with_its_copy_or_gone(focal: Account, deed: Activity, site: str) -> None:
    there = Evidence.objects.create(activity=deed, kind="link", link=f"http://{site}/tin")
    gone = Evidence.objects.create(activity=deed, kind="link", link=f"http://{site}/gone")
    inside = Evidence.objects.create(activity=deed, kind="link", link=f"http://{site}/x")
    there = evidence.check_link(CLERK, there, allowed=(site,))
    assert (there.link_state, there.status, there.page_title) == ("found", 200, "Tin & bài mới")
    assert b"X\xc3\xa3 M\xe1\xba\xabu" in evidence.open_evidence(focal, there, archived=True)[0]
    copies = Original.objects.count()
    evidence.check_link(CLERK, there, allowed=(site,))
    assert Original.objects.count() == copies  # the same page is not kept twice
    assert evidence.check_link(CLERK, gone, allowed=(site,)).link_state == "gone"
    assert evidence.check_link(CLERK, inside).link_state == "refused"
    assert proven(focal, deed)
    evidence.withdraw_evidence(focal, there, "thử")
    assert not proven(focal, deed)


def test_links_are_looked_at_first_and_again_later(focal: Account, deed: Activity) -> None:
    link = evidence.attach_link(focal, deed, "https://vi-du.vn/tin")
    now = timezone.now()
    assert links_to_check(CLERK, now) == [link]
    Evidence.objects.update(link_state="found", checked_at=now)
    assert links_to_check(CLERK, now) == []
    assert links_to_check(CLERK, now + timedelta(days=31)) == [link]


def test_nobody_attaches_to_the_work_of_others(deed: Activity) -> None:
    stranger = holder("focal_point", Unit.objects.create(key="mau/khac"), "khac")
    with pytest.raises(PermissionDenied):
        evidence.attach_link(stranger, deed, "https://vi-du.vn")
    with pytest.raises(PermissionDenied):
        evidence.attach_photo(stranger, deed, phone_jpeg())
    assert asked.evidence_for(stranger, 1) is None
