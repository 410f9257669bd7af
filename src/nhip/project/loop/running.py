"""The loop, run by real actions: documents come in, plans land on desks, old reports become the past, reports go out.

Every step is an action of its room under the account of an officer; what a person would have to decide is decided by
the rule `plans.proposing` points to, and the decision says so. Prose: docs/rules/consolidation.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nhip.agencies.actions import accounts
from nhip.agencies.models.accounts import Account
from nhip.agencies.queries.accounts import account_by_email
from nhip.agencies.queries.units import directory
from nhip.documents.actions.reading import read_document
from nhip.documents.actions.receiving import receive_file
from nhip.documents.actions.reviewing import confirm_record
from nhip.documents.corrections import seal
from nhip.documents.models import Document
from nhip.documents.queries.records import record_as_corrected
from nhip.journal.actors import Machine
from nhip.plans.actions.past import take_in_past
from nhip.plans.actions.plans import adopt
from nhip.plans.actions.settling import settle
from nhip.plans.models.past import PastReport
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import TaskPart
from nhip.plans.past import tells_the_past
from nhip.plans.proposing import proposals
from nhip.plans.queries.plans import PLAN_TYPES, lays_duties, preview_of

ACTOR = Machine("vòng lặp")
GROUND = "Chạy vòng lặp từ văn bản"
EMAIL = "chuyen.vien@vong-lap.mau.vn"


@dataclass
class Run:
    """What one run brought in, adopted and took in; `left` names what was passed over and why."""

    plans: list[Plan] = field(default_factory=list)
    reports: list[PastReport] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def officer(today: date) -> Account:
    """The officer under whose name the loop runs; opened once."""
    held = account_by_email(EMAIL)
    if held is None:
        held = accounts.open_account(ACTOR, email=EMAIL, name="Chuyên viên vòng lặp", password=None, ground=GROUND)
        accounts.appoint(ACTOR, held, role="officer", unit=None, since=today, decision=GROUND)
    return held


def run(asker: Account, files: Sequence[Path], today: date, say: Callable[[str], None]) -> Run:
    """Bring the files in and carry each as far as its kind goes."""
    found = Run()
    for path in sorted(files):
        for name, document, trouble in bring_in(asker, path):
            if document is None:
                found.left.append((name, trouble))
                say(f"  {name}: {trouble}")
                continue
            carry(asker, name, document, today, found, say)
    return found


def bring_in(asker: Account, path: Path) -> list[tuple[str, Document | None, str]]:
    """Receive, read and confirm one file (or each file of an archive)."""
    made: list[tuple[str, Document | None, str]] = []
    for received in receive_file(asker, path.name, path.read_bytes()):
        document, name = received.document, received.name or path.name
        if document is None:
            made.append((name, None, received.issue.code if received.issue else "không nhận được"))
            continue
        document.refresh_from_db()
        if document.status == Document.Status.RECEIVED:
            read_document(ACTOR, document.pk)
            document.refresh_from_db()
        if document.status == Document.Status.READ:
            reading = document.readings.order_by("-number").first()
            confirm_record(asker, document, seal(record_as_corrected(reading)))
            document.refresh_from_db()
        confirmed = document.status == Document.Status.CONFIRMED
        made.append((name, document if confirmed else None, document.trouble or document.get_status_display()))
    return made


def carry(asker: Account, name: str, document: Document, today: date, found: Run, say: Callable[[str], None]) -> None:
    """A plan is adopted and its open questions settled; a report is taken in as the past; the rest stays a document."""
    record = document.confirmations.get(withdrawn_at=None).record
    code = ((record.get("header") or {}).get("doc_type") or {}).get("code")
    if not tells_the_past(record) and (code in PLAN_TYPES or lays_duties(asker, document)):
        plan = adopt_and_settle(asker, document, today)
        found.plans.append(plan)
        say(f"  {name}: giao việc, {plan.tasks.filter(parent=None).count()} nhiệm vụ lên bàn các cơ quan")
    elif tells_the_past(record):
        report = take_in_past(asker, document, today)
        found.reports.append(report)
        say(f"  {name}: báo cáo của {report.body}, {report.figures.count()} số liệu vào sổ")
    else:
        found.left.append((name, "không phải kế hoạch hay báo cáo kết quả của một cơ quan"))
        say(f"  {name}: giữ làm văn bản, không phải kế hoạch hay báo cáo kết quả")


def adopt_and_settle(asker: Account, document: Document, today: date) -> Plan:
    """Adopt a plan, then answer each question a rule can speak to; the others stay named in the task list."""
    laying = preview_of(asker, document, today)
    plan = adopt(asker, document, today)
    record = document.confirmations.get(withdrawn_at=None).record
    function = (record.get("header") or {}).get("field")
    for proposal in proposals(directory(asker), laying, function):
        asked = proposal.question
        if _still_open(plan, asked.name, asked.was, proposal.tasks):
            settle(
                asker, plan, name=asked.name, was=asked.was or "", units=proposal.units,
                decision=proposal.ground[:300], tasks=proposal.tasks,
            )  # fmt: skip
    return plan


def _still_open(plan: Plan, name: str, was: str | None, tasks: Sequence[str] | None) -> bool:
    rows = TaskPart.objects.filter(task__plan=plan).exclude(question="")
    rows = rows.filter(was=was) if was else rows.filter(name=name, was="")
    return (rows if tasks is None else rows.filter(task__key__in=tasks)).exists()
