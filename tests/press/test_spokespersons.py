"""Who speaks for an agency: entered whole, shown by another, late after a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.channels.conftest import DESK, person, unit

from nhip.agencies.refusals import Refused
from nhip.journal.models import Entry
from nhip.press.actions.spokespersons import end_spokesperson, enter_spokesperson, show_spokesperson
from nhip.press.queries.spokespersons import public_spokespersons
from nhip.press.speaking import faults, is_late

__all__ = ["person", "unit"]

ON = date(2026, 11, 2)
FIELDS = {
    "name": "Nông Thị Mẫu", "post": "Phó Giám đốc", "phone": "0205 3812 345", "email": "phatngon@mau.vn",
    "decision": "Quyết định số 12/QĐ-SVHTTDL",
}  # fmt: skip


def codes(kind: str = "standing", until: date | None = None, since: date | None = ON, **changed: str) -> set[str]:
    return {issue.code.removeprefix("press.") for issue in faults(FIELDS | changed, kind, ON, since, until)}


def test_an_entry_says_what_is_published_and_on_what_ground() -> None:
    assert codes() == set()
    assert codes(name=" ", decision="") == {"name_missing", "decision_missing"}
    assert codes(phone="gọi cho tôi", email="phatngon") == {"phone_wrong", "email_wrong"}
    assert codes(kind="authorised") == {"until_missing"}
    assert codes(until=date(2026, 11, 1)) == {"until_before"}
    assert codes(since=None) == {"since_missing"}


def test_publishing_is_late_a_day_after_the_decision() -> None:
    decided, hour = date(2026, 11, 2), timedelta(hours=1)
    last = datetime(2026, 11, 4, 0, 0, tzinfo=UTC)
    assert not is_late(decided, None, last)
    assert is_late(decided, None, last + hour)
    assert not is_late(decided, last - hour, last + timedelta(days=9))
    assert not is_late(date(2026, 6, 30), None, last)  # before the decree


def entered(by: object, at: object, **more: Any) -> Any:
    told = {"kind": "standing", "decided_on": ON, "since": ON} | more
    return enter_spokesperson(by, at, FIELDS, **told)


def test_another_person_shows_them_and_the_list_keeps_to_the_days(person: Any, unit: Any) -> None:
    desk, agency = person("press_desk", DESK), unit(DESK)
    leader = person("leader", DESK)
    row = entered(desk, agency, until=date(2026, 12, 1))
    assert entered(desk, agency, until=date(2026, 12, 1)) == row
    assert not public_spokespersons(ON)
    with pytest.raises(PermissionDenied):
        show_spokesperson(desk, row)
    with pytest.raises(PermissionDenied):
        show_spokesperson(person("leader", "lang-son/so-y-te"), row)
    show_spokesperson(leader, row)
    assert list(public_spokespersons(ON)) == [row]
    assert not public_spokespersons(date(2026, 12, 2))
    with pytest.raises(Refused):
        end_spokesperson(desk, row, "")
    end_spokesperson(desk, row, "Chuyển công tác.")
    assert not public_spokespersons(ON)
    verbs = ["press.enter_spokesperson", "press.show_spokesperson", "press.end_spokesperson"]
    assert list(Entry.objects.filter(verb__startswith="press.").values_list("verb", flat=True)) == verbs


def test_who_entered_does_not_show(person: Any, unit: Any) -> None:
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    both = person("press_desk", DESK)
    accounts.appoint(Machine("thử"), both, role="leader", unit=unit(DESK), since=date(2020, 1, 1), decision="thử")
    row = entered(both, unit(DESK))
    with pytest.raises(Refused):
        show_spokesperson(both, row)
    row.refresh_from_db()
    assert row.shown_at is None
    assert timezone.now() > row.entered_at
