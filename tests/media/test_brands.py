"""The brand kit: nothing is used before somebody else approved it, nor outside its days."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from tests.channels.conftest import DESK, newsroom, person, unit

from nhip.agencies.refusals import Refused
from nhip.media.actions.brands import add_brand_item, approve_brand_item, end_brand_item
from nhip.media.queries.brands import brand_in_use

__all__ = ["newsroom", "person", "unit"]
pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)


def test_added_by_one_approved_by_another_used_in_its_days(newsroom: SimpleNamespace, person: object) -> None:
    leader = person("leader", DESK)
    item = add_brand_item(newsroom.editor, newsroom.unit, "colour", "Xanh chàm", ON, value="#27347F")
    assert item.value == "#27347f"
    assert brand_in_use(newsroom.unit.pk, ON) == []
    with pytest.raises(Refused):
        approve_brand_item(newsroom.editor, item)
    with pytest.raises(PermissionDenied):
        approve_brand_item(newsroom.reporter, item)
    approve_brand_item(leader, item)
    assert brand_in_use(newsroom.unit.pk, ON) == [item]
    assert brand_in_use(newsroom.unit.pk, ON - timedelta(days=1)) == []
    end_brand_item(leader, item, ON)
    assert brand_in_use(newsroom.unit.pk, ON + timedelta(days=1)) == []


@pytest.mark.parametrize(("kind", "value", "file"), [
    ("colour", "red", None), ("logo", "", None), ("logo", "", ("a", b"", "")), ("song", "", ("a", b"x", "")),
])  # fmt: skip
def test_what_is_not_whole_is_refused(newsroom: SimpleNamespace, kind: str, value: str, file: object) -> None:
    with pytest.raises(Refused):
        add_brand_item(newsroom.editor, newsroom.unit, kind, "Thử", ON, value=value, file=file)
