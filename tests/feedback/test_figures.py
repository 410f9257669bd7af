"""The figures of questions and answers come from the matters themselves: received, and answered in time."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.feedback.conftest import OFFICE

pytestmark = pytest.mark.django_db


def read_rows() -> list:
    from nhip.agencies.queries.units import directory
    from nhip.measurement.dictionary import packaged
    from nhip.measurement.queries.readers import read
    from nhip.plans.queries.kinds import catalogue

    today = timezone.localdate()
    return read(packaged()["feedback"], catalogue(None), directory(None), today - timedelta(days=400), today)


def test_each_matter_is_one_proven_row_with_its_clock(house: SimpleNamespace) -> None:
    from nhip.measurement.rows import PROVEN

    late, waiting = house.answered(), house.asked().matter
    from nhip.feedback.models.matters import Matter

    Matter.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(days=1))
    rows = {row.key: row for row in read_rows()}
    assert set(rows) == {f"matter:{late.pk}", f"matter:{waiting.pk}"}
    one = rows[f"matter:{late.pk}"]
    assert one.unit == OFFICE
    assert one.standing == PROVEN
    assert (one.fields["channel"], one.fields["topic"]) == ("portal", "roads")
    assert one.fields["replied_at"] > one.fields["due_at"]
    assert rows[f"matter:{waiting.pk}"].fields["replied_at"] is None
