"""Every agency named in the annotated seeds resolves as of its document's day and as of today."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nhip.agencies import packaged
from nhip.agencies.resolving import Resolution

GOLD = Path(__file__).parents[3] / "shared" / "gold"
TODAY = date(2026, 11, 21)
ROLES = ("lead_agencies", "implementing_agencies", "coordinating_agencies")
pytestmark = [pytest.mark.scored, pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated seeds are not here")]


def names_of(gold: dict[str, Any]) -> set[str]:
    tasks = [t for task in gold["tasks"] for t in (task, *(task.get("subtasks") or []))]
    found = {agency["name"] for task in tasks for role in ROLES for agency in task.get(role) or []}
    found |= {body for recipient in gold["recipients"] for body in recipient["bodies"]}
    return found | {c["issuer"] for c in gold["citations"] if c["issuer"]} | {gold["header"]["issuing_body"]["name"]}


def day_of(gold: dict[str, Any]) -> date:
    header = gold["header"]
    text = (header.get("date") or {}).get("value") or header["period"]["to"]
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def lands(found: Resolution) -> bool:
    """Today's bodies with the act that moved them, or a class, or an open question that says so."""
    if found.kind in ("class", "open", "desk"):
        return found.class_use is not None
    if found.only is None:
        return False
    heirs = packaged.directory().successors(found.only.unit, TODAY)
    return bool(heirs) and all(heir.why == "itself" or heir.acts or not heir.automatic for heir in heirs)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_named_agency_resolves_twice(number: str) -> None:
    gold = json.loads((GOLD / f"{number}.json").read_text("utf-8"))
    held, day = packaged.directory(), day_of(gold)
    province = gold["header"]["unit_of_government"]["province"]
    context = held.context_of(day, gold["header"]["issuing_body"]["name"], province)
    assert context.issuer is not None
    names = names_of(gold)
    assert names
    assert [name for name in sorted(names) if not lands(held.resolve(name, day, context))] == []
