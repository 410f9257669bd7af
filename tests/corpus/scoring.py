"""How close a record comes to a document's annotation: found, expected and right, per measure.

An annotation (`gold.json`) holds only the keys it speaks of; a measure whose key is absent is not counted.
Spans are code points of
`text.txt`. Written for this corpus; the sums are plain so that a reader can check them by hand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]
ROLES = ("lead_agencies", "implementing_agencies", "coordinating_agencies")


@dataclass
class Count:
    """Right, expected and found values of one measure."""

    right: int = 0
    expected: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when nothing was expected and nothing found."""
        both = self.expected + self.found
        return 2 * self.right / both if both else 1.0


def plain(words: object) -> str:
    """Words for comparison: composed, small, single spaces, outer stops dropped."""
    text = unicodedata.normalize("NFC", str(words or "")).casefold()
    return " ".join(text.split()).strip(" .:;,-–")


def overlap(one: Entry, other: Entry) -> float:
    """Shared part of two spans, over their union."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    union = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return max(0, shared) / union if union > 0 else 0.0


def likeness(one: object, other: object) -> float:
    """Shared words of two phrases (Dice)."""
    a, b = set(plain(one).split()), set(plain(other).split())
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def paired(
    gold: Sequence[Entry], read: Sequence[Entry], near: Callable[[Entry, Entry], float], least: float
) -> list[tuple[Entry, Entry]]:
    """Pairs one to one, the nearest first."""
    ranked = sorted(((near(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)), reverse=True)
    used_g: set[int] = set()
    used_r: set[int] = set()
    pairs = []
    for score, i, j in ranked:
        if score >= least and i not in used_g and j not in used_r:
            used_g.add(i)
            used_r.add(j)
            pairs.append((gold[i], read[j]))
    return pairs


def score(gold: Entry, read: Entry) -> dict[str, Count]:
    """Every measure of one document."""
    out: dict[str, Count] = {}
    if "tasks" in gold:
        _tasks(gold["tasks"], read.get("tasks") or [], out)
    if "figures" in gold:
        _figures(gold["figures"], read.get("figures") or [], out)
    for key in ("limitations", "directions", "proposals", "objectives", "strengths"):
        if key in gold:
            expected, found = gold[key], read.get(key) or []
            out[key] = Count(len(paired(expected, found, overlap, 0.6)), len(expected), len(found))
    if "request" in gold:
        _request(gold["request"], read.get("request"), out)
    return out


def _tasks(gold: Sequence[Entry], read: Iterable[Entry], out: dict[str, Count]) -> None:
    found = [task for task in read if task.get("kind") == "assignment"]
    pairs = paired(gold, found, overlap, 0.5)
    out["tasks"] = Count(len(pairs), len(gold), len(found))
    partner = {id(g): r for g, r in pairs}
    for role in ROLES:
        count = out[role] = Count()
        for task in gold:
            expected = {plain(name) for name in task[role]}
            names = {plain(agency["name"]) for agency in (partner.get(id(task)) or {}).get(role) or []}
            count.right += len(expected & names)
            count.expected += len(expected)
            count.found += len(names)
    dated = [(g, r) for g, r in pairs if g.get("deadline") or r.get("deadline")]
    out["deadline"] = Count(
        sum(plain(g.get("deadline")) == plain(r.get("deadline")) for g, r in dated),
        sum(bool(g.get("deadline")) for g, _ in dated), sum(bool(r.get("deadline")) for _, r in dated),
    )  # fmt: skip


def _figures(gold: Sequence[Entry], read: Sequence[Entry], out: dict[str, Count]) -> None:
    def same(one: Entry, other: Entry) -> float:
        shared = min(one["number_end"], other["number_end"]) - max(one["number_start"], other["number_start"])
        return float(abs(float(one["value"]) - float(other["value"])) < 1e-9 and shared > 0)

    pairs = paired(gold, read, same, 1.0)
    out["figures"] = Count(len(pairs), len(gold), len(read))
    size = len(pairs)
    out["unit"] = Count(sum(likeness(g["unit"], r["unit"]) >= 0.6 for g, r in pairs), size, size)
    out["qualifier"] = Count(sum(plain(g["qualifier"]) == plain(r["qualifier"]) for g, r in pairs), size, size)
    out["indicator"] = Count(sum(likeness(g["indicator"], r["indicator"]) >= 0.6 for g, r in pairs), size, size)
    kinds = [(g, r) for g, r in pairs if g.get("kind")]
    out["kind"] = Count(sum(g["kind"] == r["kind"] for g, r in kinds), len(kinds), len(kinds))


def _request(gold: Entry | None, read: Entry | None, out: dict[str, Count]) -> None:
    out["request"] = Count(int(bool(gold) and bool(read)), int(bool(gold)), int(bool(read)))
    if not gold or not read:
        return
    for key in ("outline_status", "period_label", "cut_off"):
        if key in gold:
            mine = {
                "period_label": (read["period"] or {}).get("label"),
                "cut_off": (read["cut_off"] or {}).get("text"),
            }.get(key, read.get(key))
            out[f"request.{key}"] = Count(int(likeness(gold[key], mine) >= 0.8), 1, 1)
    for key in ("due", "recurring", "who", "send_to", "per_rule"):
        expected = [plain(d[key]) for d in gold.get("deadlines", []) if d.get(key)]
        found = [plain(d[key]) for d in read["deadlines"] if d.get(key)]
        right = sum(any(likeness(e, f) >= 0.8 for f in found) for e in set(expected))
        out[f"request.{key}"] = Count(right, len(set(expected)), len(set(found)))
    if "outline" in gold:
        pairs = paired(gold["outline"], read["outline"], overlap, 0.6)
        out["request.outline"] = Count(len(pairs), len(gold["outline"]), len(read["outline"]))
