"""A year of work in the sample province, done by the real actions: plans adopted, deeds logged, duties handed in.

Everything is found again by what it is (a document's bytes, a deed's entry), so building twice adds nothing and a
building that was cut off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from nhip.agencies.actions import accounts, units
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.packaged import directory
from nhip.agencies.queries.accounts import account_by_email
from nhip.plans.actions.activities import declare_nil, record_activity
from nhip.plans.actions.evidence import attach_photo
from nhip.plans.actions.past import take_in_past
from nhip.plans.models.activities import Activity, NilReturn
from nhip.plans.queries.sides import names_of
from nhip.project.sample import clock, duties, reports, showing, steering, year
from nhip.project.sample.pictures import board
from nhip.project.sample.province import ACTOR, GROUND, SINCE, bring_in, text
from nhip.project.sample.public import show_plans
from nhip.project.sample.staff import Member, staff

PROVINCE = "lang-son"
BEGIN, END = date(2025, 12, 15), date(2026, 12, 14)
"""The year of reports: from 15 December to 14 December (Decree 09/2019/NĐ-CP, article 12)."""
STAFF_SINCE = date(2025, 7, 1)
"""The day the new communes began to work."""
OFFICER = "chuyen-vien@mau.nhip.vn"
AT_ONCE = 200
"""Deeds in one transaction."""


def work_year(say: Callable[[str], None], today: date) -> None:
    """Everything the agencies did up to `today`."""
    groups = {"communes": _communes(), **year.named_groups()}
    members = list(staff([unit for group in groups.values() for unit in group]))
    rows = _units(members)
    people = _open_accounts(members, rows)
    officer = account_by_email(OFFICER)
    with clock.running() as shown:
        shown.set(date(2026, 1, 23))
        plans = duties.adopt_plans(officer)
        show_plans(plans)
        _log(say, shown, groups, people, rows, min(today, END))
        shown.set(date(2026, 3, 2))
        duties.move_duties(officer, plans, people)
        steering.steer(shown, officer, plans, people, rows, today)
        take_in_past(officer, bring_in(officer, "bao-cao-2025-mau.txt", text("documents/report-2025.txt")), today)
        levels = {unit: "commune" if unit.startswith(f"{PROVINCE}.") else "province" for unit in rows}
        reports.report_year(say, shown, officer, people, levels, today)
        showing.show(shown, officer, people, rows, today)


def _communes() -> tuple[str, ...]:
    """The people's committees of the province's communes and wards on the first day of the year."""
    held = directory()
    communes = {
        row.unit
        for row in held.versions
        if row.territory == row.unit and row.unit.startswith(f"{PROVINCE}.") and row.level == "commune"
        and row.stands(SINCE)
    }  # fmt: skip
    return tuple(f"{unit}/uy-ban-nhan-dan" for unit in sorted(communes))


def _units(members: Sequence[Member]) -> dict[str, Unit]:
    return {unit.key: unit for unit in units.take_up(ACTOR, sorted({one.unit for one in members}), ground=GROUND)}


def _open_accounts(members: Iterable[Member], rows: dict[str, Unit]) -> dict[tuple[str, str], Account]:
    """One account a member; without a password nobody signs in with it."""
    held = {account.email: account for account in Account.objects.filter(email__endswith="@mau.nhip.vn")}
    people = {}
    with transaction.atomic():
        for one in members:
            account = held.get(one.email)
            if account is None:
                account = accounts.open_account(ACTOR, email=one.email, name=one.name, password=None, ground=GROUND)
                accounts.appoint(ACTOR, account, role=one.role, unit=rows[one.unit], since=STAFF_SINCE, decision=GROUND)
            people[one.unit, one.role] = account
    return people


def _log(
    say: Callable[[str], None], shown: clock.Clock, groups: Mapping[str, Sequence[str]],
    people: Mapping[tuple[str, str], Account], rows: Mapping[str, Unit], until: date,
) -> None:  # fmt: skip
    """The ledger: each deed logged by its unit's focal point, each "không phát sinh" said by it."""
    known: set[UUID] = set(Activity.objects.filter(unit__in=rows.values()).values_list("entry", flat=True))
    new = sorted(
        (deed for deed in year.deeds(groups, BEGIN, until) if deed.entry not in known), key=lambda deed: deed.on
    )
    if new:
        say(f"Ghi {len(new)} hoạt động của {len(rows)} cơ quan…")
    for start in range(0, len(new), AT_ONCE):
        with transaction.atomic():
            for deed in new[start : start + AT_ONCE]:
                shown.set(deed.on, 16)
                _log_one(people[deed.unit, "focal_point"], rows[deed.unit], deed)
    said = set(NilReturn.objects.values_list("unit_id", "kind", "begin"))
    with transaction.atomic():
        for nil in year.nils(groups, BEGIN, until):
            if (rows[nil.unit].pk, nil.kind, nil.begin) not in said:
                declare_nil(people[nil.unit, "focal_point"], rows[nil.unit], nil.kind, nil.begin, nil.end)


def _log_one(by: Account, unit: Unit, deed: year.Deed) -> None:
    activity = record_activity(
        by, entry=deed.entry, unit=unit, task=None, kind=deed.kind, title=deed.title, on=deed.on,
        quantity=Decimal(deed.quantity), values=dict(deed.values), language=deed.language,
    )  # fmt: skip
    if deed.proven:
        attach_photo(by, activity, board(names_of(by, [unit.pk])[unit.pk], deed.title), "Dữ liệu mẫu")
