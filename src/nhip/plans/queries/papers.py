"""A plan written here as a document, and the hash that binds an approval to what was approved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.documents.composing import pdf, word
from nhip.documents.queries.composed import NotComposable
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task
from nhip.plans.paper import Duty, Money, Paper, draft_of
from nhip.plans.queries.sides import names_of

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def paper_of(asker: Account, plan: Plan) -> Paper:
    """Everything the plan's document would say, with the names of today. Raises NotComposable without an issuer."""
    if plan.unit is None:
        raise NotComposable("lacks_parts")
    today = timezone.localdate()
    held = directory(asker)
    version = held.unit_as_of(plan.unit.key, today)
    above = held.above(plan.unit.key, today, version.line if version else "state")
    territory = version.territory if version else plan.unit.key.partition("/")[0]
    duties = _duties(asker, plan)
    return Paper(
        title=plan.title,
        body=name_on(held, plan.unit.key, today),
        above=name_on(held, above, today) if above and above != "vn" else None,
        place=_short(name_on(held, territory, today)),
        symbol="KH-" + _letters(name_on(held, plan.unit.key, today)),
        basis=_basis(plan),
        objectives=[line.text for line in plan.objectives.all()],
        audiences=[line.text for line in plan.audiences.all()],
        contents=[line.text for line in plan.contents.all()],
        duties=duties,
        money=[
            Money(line.what, line.quantity, line.measure, line.norm, line.quantity * line.norm)
            for task in plan.tasks.prefetch_related("funding")
            for line in task.funding.all()
        ],
        sample=bool(getattr(settings, "NHIP_SAMPLE", False)),
    )


def composed(asker: Account, plan: Plan, form: str) -> bytes:
    """The plan as .docx or .pdf; the same content gives the same bytes. Raises NotComposable."""
    made = word.compose(draft_of(paper_of(asker, plan)))
    if form == "docx":
        return made
    try:
        return pdf.to_pdf(made)
    except (pdf.NoConverter, pdf.ConversionFailed) as error:
        raise NotComposable("no_converter") from error


def seal_of(plan: Plan) -> str:
    """The hash of everything that an approval of the plan covers."""
    said = {
        "title": plan.title,
        "unit": plan.unit_id,
        "begins": str(plan.begins),
        "ends": str(plan.ends),
        "parent": plan.parent_id,
        "lines": [
            [line.text for line in manager.all()] for manager in (plan.objectives, plan.audiences, plan.contents)
        ],
        "tasks": [_sealed(task) for task in plan.tasks.order_by("pk").prefetch_related("parts", "funding")],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _sealed(task: Task) -> list[object]:
    parts = sorted([part.role, part.unit_id or 0, part.name] for part in task.parts.all())
    money = [[line.what, str(line.quantity), str(line.norm)] for line in task.funding.all()]
    return [task.key, task.text, str(task.due_on), task.recurs, parts, money]


def _duties(asker: Account, plan: Plan) -> list[Duty]:
    tasks = list(plan.tasks.filter(parent=None, instance_of=None).exclude(state="closed").prefetch_related("parts"))
    names = names_of(asker, [part.unit_id for task in tasks for part in task.parts.all() if part.unit_id])
    return [_duty(task, names) for task in tasks]


def _duty(task: Task, names: Mapping[int, str]) -> Duty:
    """A class stays a class on paper: its members are not listed."""
    said: dict[str, list[str]] = {}
    for part in task.parts.all():
        if part.of_id is None:
            said.setdefault(part.role, []).append(names.get(part.unit_id, part.name) if part.unit_id else part.name)
    found = {role: tuple(dict.fromkeys(names)) for role, names in said.items()}
    return Duty(
        text=task.summary or task.text,
        lead=found.get("lead", ()),
        implementing=found.get("implementing", ()),
        coordinating=found.get("coordinating", ()),
        guiding=found.get("guiding", ()),
        requested=found.get("requested", ()),
        due=task.due_on,
    )


def _basis(plan: Plan) -> str | None:
    if plan.parent is None:
        return None
    number = f" số {plan.parent.number}" if plan.parent.number else ""
    return f"Thực hiện Kế hoạch{number} về {plan.parent.title[:1].lower()}{plan.parent.title[1:]}."


def _short(name: str) -> str:
    """ "Lạng Sơn" of "tỉnh Lạng Sơn": the place above the day."""
    for kind in ("tỉnh", "thành phố", "xã", "phường", "đặc khu", "Tỉnh", "Thành phố", "Xã", "Phường"):
        if name.startswith(f"{kind} "):
            return name[len(kind) + 1 :]
    return name


def _letters(name: str) -> str:
    """First letters of a body's name up to its place: "Sở Văn hóa, Thể thao và Du lịch" as SVHTTDL."""
    head = name.split(" tỉnh ")[0].split(" thành phố ")[0]
    if head.lower().startswith("ủy ban nhân dân"):
        return "UBND"
    words = [word.strip(",.;-") for word in head.split()]
    return "".join(word[0].upper() for word in words if word and word.lower() not in ("và", "của", "-"))
