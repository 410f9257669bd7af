"""A report along its chain: submit, check, approve, return, recall, lock. Each move keeps the version it was about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.measurement.actions.signing import sign_period
from nhip.reporting.actions.reminding import announce
from nhip.reporting.models.filling import wanted
from nhip.reporting.models.reports import ParagraphSave, Report
from nhip.reporting.models.versions import Delegation, ReportMove, ReportVersion
from nhip.reporting.queries.checking import findings_of
from nhip.reporting.queries.contents import content_of
from nhip.reporting.queries.counting import parts_of, period_of
from nhip.reporting.queries.standing import delegation_of, is_author, sides
from nhip.reporting.states import MOVES, SENT, after, refusals
from nhip.reporting.versions import digest
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from datetime import date

    from nhip.agencies.models.accounts import Account


@transaction.atomic
def move(asker: Account, report_id: int, verb: str, reason: str = "") -> Report:
    """Make one move of the table. Raises PermissionDenied off its side, Refused with all that stands against it."""
    report = Report.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=report_id)
    now = timezone.now()
    rule = MOVES[verb]
    if rule.side not in sides(asker, report, timezone.localdate(now)):
        raise PermissionDenied(rule.permit)
    held = _held(report) if rule.whole else 0
    errors = sum(one.stops for one in findings_of(report)) if rule.whole else 0
    issues = refusals(verb, report.state, author=is_author(asker, report), reason=reason, errors=errors)
    if held:
        issues.append(Issue("paragraphs", "reporting.held_texts_left", {"count": f"{held:02d}"}))
    if verb == "issue" and not report.dispatches.filter(state="issued").exists():
        issues.append(Issue("file", "reporting.no_signed_file", {}))
    if issues:
        raise Refused(issues)
    by_delegation = None
    if rule.side == "approver" and not may(asker, rule.permit, report.unit_id):
        by_delegation = delegation_of(asker, report.unit_id, timezone.localdate(now))
    version = _version(asker, report)
    was, report.state = report.state, after(verb)
    if report.state in SENT:
        report.sent_at = report.sent_at if was in SENT else now
        report.first_sent_at = report.first_sent_at or now
    else:
        report.sent_at = None
    report.save(update_fields=["state", "sent_at", "first_sent_at"])
    ReportMove.objects.create(
        report=report, verb=verb, was=was, now=report.state, by=asker, at=now, reason=reason.strip(),
        delegation=by_delegation, version=version,
    )  # fmt: skip
    if verb == "lock":
        _freeze_figures(asker, report, version)
    facts = {"was": was, "version": version.number, "sha256": version.sha256}
    ground = by_delegation.ground if by_delegation else reason.strip()
    write(asker, f"reporting.{verb}", report, ground[:300], facts)
    announce(asker, report, verb, reason.strip())
    return report


@dataclass(frozen=True, slots=True)
class Approved:
    """What became of one report in a list: approved, or why not."""

    report: int
    done: bool
    issues: tuple[Issue, ...] = ()


def approve_many(asker: Account, reports: Sequence[int]) -> list[Approved]:
    """Approve each report of a list; one that is refused does not stop the others."""
    found = []
    for pk in dict.fromkeys(reports):
        try:
            move(asker, pk, "approve")
            found.append(Approved(pk, True))
        except Refused as refused:
            found.append(Approved(pk, False, refused.issues))
    return found


@transaction.atomic
def delegate(asker: Account, unit_id: int, to: Account, since: date, until: date, ground: str) -> Delegation:
    """Let somebody approve at the agency for a time. Who holds a delegation has no permit of their own to hand on.

    Raises PermissionDenied without the permit at the unit, Refused when dates or ground are missing.
    """
    if not may(asker, "reporting.approve", unit_id):
        raise PermissionDenied("reporting.approve")
    issues = []
    if until < since:
        issues.append(Issue("until", "reporting.delegation_dates", {}))
    if not ground.strip():
        issues.append(Issue("ground", "reporting.delegation_ground", {}))
    if to.pk == asker.pk:
        issues.append(Issue("to", "reporting.delegation_to_self", {}))
    if issues:
        raise Refused(issues)
    row = Delegation.objects.create(
        unit_id=unit_id, giver=asker, holder=to, since=since, until=until, ground=ground.strip()[:300]
    )
    write(asker, "reporting.delegate", row, row.ground, {"to": to.pk, "since": since, "until": until})
    return row


@transaction.atomic
def withdraw_delegation(asker: Account, delegation_id: int) -> None:
    """End a delegation at once. Ending twice is no error."""
    row = Delegation.objects.select_for_update().get(pk=delegation_id)
    if not may(asker, "reporting.approve", row.unit_id):
        raise PermissionDenied("reporting.approve")
    if row.withdrawn_at is None:
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        write(asker, "reporting.withdraw_delegation", row, row.ground)


def _freeze_figures(asker: Account, report: Report, version: ReportVersion) -> None:
    """The indicators of a locked report are signed with their rows; what comes to light later restates them."""
    codes = dict.fromkeys(code for _, code in wanted(parts_of(report.round)))
    if codes:
        ground = f"{report.round.label} ({version.sha256[:12]})"
        sign_period(asker, report.unit, period_of(report.round), list(codes), ground)


def _held(report: Report) -> int:
    return ParagraphSave.objects.filter(paragraph__report=report, outcome="held").count()


def _version(asker: Account, report: Report) -> ReportVersion:
    """The report as it stands, kept; the newest version where nothing changed since."""
    held = content_of(report)
    sha = digest(held)
    newest = report.versions.first()
    if newest is not None and newest.sha256 == sha:
        return newest
    report.numbers += 1
    report.save(update_fields=["numbers"])
    return ReportVersion.objects.create(
        report=report, number=report.numbers, content=held, sha256=sha, by=asker, at=timezone.now()
    )
