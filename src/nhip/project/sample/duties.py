"""The duties of the sample's plans on their way: some done, some on the move, some waiting, one sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from nhip.agencies.models.accounts import Account
from nhip.plans.actions import plans as planning
from nhip.plans.actions import tasks as moving
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task
from nhip.plans.states import DOING_ROLES
from nhip.project.sample.province import bring_in, text

PLANS = (
    ("ke-hoach-mau.txt", "documents/plan.txt", date(2026, 1, 14)),
    ("ke-hoach-doi-ngoai-mau.txt", "documents/external-plan.txt", date(2026, 1, 22)),
)
COURSES: Sequence[tuple[str, ...]] = (
    ("accept", "report_progress", "hand_in", "accept_hand_in"),
    ("accept", "report_progress"),
    ("accept", "hand_in"),
    (),
    ("accept", "report_progress", "hand_in", "return_hand_in"),
    ("accept",),
)
"""What becomes of one duty after the other."""


def adopt_plans(officer: Account) -> list[Plan]:
    """Both plans brought in, confirmed and laid on desks; adopting again gives the plans adopted first."""
    return [planning.adopt(officer, bring_in(officer, name, text(path)), on) for name, path, on in PLANS]


def move_duties(officer: Account, plans: Sequence[Plan], people: Mapping[tuple[str, str], Account]) -> None:
    """Each duty that nobody has touched goes some way, moved by the body that does it and judged by the officer."""
    for number, task in enumerate(
        Task.objects.filter(plan__in=plans, parent=None, instance_of=None).order_by("plan", "pk")
    ):
        by = doer(task, people) if task.state == "assigned" else None
        for verb in COURSES[number % len(COURSES)] if by else ():
            _move(verb, officer, by, task)


def doer(task: Task, people: Mapping[tuple[str, str], Account]) -> Account | None:
    """The focal point of the first body that does the task."""
    parts = task.parts.filter(role__in=DOING_ROLES, unit__isnull=False).select_related("unit").order_by("pk")
    return next((found for part in parts if (found := people.get((part.unit.key, "focal_point")))), None)


def _move(verb: str, officer: Account, doer: Account, task: Task) -> None:
    if verb == "accept":
        moving.accept(doer, task)
    elif verb == "report_progress":
        moving.report_progress(doer, task, text="Đã phân công bộ phận chuyên môn, đang triển khai.", percent=60)
    elif verb == "hand_in":
        moving.hand_in(doer, task, result="Đã hoàn thành nội dung được giao, minh chứng kèm theo các hoạt động.")
    elif verb == "accept_hand_in":
        moving.accept_hand_in(officer, task)
    elif verb == "return_hand_in":
        moving.return_hand_in(officer, task, reason="Chưa có minh chứng cho sản phẩm tiếng Trung Quốc.")
