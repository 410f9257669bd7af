"""What must hold before a signed file issues a report. Prose: docs/rules/issuing.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhip.reporting.comparing import Difference, same
from nhip.reporting.signatures import Signed
from nhip.text.dates import find_dates
from nhip.text.issues import Issue

_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>\d{1,6})\s*/\s*(?P<symbol>[A-ZĐ]{1,12}(?:\s*-\s*[A-ZĐ&]{1,20})*)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A signed file against the approved text. `problems` is empty exactly when the report may be issued."""

    signatures: tuple[Signed, ...]
    differences: tuple[Difference, ...]
    number: str
    issued_on: date | None
    problems: tuple[Issue, ...]

    @property
    def good(self) -> bool:
        return not self.problems


def judge(
    signatures: Sequence[Signed],
    differences: Sequence[Difference],
    text: str,
    *,
    number: str = "",
    issued_on: date | None = None,
) -> Verdict:
    """Put findings together. `number` and `issued_on` as the clerk says; else as the file's text states them."""
    said = number.strip() or number_in(text)
    day = issued_on or day_in(text)
    problems = [*_signature_problems(signatures)]
    if not same(differences):
        changed = [one for one in differences if one.kind == "changed"]
        first = changed[0]
        facts = {
            "count": f"{len(changed):02d}", "where": first.where or "đầu văn bản",
            "before": first.before or "(không có)", "after": first.after or "(không có)",
        }  # fmt: skip
        problems.append(Issue("text", "reporting.text_changed", facts))
    if not said:
        problems.append(Issue("number", "reporting.number_unknown", {}))
    if day is None:
        problems.append(Issue("issued_on", "reporting.issue_day_unknown", {}))
    return Verdict(tuple(signatures), tuple(differences), said, day, tuple(problems))


def _signature_problems(signatures: Sequence[Signed]) -> list[Issue]:
    if not signatures:
        return [Issue("signature", "reporting.no_signature", {})]
    return [
        Issue("signature", f"reporting.signature_{one.problem}", {"signer": one.signer or one.field})
        for one in signatures
        if one.problem
    ]


def number_in(text: str) -> str:
    """ "214/BC-UBND" as the head prints it; empty where it does not."""
    found = _NUMBER.search(text[:3000])
    return f"{found['number']}/{''.join(found['symbol'].split())}" if found else ""


def day_in(text: str) -> date | None:
    """The first whole day that the head states."""
    days = [one.first for one in find_dates(text[:1500]) if one.precision == "day" and one.first]
    return days[0] if days else None
