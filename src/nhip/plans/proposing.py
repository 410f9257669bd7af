"""What a careful officer would answer to the questions of an adoption: a proposal with its ground, never an answer.

Only a person settles a question; the proposal says which bodies the rules point to and why. Prose:
docs/rules/consolidation.md, part "Whose desk".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhip.agencies.directory import Directory
from nhip.agencies.tenure import Succession, successors
from nhip.plans.laying import Laying, Question

DOING = ("lead", "implementing", "requested")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The bodies of today for one question and the `ground` in words that stand in the decision.

    `tasks` narrows it to some duties (their keys); None: wherever the name stands.
    """

    question: Question
    units: tuple[str, ...]
    ground: str
    tasks: tuple[str, ...] | None = None


def proposals(directory: Directory, laying: Laying, function: str | None) -> tuple[Proposal, ...]:
    """A proposal for each question that a rule can speak to, in the order of the text; then for duties left adrift."""
    found = [one for asked in laying.questions if (one := _proposal(directory, laying, asked, function))]
    return (*found, *_adrift(laying, found))


def _adrift(laying: Laying, found: Sequence[Proposal]) -> Iterator[Proposal]:
    """A duty that nobody of today would have on the desk: the issuer holds it until a person says whose it is."""
    issuer = laying.issuer.now if laying.issuer else None
    if issuer is None:
        return
    spoken = {one.question.was or one.question.name for one in found}
    for duty in laying.duties:
        if any(_lands(laying, part.name, spoken) for part in duty.parts):
            continue
        first = next((part for part in duty.parts if part.role in DOING), next(iter(duty.parts), None))
        if first is not None:
            landing = laying.landings[first.name]
            asked = Question(first.name, landing.was, landing.question or "", (), (), (), (duty.key,))
            ground = "Cơ quan ban hành theo dõi, chờ xác định cơ quan nhận việc"
            yield Proposal(asked, (issuer,), ground, (duty.key,))


def _lands(laying: Laying, name: str, spoken: set[str]) -> bool:
    landing, expansion = laying.landings[name], laying.expansions.get(name)
    members = expansion.bodies if expansion else ()
    if expansion is not None:
        members = (*members, *(one.was or one.name for one in expansion.open if (one.was or one.name) in spoken))
    return bool(landing.now or members or (landing.was or name) in spoken)


def _proposal(directory: Directory, laying: Laying, asked: Question, function: str | None) -> Proposal | None:
    if asked.was is None:
        return _circle(laying, asked)
    heirs = successors(directory, asked.was, laying.adopted, function)
    units = tuple(dict.fromkeys(one.unit for one in heirs if one.unit))
    if len(units) == 1:
        return Proposal(asked, units, f"{_ground(asked, heirs[0], function)}; chờ xác nhận")
    if asked.was in units:  # it may still stand or may have gone on: only a person can tell
        return None
    taken_apart = all(one.why in ("several", "split") for one in heirs) and bool(units)
    return Proposal(asked, units, "Giao các đơn vị mới trên địa bàn; chờ xác nhận") if taken_apart else None


def _ground(asked: Question, heir: Succession, function: str | None) -> str:
    """Why this body: the acts themselves stand beside it already (`TaskPart.moved_by`)."""
    if heir.unit == asked.was:
        return "Cơ quan nêu trong văn bản"
    held = any(function in step.link.functions for step in heir.steps) if function else False
    return f"Cơ quan nhận chức năng {function}" if held else "Cơ quan kế tục chính"


def _circle(laying: Laying, asked: Question) -> Proposal | None:
    """An open circle that must do something ("các cơ quan, đơn vị"): those the plan makes responsible by name."""
    if asked.why != "open":
        return None
    units = tuple(dict.fromkeys(_responsible(laying)))
    return Proposal(asked, units, "Các cơ quan được kế hoạch giao chủ trì, thực hiện") if units else None


def _responsible(laying: Laying) -> Iterator[str]:
    for duty in laying.duties:
        for part in duty.parts:
            landing = laying.landings[part.name]
            if part.role in DOING and landing.now:
                yield landing.now
