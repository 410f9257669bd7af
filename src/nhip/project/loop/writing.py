"""What a run of the loop leaves on the disk: a consolidated report for each province, a task list for each plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from anyascii import anyascii
from django.utils.text import slugify

from nhip.agencies.models.accounts import Account
from nhip.documents.composing.pdf import to_pdf
from nhip.documents.composing.word import compose
from nhip.plans.models.plans import Plan
from nhip.plans.queries.tasklist import task_list
from nhip.plans.tasklist import TaskList, as_json
from nhip.project.loop.running import Run
from nhip.reporting.composition.consolidated import draft_of
from nhip.reporting.consolidation import Consolidated
from nhip.reporting.queries.consolidated import by_home
from nhip.reporting.receivers import receivers_of
from nhip.reporting.twin import plan_figures, twin_of
from nhip.reporting.wording import bare


def write_all(asker: Account, run: Run, out: Path, today: date, *, sample: bool, say: Callable[[str], None]) -> bool:
    """Write every file; whether each task of each plan stands on at least one desk."""
    out.mkdir(parents=True, exist_ok=True)
    for found in by_home(asker, today).values():
        _report(found, out, sample, say)
    landed = [_tasks(asker, plan, out, today, say) for plan in run.plans]
    return all(landed)


def _report(found: Consolidated, out: Path, sample: bool, say: Callable[[str], None]) -> None:
    stem = out / f"bao-cao-tong-hop-{_slug(bare(found.place))}"
    docx = compose(draft_of(found, addressees=receivers_of(found.about, found.as_of), sample=sample))
    stem.with_suffix(".docx").write_bytes(docx)
    stem.with_suffix(".pdf").write_bytes(to_pdf(docx))
    _json(stem.with_suffix(".json"), {**twin_of(found), "sample": sample})
    say(
        f"  {stem.name}.docx, .pdf, .json: {len(found.columns)} báo cáo, {len(found.figures)} số liệu, "
        f"{sum(len(one.names) for one in found.silent)} lượt cơ quan chưa báo cáo"
    )


def _tasks(asker: Account, plan: Plan, out: Path, today: date, say: Callable[[str], None]) -> bool:
    listed = task_list(asker, plan, today)
    record = plan.document.confirmations.get(withdrawn_at=None).record
    path = out / f"nhiem-vu-{Path(listed.source_file).stem}.json"
    _json(path, {**as_json(listed), "figures": plan_figures(record, listed.source_file)})
    adrift = [one for one in listed.tasks if not one.landed]
    say(f"  {path.name}: {len(listed.tasks)} nhiệm vụ, {len(listed.tasks) - len(adrift)} đã có cơ quan nhận")
    _say_open(listed, say)
    return not adrift


def _say_open(listed: TaskList, say: Callable[[str], None]) -> None:
    """Name what nobody answers for yet, and why."""
    seen: dict[tuple[str, str], list[str]] = {}
    for task in listed.tasks:
        for one in task.named:
            if one.question:
                seen.setdefault((one.as_written, one.question), []).append(task.key)
    for (name, why), keys in seen.items():
        say(f"    còn hỏi: «{name}» ({why}) tại {', '.join(keys)}")


def _json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _slug(name: str) -> str:
    return slugify(anyascii(name)) or "ca-nuoc"
