"""What was kept for a time is gone when the time is over, from every table; what the figures need stays."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.feedback.conftest import TEXT
from tests.feedback.test_receiving import everything_said

from nhip.journal.actors import Machine

pytestmark = pytest.mark.django_db
KEEPER = Machine("thử")


def closed(house: SimpleNamespace, days: int, **more: object) -> object:
    from nhip.feedback.models.matters import Matter

    matter = house.answered(mail="ai.do@thu-mau.vn", **more)
    at = timezone.now() - timedelta(days=days)
    Matter.objects.filter(pk=matter.pk).update(state="closed", closed_at=at, ended_at=at)
    return matter


def test_the_contact_goes_six_months_after_closing(house: SimpleNamespace) -> None:
    from nhip.feedback.actions.contacts import erase_due
    from nhip.feedback.models.contacts import Contact

    closed(house, 170)
    assert erase_due(KEEPER, timezone.localdate()) == 0
    old = closed(house, 190)
    assert erase_due(KEEPER, timezone.localdate()) == 1
    assert not Contact.objects.filter(matter=old).exists()
    assert Contact.objects.count() == 1


def test_the_text_goes_after_two_years_and_the_figures_stay(house: SimpleNamespace) -> None:
    from nhip.feedback.actions.contacts import erase_due

    matter = closed(house, 800)
    assert erase_due(KEEPER, timezone.localdate()) == 2
    assert TEXT not in everything_said()
    matter.refresh_from_db()
    assert (matter.category, matter.text) == ("roads", "")
    assert erase_due(KEEPER, timezone.localdate()) == 0, "twice is no harm"


def test_the_job_closes_what_was_answered_long_ago(house: SimpleNamespace) -> None:
    from nhip.feedback.jobs import close_and_erase
    from nhip.feedback.models.matters import Matter

    young, old = house.answered(), house.answered()
    Matter.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=17))
    close_and_erase.enqueue()
    close_and_erase.enqueue()
    young.refresh_from_db()
    old.refresh_from_db()
    assert (young.state, old.state) == ("answered", "closed")
    assert old.steps.filter(verb="close").count() == 1


def test_the_sender_may_have_it_erased_at_once(house: SimpleNamespace) -> None:
    from nhip.agencies.refusals import Refused
    from nhip.feedback.actions.contacts import erase_on_request, read_contact

    matter = house.routed(mail="ai.do@thu-mau.vn")
    with pytest.raises(Refused):
        erase_on_request(house.writer, matter.pk, " ")
    assert erase_on_request(house.writer, matter.pk, "yêu cầu qua điện thoại")
    assert read_contact(house.writer, matter.pk) == {}


def test_the_doctor_says_what_should_be_gone(house: SimpleNamespace) -> None:
    from nhip.project.health import GOOD, WRONG, _erasures

    assert [one.state for one in _erasures()] == [GOOD]
    closed(house, 400)
    assert next(iter(_erasures())).state == WRONG
