"""The spokesperson's year from entered events of the province, by one question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from tests.reporting.conftest import CLERK, TRADE

from nhip.measurement.actions.events import record_event
from nhip.measurement.rows import VIETNAM
from nhip.reporting.queries.spokesperson import spokesperson_year

pytestmark = pytest.mark.django_db
COMMITTEE = "lang-son/uy-ban-nhan-dan"


def test_events_of_the_whole_province_count_in_their_window(
    person: Callable[..., Any], unit: Callable[..., Any]
) -> None:
    officer, committee, trade = person("officer", CLERK), unit(COMMITTEE), unit(TRADE)
    inside, before = datetime(2026, 8, 3, 9, tzinfo=VIETNAM), datetime(2025, 12, 14, 9, tzinfo=VIETNAM)
    for number, (where, at) in enumerate(((committee, inside), (trade, inside), (committee, before)), 1):
        fields = {"kind": "periodic", "due_at": at.isoformat(), "held_at": at.isoformat()}
        record_event(officer, "briefing", fields, at, where, UUID(int=number))
    found = spokesperson_year(officer, committee, 2026)
    assert [one.part for one in found.measures] == [2, 0, 0, 0, 0, 0]
    assert found.due is not None
    assert found.due < date(2026, 12, 20)
    assert found.holds
    with pytest.raises(PermissionDenied):
        spokesperson_year(person("focal_point", TRADE), committee, 2026)
