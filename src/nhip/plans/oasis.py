"""Campaigns in five parts (OASIS), and what must stand before one is launched or closed. Prose: docs/rules/tasks.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nhip.text.issues import Issue

PARTS = (
    ("objective", "Mục tiêu"),
    ("audience", "Đối tượng"),
    ("strategy", "Chiến lược"),
    ("implementation", "Tổ chức thực hiện"),
    ("scoring", "Đo lường, đánh giá"),
)


def against_launch(
    parts: Mapping[str, str], *, smart_ok: bool, baseline_promised: bool, baseline_at: date | None, start: date | None
) -> list[Issue]:
    """What stands against a launch: an empty part, an unmeasurable objective, a promised baseline that is missing."""
    issues = [
        Issue(code, "plans.campaign_part_empty", {"part": name})
        for code, name in PARTS
        if not (parts.get(code) or "").strip()
    ]
    if not smart_ok:
        issues.append(Issue("smart_ok", "plans.campaign_not_measurable", {}))
    if baseline_promised and baseline_at is None:
        issues.append(Issue("baseline_at", "plans.campaign_without_baseline", {}))
    if baseline_at is not None and start is not None and baseline_at > start:
        facts = {"baseline": f"{baseline_at:%d/%m/%Y}", "start": f"{start:%d/%m/%Y}"}
        issues.append(Issue("baseline_at", "plans.baseline_after_start", facts))
    return issues


def against_closing(launched: bool, learned: str) -> list[Issue]:
    """A campaign is closed with what was learned from it."""
    issues = [] if launched else [Issue("launched_at", "plans.campaign_not_launched", {})]
    if not learned.strip():
        issues.append(Issue("learned", "plans.campaign_without_lesson", {}))
    return issues
