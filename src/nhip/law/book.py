"""Legal documents and their standing in time, as a frozen value.

A *law book* holds acts (laws, decrees, circulars, decisions...) and the links between them. It answers one question:
what stood on a given day. It says only what a source says: an act whose end is not confirmed is never called dead.

Standing follows the Law on Promulgation of Legal Documents: an act binds from its effective day until it is replaced,
repealed or its own stated end is reached; an amended act stays in force in its amended form.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

CONFIRMED = frozenset("TSC")
"""Marks of a source good enough to act on: text read, secondary page, computed; not "U" (unconfirmed), "M" (memory)."""

ENDING = frozenset({"replaces", "repeals"})


@dataclass(frozen=True, slots=True)
class Act:
    """One legal document. Dates are days; None means that no source read states it."""

    symbol: str
    type: str
    title: str
    issuer: str
    issued_on: date | None
    effective_from: date | None
    effective_to: date | None
    confidence: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """`act` does something to `target` from day `since`: replaces | repeals | amends | details.

    Where no source gives the day, `since` is None and `seen_on` is the day on which the source held: from then on the
    link is certain, before it the standing of the target is open.
    """

    act: str
    relation: str
    target: str
    since: date | None
    seen_on: date | None
    confidence: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands on a day.

    `kind`: in_force | amended (in force, as amended) | ended | not_yet | unknown.
    `links` are those that made it so, `open_question` a standing that a source doubts.
    """

    kind: str
    on: date
    act: Act | None = None
    links: tuple[Link, ...] = ()
    open_question: str = ""

    @property
    def dead(self) -> bool:
        return self.kind == "ended"


def symbol_key(symbol: str) -> str:
    """One spelling for a symbol: "Số 09/2017/NĐ-CP" and "9/2017/nđ–cp" are the same act."""
    bare = re.sub(r"^\s*số\s*:?\s*", "", symbol.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"\s+", "", bare).replace("–", "-").casefold()
    return re.sub(r"^0+(?=\d)", "", bare)


class LawBook:
    """Acts by symbol, with what happened to them."""

    def __init__(self, acts: Iterable[Act], links: Iterable[Link]) -> None:
        self._acts: Mapping[str, Act] = {symbol_key(act.symbol): act for act in acts}
        by_target: dict[str, list[Link]] = {}
        by_act: dict[str, list[Link]] = {}
        for link in links:
            by_target.setdefault(symbol_key(link.target), []).append(link)
            by_act.setdefault(symbol_key(link.act), []).append(link)
        self._by_target, self._by_act = by_target, by_act

    def __len__(self) -> int:
        return len(self._acts)

    @property
    def acts(self) -> tuple[Act, ...]:
        return tuple(self._acts.values())

    def act(self, symbol: str) -> Act | None:
        return self._acts.get(symbol_key(symbol))

    def done_to(self, symbol: str) -> tuple[Link, ...]:
        """What later acts did to this one."""
        return tuple(self._by_target.get(symbol_key(symbol), ()))

    def done_by(self, symbol: str) -> tuple[Link, ...]:
        """What this act did to earlier ones."""
        return tuple(self._by_act.get(symbol_key(symbol), ()))

    def status(self, symbol: str, on: date) -> Standing:
        """How `symbol` stands on day `on`; `unknown` when the book does not hold it or cannot tell."""
        act = self.act(symbol)
        if act is None:
            return Standing("unknown", on)
        happened = [link for link in self.done_to(symbol) if self._certain(link, on)]
        pending = [link for link in self.done_to(symbol) if link.relation in ENDING and self._possible(link, on)]
        ends = tuple(link for link in happened if link.relation in ENDING and link.confidence in CONFIRMED)
        doubts = "; ".join(link.note or link.relation for link in happened if link.confidence not in CONFIRMED)
        if ends:
            return Standing("ended", on, act, ends)
        if act.effective_to is not None and act.effective_to < on:
            return Standing("ended", on, act)
        if act.effective_from is not None and act.effective_from > on:
            return Standing("not_yet", on, act)
        if pending:
            return Standing("unknown", on, act, tuple(pending))
        if act.confidence not in CONFIRMED:
            return Standing("unknown", on, act, open_question=act.note or doubts)
        amended = tuple(link for link in happened if link.relation == "amends" and link.confidence in CONFIRMED)
        return Standing("amended" if amended else "in_force", on, act, amended, doubts)

    @staticmethod
    def _certain(link: Link, on: date) -> bool:
        start = link.since or link.seen_on
        return start is not None and start <= on

    @staticmethod
    def _possible(link: Link, on: date) -> bool:
        """An ending without a day may already hold from the first day of the year in the later act's symbol."""
        year = re.search(r"/((?:19|20)\d\d)/", link.act)
        return (
            link.since is None
            and link.seen_on is not None
            and on < link.seen_on
            and year is not None
            and date(int(year.group(1)), 1, 1) <= on
        )

    def replaced_by(self, symbol: str, on: date) -> tuple[Act, ...]:
        """The acts in force on `on` that stand where `symbol` stood, following chains of replacement."""
        found: list[Act] = []
        seen = {symbol_key(symbol)}
        queue = [symbol]
        while queue:
            for link in self.done_to(queue.pop(0)):
                key = symbol_key(link.act)
                if link.relation not in ENDING or not self._certain(link, on) or key in seen:
                    continue
                seen.add(key)
                if self.status(link.act, on).dead:
                    queue.append(link.act)
                elif (act := self.act(link.act)) is not None:
                    found.append(act)
        return tuple(found)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    source = resources.files("nhip.law").joinpath("data", name)
    return list(csv.DictReader(source.read_text("utf-8").splitlines()))


def acts_from(rows: Iterable[Mapping[str, str]]) -> tuple[Act, ...]:
    return tuple(
        Act(
            symbol=row["symbol"], type=row["type"], title=row["title"], issuer=row["issuer"],
            issued_on=_day(row["issued_on"]), effective_from=_day(row["effective_from"]),
            effective_to=_day(row["effective_to"]), confidence=row["confidence"],
            source=row["source"], note=row["note"],
        )
        for row in rows
    )  # fmt: skip


def links_from(rows: Iterable[Mapping[str, str]]) -> tuple[Link, ...]:
    return tuple(
        Link(
            act=row["act"], relation=row["relation"], target=row["target"], since=_day(row["since"]),
            seen_on=_day(row["seen_on"]), confidence=row["confidence"], source=row["source"], note=row["note"],
        )
        for row in rows
    )  # fmt: skip


@cache
def packaged() -> LawBook:
    """The book shipped with Nhịp: `data/acts.csv` and `data/links.csv`, each row with its source."""
    return LawBook(acts_from(_rows("acts.csv")), links_from(_rows("links.csv")))


def packaged_texts() -> Mapping[str, str]:
    """Full texts shipped with Nhịp, by symbol: `data/texts.csv` names each file, its hash and its source."""
    folder = resources.files("nhip.law").joinpath("data", "texts")
    return {
        row["symbol"]: gzip.decompress(folder.joinpath(row["file"]).read_bytes()).decode() for row in _rows("texts.csv")
    }
