"""Papers and events reach the public only when somebody else than who offered them shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhip.agencies.refusals import Refused
from nhip.channels.actions.showings import end_showing, offer_event, offer_paper, show
from nhip.channels.models.showings import PublicEvent
from nhip.channels.queries.showings import known_event, past_events, public_events, public_papers
from nhip.channels.showings import event_faults
from nhip.journal.models import Entry
from nhip.law.terms import packaged

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
TITLE = {"vi": {"title": "Ngày hội hoa đào", "text": "Mời bà con tới dự."}}


def codes(**changed: Any) -> set[str]:
    told = {
        "texts": TITLE, "begins_at": NOW + timedelta(days=1), "ends_at": None, "venue": "Quảng trường",
        "contact": "0205", "now": NOW, "terms": packaged(),
    } | changed  # fmt: skip
    return {issue.code.removeprefix("channels.") for issue in event_faults(**told)}


def test_an_event_says_what_where_when_and_whom_to_ask() -> None:
    assert codes() == set()
    assert codes(texts={"en": {"title": "Peach blossom day"}}) == {"event_title_missing"}
    assert codes(venue=" ", contact="") == {"event_venue_missing", "event_contact_missing"}
    assert codes(begins_at=None) == {"event_begin_missing"}
    assert codes(begins_at=NOW - timedelta(minutes=1)) == {"event_is_past"}
    assert codes(ends_at=NOW) == {"event_ends_before"}
    assert codes(texts={"vi": {"title": "a" * 201}}) == {"event_too_long"}
    assert codes(texts=TITLE | {"en": {"title": "Trip over the South China Sea"}}) == {"unofficial_name"}


def offered(newsroom: SimpleNamespace, by: object, **more: Any) -> PublicEvent:
    begins = timezone.now() + timedelta(days=3)
    told = {"venue": "Quảng trường Hùng Vương", "contact": "0205 000 000"} | more
    return offer_event(by, newsroom.unit, TITLE, begins, None, **told)


def test_who_offers_does_not_show(newsroom: SimpleNamespace, person: Any) -> None:
    officer, leader = person("officer"), person("leader", newsroom.unit.key)
    event = offered(newsroom, officer)
    assert list(public_events(timezone.now(), "vi")) == []
    with pytest.raises(PermissionDenied):
        show(officer, event)
    with pytest.raises(PermissionDenied):
        show(person("leader", "lang-son/so-y-te"), event)
    show(leader, event)
    show(leader, event)
    assert list(public_events(timezone.now(), "vi")) == [event]
    assert list(public_events(timezone.now(), "en")) == []
    assert Entry.objects.filter(verb="channels.show").count() == 1


def test_an_event_called_off_stays_with_its_reason_until_its_day_is_over(
    newsroom: SimpleNamespace, person: Any
) -> None:
    leader = person("leader", newsroom.unit.key)
    event = show(leader, offered(newsroom, person("officer")))
    with pytest.raises(Refused):
        end_showing(leader, event, " ")
    end_showing(leader, event, "Mưa lũ.")
    (held,) = public_events(timezone.now(), "vi")
    assert (held.state, held.reason) == ("ended", "Mưa lũ.")
    later = timezone.now() + timedelta(days=4)
    assert list(public_events(later, "vi")) == []
    assert list(past_events(later, "vi")) == []
    with pytest.raises(Refused):
        show(leader, held)


def test_an_offer_turned_down_was_never_public(newsroom: SimpleNamespace, person: Any) -> None:
    event = offered(newsroom, person("officer"))
    end_showing(person("leader", newsroom.unit.key), event, "Chưa đủ thông tin.")
    assert known_event(event.pk, "vi") is None


def test_a_paper_stands_once_and_can_be_offered_again_after_it_was_taken_away(
    newsroom: SimpleNamespace, person: Any
) -> None:
    officer, leader = person("officer"), person("leader", newsroom.unit.key)
    told = ("plan", "plan:1", "Kế hoạch truyền thông", "Kế hoạch".encode(), "ke-hoach.txt", "text/plain")
    paper = offer_paper(officer, newsroom.unit, *told, number="12/KH-SVHTTDL")
    assert offer_paper(officer, newsroom.unit, *told) == paper
    show(leader, paper)
    assert list(public_papers("plan")) == [paper]
    assert list(public_papers("report")) == []
    end_showing(leader, paper, "Nhầm bản.")
    assert list(public_papers("plan")) == []
    assert offer_paper(officer, newsroom.unit, *told) != paper


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(("offer", "show", "end")), st.sampled_from("oblx")), max_size=12))
def test_no_order_of_deeds_shows_a_thing_by_one_pair_of_eyes(
    newsroom: SimpleNamespace, person: Any, two_sided: Any, steps: list[tuple[str, str]]
) -> None:
    people, event = two_sided, None
    for deed, who in steps:
        try:
            if deed == "offer":
                event = offered(newsroom, people[who])
            elif event is not None and deed == "show":
                event = show(people[who], event)
            elif event is not None:
                event = end_showing(people[who], event, "Lý do.")
        except (PermissionDenied, Refused):
            continue
    for held in PublicEvent.objects.filter(shown_at__isnull=False):
        assert held.shown_by_id is not None
        assert held.shown_by_id != held.offered_by_id
        assert held.shown_by_id in {people["b"].pk, people["l"].pk}


@pytest.fixture
def two_sided(newsroom: SimpleNamespace, person: Any) -> dict[str, object]:
    """An officer, a leader, one who is both, and one of another agency."""
    from datetime import date

    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    both = person("officer")
    accounts.appoint(Machine("thử"), both, role="leader", unit=newsroom.unit, since=date(2020, 1, 1), decision="thử")
    return {
        "o": person("officer"), "l": person("leader", newsroom.unit.key), "b": both,
        "x": person("leader", "lang-son/so-y-te"),
    }  # fmt: skip
