"""Licences near their end and channels nobody answers for are told of, each step once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from nhip.channels.actions.outlets import amend_outlet, open_outlet
from nhip.channels.actions.warning import warn_of_outlets
from nhip.channels.warnings import warnings
from nhip.journal.actors import Machine
from nhip.notices.models import Notice

UNTIL, POST = date(2026, 12, 31), "Trưởng phòng"


@pytest.mark.parametrize(
    ("before", "kinds"),
    [(91, []), (90, ["outlet_licence_ends"]), (8, ["outlet_licence_ends"]), (0, ["outlet_licence_ends"]),
     (-1, ["outlet_licence_ended"])],
)  # fmt: skip
def test_a_licence_is_told_of_before_and_after_its_end(before: int, kinds: list[str]) -> None:
    assert [one.kind for one in warnings(UNTIL, POST, UNTIL - timedelta(days=before))] == kinds


def test_each_step_is_another_one() -> None:
    steps = {one.step for n in range(-5, 120) for one in warnings(UNTIL, POST, UNTIL - timedelta(days=n))}
    assert len(steps) == 4


def test_a_channel_that_nobody_answers_for() -> None:
    assert [one.kind for one in warnings(None, " ", UNTIL)] == ["outlet_unmanned"]
    assert list(warnings(None, POST, UNTIL)) == []


@pytest.mark.django_db
def test_people_are_told_once(person: Callable[..., object], unit: Callable[[str], object]) -> None:
    desk = unit("lang-son/so-van-hoa-the-thao-va-du-lich")
    focal = person("focal_point", desk.key)
    person("reporter", desk.key)
    until = timezone.localdate() + timedelta(days=20)
    row = open_outlet(focal, desk, "website", {
        "name": "Cổng mẫu", "address": "https://mau.vn", "licence": "GP 01", "licence_until": until,
    })  # fmt: skip
    clock = Machine("thử")
    assert warn_of_outlets(clock) == 2
    assert warn_of_outlets(clock) == 0
    assert set(Notice.objects.values_list("account", "kind")) == {
        (focal.pk, "outlet_licence_ends"), (focal.pk, "outlet_unmanned"),
    }  # fmt: skip
    assert f"{until:%d/%m/%Y}" in Notice.objects.get(kind="outlet_licence_ends").body
    amend_outlet(focal, row.pk, {"licence_until": timezone.localdate() - timedelta(days=1)})
    assert warn_of_outlets(clock) == 1
