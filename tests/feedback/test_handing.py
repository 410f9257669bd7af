"""A matter goes to the province's own system once, by its number, whatever breaks; its standing there is read back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone
from tests.feedback.systems import ProvinceSystem

from nhip.agencies.refusals import Refused
from nhip.feedback.actions import handing
from nhip.feedback.actions.exporting import hand_over
from nhip.feedback.handover import NotHanded
from nhip.feedback.jobs import hand_matters
from nhip.feedback.models.handing import Handing
from nhip.feedback.systems.http_json import HttpJson
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

CLERK = Machine("feedback.clerk")


@pytest.fixture
def province(settings: Any) -> Iterator[ProvinceSystem]:
    server = ProvinceSystem()
    settings.NHIP_FEEDBACK_SYSTEM, settings.NHIP_FEEDBACK_SYSTEM_KEY = f"{server.base}/api", server.key
    settings.NHIP_FEEDBACK_SYSTEM_NAME = "Hệ thống phản ánh của tỉnh"
    yield server
    server.close()


def later() -> None:
    Handing.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_matter_goes_over_once_without_a_person_in_it(house: SimpleNamespace, province: ProvinceSystem) -> None:
    text = "Tôi tên là Hứa Văn Lộ, số 0912 345 678, đường liên xã bị sạt lở."
    matter = house.asked(text, mail="lo@thu.vn", name="Hứa Văn Lộ").matter
    with pytest.raises(PermissionDenied):
        handing.ask_to_hand(house.approver, matter.pk)
    for _ in range(2):
        handing.ask_to_hand(house.officer, matter.pk)
    for _ in range(3):
        hand_matters.func()
        later()
    matter.refresh_from_db()
    assert (matter.handed_number, matter.handed_to) == ("PA-0001", "Hệ thống phản ánh của tỉnh")
    assert province.made == 1
    (held,) = province.held.values()
    assert held["told"]["number"] == matter.number
    for secret in ("Hứa Văn Lộ", "0912", "lo@thu.vn"):
        assert secret not in str(held)
    assert matter.number not in hand_over(house.officer)
    assert Entry.objects.filter(verb="feedback.hand").count() == 1
    with pytest.raises(Refused):
        handing.ask_to_hand(house.officer, matter.pk)


@pytest.mark.django_db
def test_how_it_stands_there_is_read_back_until_it_is_closed(house: SimpleNamespace, province: ProvinceSystem) -> None:
    matter = house.asked().matter
    handing.ask_to_hand(house.officer, matter.pk)
    hand_matters.func()
    asked = len(province.asked)
    hand_matters.func()  # not before its time
    assert len(province.asked) == asked
    province.held[matter.number]["state"] = "Đang xử lý tại Sở Xây dựng"
    for _ in range(2):
        later()
        hand_matters.func()
    row = Handing.objects.get()
    assert (row.state, row.state_there) == ("out", "Đang xử lý tại Sở Xây dựng")
    assert row.changed_there_at is not None
    assert Entry.objects.filter(verb="feedback.read_handing").count() == 1
    type(matter).objects.filter(pk=matter.pk).update(state="closed", closed_at=timezone.now())
    later()
    hand_matters.func()
    assert Handing.objects.get().next_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["before", "after"])
def test_after_a_lost_answer_the_system_is_asked_before_a_second_try(
    house: SimpleNamespace, province: ProvinceSystem, moment: str
) -> None:
    matter = house.asked().matter
    handing.ask_to_hand(house.officer, matter.pk)
    province.break_at = moment
    hand_matters.func()
    assert Handing.objects.get().state == "sending"
    later()
    hand_matters.func()
    matter.refresh_from_db()
    assert (province.made, matter.handed_number) == (1, "PA-0001")
    assert [one for one, _ in province.asked].count("POST") == (1 if moment == "after" else 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["claimed", "before", "after", "answered"])
def test_a_worker_killed_at_any_step_hands_over_once_after_restart(
    house: SimpleNamespace, province: ProvinceSystem, moment: str
) -> None:
    matter = house.asked().matter
    handing.ask_to_hand(house.officer, matter.pk)
    province.break_at = moment if moment in ("before", "after") else ""
    reading, writing = os.pipe()
    connections.close_all()
    child = os.fork()
    if not child:
        os.read(reading, 1)
        if moment in ("claimed", "answered"):
            setattr(handing, {"claimed": "handed_of", "answered": "_keep"}[moment], _die)
        hand_matters.func()
        os._exit(0)
    province.victim = child
    os.write(writing, b"1")
    _, status = os.waitpid(child, 0)
    os.close(reading)
    os.close(writing)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL
    province.victim, province.break_at = 0, ""
    for _ in range(2):
        later()
        hand_matters.func()
    matter.refresh_from_db()
    assert (province.made, matter.handed_number) == (1, "PA-0001")


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db
def test_a_wrong_key_is_told_and_tried_again_when_somebody_asks(
    house: SimpleNamespace, province: ProvinceSystem, settings: Any
) -> None:
    matter = house.asked().matter
    settings.NHIP_FEEDBACK_SYSTEM_KEY = "sai"
    handing.ask_to_hand(house.officer, matter.pk)
    hand_matters.func()
    row = Handing.objects.get()
    assert (row.state, row.next_at, "khóa truy cập" in row.fault) == ("failed", None, True)
    settings.NHIP_FEEDBACK_SYSTEM_KEY = province.key
    handing.ask_to_hand(house.officer, matter.pk)
    hand_matters.func()
    assert (Handing.objects.get().state, province.made) == ("out", 1)


@pytest.mark.django_db
def test_without_a_system_nothing_is_asked_for(house: SimpleNamespace, settings: Any) -> None:
    settings.NHIP_FEEDBACK_SYSTEM = ""
    with pytest.raises(Refused) as refused:
        handing.ask_to_hand(house.officer, house.asked().matter.pk)
    assert [one.code for one in refused.value.issues] == ["feedback.no_system"]
    assert handing.work_handings(CLERK) == 0


def test_only_https_is_asked() -> None:
    with pytest.raises(NotHanded) as fault:
        HttpJson("http://tinh.example.vn/api", "k").find("A-1")
    assert not fault.value.again
    assert "k" not in repr(HttpJson("https://tinh.example.vn", "khoa-mat")).replace("key", "")


@pytest.mark.django_db
def test_the_page_hands_over_and_shows_the_standing(
    house: SimpleNamespace, province: ProvinceSystem, client: Any
) -> None:
    matter = house.asked().matter
    client.force_login(house.officer)
    address = f"/phan-anh/{matter.pk}/"
    assert "Chuyển sang hệ thống" in client.get(address).content.decode()
    client.post(f"{address}viec/hand/")
    assert "chờ chuyển" in client.get(address).content.decode().casefold()
    hand_matters.func()
    shown = client.get(address).content.decode()
    assert "PA-0001" in shown
