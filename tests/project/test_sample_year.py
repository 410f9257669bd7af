"""The sample province's year: done by the real actions, the same at every building, with honest gaps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nhip.agencies.models.accounts import Account
from nhip.journal import queries
from nhip.measurement.models.definitions import Target
from nhip.measurement.models.events import RecordedEvent
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.models.campaigns import Campaign
from nhip.plans.models.cascade import PlanReceipt
from nhip.plans.models.evidence import Evidence
from nhip.plans.models.funding import FundingLine
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task
from nhip.plans.queries.calendar import clashes_between
from nhip.project.sample import province, staff, working, year
from nhip.reporting.models.promises import Promise
from nhip.reporting.models.reports import Report
from nhip.reporting.models.rounds import Round
from nhip.reporting.models.versions import Delegation, ReportVersion

TODAY = date(2026, 11, 21)
GROUPS = {"communes": ("lang-son.xa-a/uy-ban-nhan-dan", "lang-son.xa-b/uy-ban-nhan-dan"), "press": ("lang-son/bao",)}


def counts() -> tuple[int, ...]:
    models = (
        Account, Activity, Evidence, NilReturn, Plan, Task, Round, Report, ReportVersion, RecordedEvent, Target,
        Promise, Delegation,
    )  # fmt: skip
    return (*(model.objects.count() for model in models), queries.count())


@pytest.mark.django_db
@pytest.mark.slow
def test_a_year_is_worked_once_and_the_journal_holds() -> None:
    province.build(lambda text: None)
    working.work_year(lambda text: None, TODAY)
    before = counts()
    assert Activity.objects.values("unit").distinct().count() > 80
    assert Plan.objects.filter(state="adopted").count() == 4
    assert Plan.objects.exclude(parent=None).count() == 2, "two agencies issued their own"
    assert set(Evidence.objects.values_list("kind", flat=True)) >= {"photo", "file", "attendance"}
    assert set(FundingLine.objects.values_list("state", flat=True)) == {"proposed", "appraised", "spent"}
    assert Campaign.objects.filter(launched_at=None).count() == Campaign.objects.count() - 1 == 1
    assert PlanReceipt.objects.count() > 150
    ahead = Activity.objects.filter(state="planned")
    assert ahead.count() == 6
    assert ahead.filter(on__lte=TODAY).count() == 0
    assert len(clashes_between(Account.objects.get(email=working.OFFICER), TODAY, TODAY + timedelta(days=7))) >= 2
    assert Activity.objects.exclude(task=None).filter(topics=None).count() == 0
    assert {"done", "handed_in", "returned", "accepted", "assigned"} <= set(
        Task.objects.values_list("state", flat=True)
    )
    latest = max(TODAY, timezone.localdate())  # what goes out in the sample goes out on the day it is built
    assert Activity.objects.filter(on__gt=latest, state="done").count() == 0
    half = Round.objects.get(key__startswith="communications_local", kind="half")
    assert set(half.reports.values_list("state", flat=True)) == {"locked"}
    assert half.feeds.reports.get().state == "approved"
    quarter = Round.objects.get(key__startswith="communications_local", kind="quarter")
    assert {"approved", "drafting", "returned"} <= set(quarter.reports.values_list("state", flat=True))
    assert Round.objects.get(request__isnull=False).reports.count() > 80
    standing = Delegation.objects.filter(since__lte=TODAY, until__gte=TODAY, withdrawn_at=None)
    assert standing.count() == 1, "one delegation in force"
    assert Target.objects.filter(unit__key="lang-son").values("code").distinct().count() == 4
    assert set(RecordedEvent.objects.values_list("entity", flat=True)) == {
        "enquiry", "accreditation", "survey", "channel", "spokesperson",
    }  # fmt: skip
    assert RecordedEvent.objects.filter(at__date__gt=latest).count() == 0
    kept = Promise.objects.filter(report=half.feeds.reports.get())
    assert kept.filter(kind="proposal", state="done").exclude(answer="").exclude(owner=None).count() == 1
    assert kept.filter(kind="direction").exists()
    assert half.feeds.reports.get().dispatches.get().state == "sent", "waits for the clerk's number and signature"
    asked = Round.objects.get(request__isnull=False).reports.exclude(due_on=None)
    assert min(asked.values_list("due_on", flat=True)) > date(2026, 12, 14), "after the window closes"
    working.work_year(lambda text: None, TODAY)
    assert counts() == before
    assert queries.faults() == []


def test_the_deeds_of_a_year_never_change() -> None:
    whole = list(year.deeds(GROUPS, working.BEGIN, working.END))
    half = list(year.deeds(GROUPS, working.BEGIN, date(2026, 5, 31)))
    assert half == [deed for deed in whole if deed.on <= date(2026, 5, 31)]
    assert len({deed.entry for deed in whole}) == len(whole)
    assert all(working.BEGIN <= deed.on <= working.END for deed in whole)


def test_nobody_says_nothing_happened_where_something_did() -> None:
    done = {(deed.unit, deed.kind, deed.on.year, deed.on.month) for deed in year.deeds(GROUPS, working.BEGIN, TODAY)}
    said = list(year.nils(GROUPS, working.BEGIN, TODAY))
    assert said
    assert not {(nil.unit, nil.kind, nil.begin.year, nil.begin.month) for nil in said} & done


def test_people_are_invented_and_each_has_an_address_of_their_own() -> None:
    members = list(staff.staff([f"lang-son.xa-{number}/uy-ban-nhan-dan" for number in range(85)]))
    assert all("Mẫu" in one.name for one in members)
    assert len({one.email for one in members}) == len({one.name for one in members}) == 170
