"""The head and the signature of a report: how a body's name is printed, who signs for it, which symbol it has."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from nhip.documents.composing.draft import Signature
from nhip.documents.composing.symbols import symbol
from nhip.reporting.wording import bare


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: full name as in running text, its body above ("" for none), the place the day is given at."""

    name: str
    above: str
    place: str

    @property
    def committee(self) -> bool:
        return _rule(self.name).get("on_behalf") == "ỦY BAN NHÂN DÂN"


@cache
def _data() -> dict[str, Any]:
    text = resources.files("nhip.reporting").joinpath("data", "signing.toml").read_text("utf-8")
    return tomllib.loads(text)


def _rule(name: str) -> dict[str, str]:
    fits = [one for one in _data()["body"] if name.startswith(one["words"])]
    found: dict[str, str] = max(fits, key=lambda one: len(one["words"]), default=_data()["default"])
    return found


def printed(issuer: Issuer) -> str:
    """The body's lines of the head in capitals: a committee breaks before its place, others lose the place above."""
    if issuer.committee:
        words = "Ủy ban nhân dân"
        rest = issuer.name[len(words) :].strip()
        return f"{words}\n{rest}".upper().strip() if rest else words.upper()
    return short_name(issuer).upper()


def short_name(issuer: Issuer) -> str:
    """The name without the province that the line above says already: "Sở Ngoại vụ"."""
    for tail in (issuer.place, bare(issuer.place)):
        if tail and issuer.above and issuer.name.endswith(f" {tail}"):
            return issuer.name[: -len(tail) - 1]
    return issuer.name


def printed_above(issuer: Issuer) -> str | None:
    """The parent body's line; a committee has none in practice."""
    if issuer.committee or not issuer.above:
        return None
    words = "Ủy ban nhân dân"
    if issuer.above.startswith(words):
        return f"{words}\n{issuer.above[len(words) :].strip()}".upper()
    return issuer.above.upper()


def signature_of(issuer: Issuer) -> Signature:
    rule = _rule(issuer.name)
    return Signature(on_behalf=rule.get("on_behalf"), position=rule["position"])


def symbol_of(issuer: Issuer, type_code: str = "BC") -> str:
    """ "BC-UBND", "BC-SNV": letters by rule, else the first letters of the words of the short name."""
    letters = _rule(issuer.name).get("letters")
    if letters is None:
        words = [word for word in short_name(issuer).replace(",", " ").split() if word not in ("và", "-", "–")]
        letters = "".join(word[0] for word in words).upper()
    return symbol(type_code, letters)
