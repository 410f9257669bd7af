"""Taking a document into the library: which types it takes, when the text says it takes effect, what is completed.

A value that a source confirmed is never replaced by another one: both are kept and shown. What nobody confirmed gives
way to what the text says.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from nhip.law.book import CONFIRMED, Act
from nhip.text.dates import find_dates
from nhip.text.normalise import tone_key

FACTS = ("type", "title", "issuer", "issued_on", "effective_from", "effective_to")
SOURCE_SIGNS = 400
"""How long a source may be written."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The library holds `held` where a document says `said`."""

    name: str
    held: str | date
    said: str | date


@dataclass(frozen=True, slots=True)
class Completed:
    """The act as it stands after an import; `filled` and `replaced` name what changed, `differences` what did not."""

    act: Act
    filled: tuple[str, ...] = ()
    replaced: tuple[Difference, ...] = ()
    differences: tuple[Difference, ...] = ()


@cache
def importable() -> frozenset[str]:
    """The types of document that the library takes in, small letters: `data/importable.csv`, each with its source."""
    text = resources.files("nhip.law").joinpath("data", "importable.csv").read_text("utf-8")
    return frozenset(row["type"].casefold() for row in csv.DictReader(text.splitlines()))


def takes(kind: str | None) -> bool:
    """Whether a document of this type may enter the library with its text."""
    return (kind or "").casefold() in importable()


def effective_from(text: str, kind: str, issued_on: date | None) -> date | None:
    """The day from which the act says of itself that it is in force; None where it says none, or several.

    Only "<type> này có hiệu lực ... từ ngày ..." counts, so that the day of a single article, of an attached
    regulation or of another act is not taken for it. "Từ ngày ký" is the day of issue. A day to be counted ("sau 45
    ngày kể từ ngày ký") is not stated. Law 64/2025/QH15, Art. 53: an act states the day in its own text.
    """
    words = " ".join(text.split())
    says = re.compile(
        rf"(?<!của )(?<!ngày )(?<!khi )\b{re.escape(kind)} này (?:chính thức )?có hiệu lực(?: thi hành)?,? "
        r"(?:kể )?từ (?=(?P<when>ngày (?:ký|ban hành|.{0,40})))",
        re.IGNORECASE,
    )
    days = {_day(found["when"], issued_on) for found in says.finditer(words)}
    return days.pop() if len(days) == 1 else None


def _day(when: str, issued_on: date | None) -> date | None:
    if re.match(r"ngày (?:ký|ban hành)\b", when):
        return issued_on
    dates = find_dates(when)
    return dates[0].first if dates and dates[0].precision == "day" and dates[0].start <= len("ngày ") else None


def completed(held: Act, said: Act) -> Completed:
    """`held` completed by what a document says. A document that nobody confirmed completes nothing."""
    if said.confidence not in CONFIRMED:
        return Completed(held)
    new: dict[str, str | date] = {}
    replaced: list[Difference] = []
    differences: list[Difference] = []
    for name in FACTS:
        has, says = getattr(held, name), getattr(said, name)
        if not says or _same(has, says):
            continue
        if not has:
            new[name] = says
        elif held.confidence in CONFIRMED:
            differences.append(Difference(name, has, says))
        else:
            replaced.append(Difference(name, has, says))
            new[name] = says
    if _ends_before_it_begins(held, new):
        differences += [Difference(name, getattr(held, name) or "", new.pop(name)) for name in _days_in(new)]
        replaced = [one for one in replaced if one.name in new]
    act = _with(held, new)
    if all(_same(getattr(act, name), getattr(said, name)) for name in FACTS if getattr(act, name)):
        act = replace(act, confidence=said.confidence)
    if new or act.confidence != held.confidence:
        act = replace(act, source=_sources(held, said))
    filled = tuple(name for name in new if not getattr(held, name))
    return Completed(act, filled, tuple(replaced), tuple(differences))


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _key(one) == _key(other)
    return one == other


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", tone_key(words).casefold()))


def _with(held: Act, new: dict[str, str | date]) -> Act:
    return replace(held, **new)  # type: ignore[arg-type]


def _days_in(new: dict[str, str | date]) -> list[str]:
    return [name for name in ("effective_from", "effective_to") if name in new]


def _ends_before_it_begins(held: Act, new: dict[str, str | date]) -> bool:
    act = _with(held, new)
    return act.effective_from is not None and act.effective_to is not None and act.effective_to < act.effective_from


def _sources(held: Act, said: Act) -> str:
    """The document alone where it confirms what nobody had; beside the source that had confirmed before."""
    both = f"{held.source}; {said.source}"
    if held.confidence not in CONFIRMED or said.source in held.source or len(both) > SOURCE_SIGNS:
        return said.source if held.confidence not in CONFIRMED else held.source
    return both
