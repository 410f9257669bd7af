"""Bodies that every unit of territory has by national rule: a people's committee, a sở, a party board.

One row of `data/patterns.csv` stands for the same body of every province, district or commune; the body is made when
it is asked for. A body found in a local source overrides its pattern: it has rows of its own under the same key
(`territory/code`). `data/rules.csv` says where a pattern's body went when it ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from nhip.agencies.dates import earliest, latest
from nhip.agencies.units import Version


class Pattern(NamedTuple):
    """A body by rule. `name` holds {T} (tỉnh Lạng Sơn), {N} (Lạng Sơn) or {C} (Tỉnh ủy)."""

    code: str
    level: str
    name: str
    kind: str
    line: str
    above: tuple[str, ...]
    """Codes of the body above in the same territory, one after the other in time; ^code in the territory above."""
    sector: tuple[str, ...]
    """Codes of the central body above in the sector line, one after the other in time; ^code as above."""
    valid_from: date | None
    valid_to: date | None
    exact: bool
    also: tuple[str, ...]
    confidence: str


class Rule(NamedTuple):
    """Where the body `old` of a level went: `new` in the same territory, >new in the territories that followed it,
    ^new in the territory above, ? unknown."""

    level: str
    old: str
    new: str
    kind: str
    on: date | None
    exact: bool
    basis: str
    functions: tuple[str, ...]
    act: str
    url: str
    confidence: str


class ClassRow(NamedTuple):
    """A class name ("các sở, ban, ngành") and which bodies it stands for."""

    code: str
    phrases: tuple[str, ...]
    kinds: tuple[str, ...]
    lines: tuple[str, ...]
    level: str
    expands: str
    """yes | no (an open circle: a person chooses) | unconfirmed (no source lists its members) | desk (an inner desk)"""


@dataclass(frozen=True, slots=True)
class Naming:
    """How offices write: level words, kinds, party committees, short forms, posts (see `data/naming.toml`)."""

    levels: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    kinds: dict[str, str]
    committees: dict[str, str]
    short: dict[str, str]
    posts: dict[str, tuple[str, str]]
    spellings: dict[str, str]
    """Search keys of places in another usual spelling: "dac lac" is "dak lak"."""
    class_heads: dict[str, str]
    """Words of class names -> code of the class, the weightiest first."""
    class_fillers: tuple[str, ...]
    class_open: tuple[str, ...]
    """Words that leave it to a person who is meant: "liên quan"."""

    def kind_of(self, name: str) -> str:
        """Kind of a unit of territory by the first words of its name."""
        low = name.lower()
        return next((kind for word, kind in self.kinds.items() if low.startswith(word + " ")), "commune")

    def bare(self, name: str) -> str:
        """The name without the word for its kind: "Thị trấn Cao Lộc" is "Cao Lộc"."""
        low = name.lower()
        return next((name[len(word) + 1 :] for word in self.kinds if low.startswith(word + " ")), name)


@dataclass(frozen=True, slots=True)
class Custom:
    """The national rules that hold for every territory."""

    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    classes: tuple[ClassRow, ...]
    naming: Naming


def kind_at_level(kind: str, level: str) -> str:
    """A city that stands as a province is a central city."""
    return "central_city" if level == "province" and kind == "provincial_city" else kind


def render(template: str, territory_name: str, level: str, naming: Naming) -> str:
    """The full name of a pattern's body: "Sở Tài chính {T}" of "Tỉnh Lạng Sơn" is "Sở Tài chính tỉnh Lạng Sơn"."""
    kind = kind_at_level(naming.kind_of(territory_name), level)
    full = territory_name[:1].lower() + territory_name[1:]
    return (
        template.replace("{T}", full)
        .replace("{N}", naming.bare(territory_name))
        .replace("{C}", naming.committees.get(kind, "Đảng ủy"))
    )


def body_versions(pattern: Pattern, territory: tuple[Version, ...], naming: Naming) -> tuple[Version, ...]:
    """The versions of a pattern's body in a territory: both lives overlap; equal neighbours are one version."""
    made: list[Version] = []
    for home in territory:
        start, end = latest(home.valid_from, pattern.valid_from), earliest(home.valid_to, pattern.valid_to)
        if start is not None and end is not None and start > end:
            continue
        name = render(pattern.name, home.name, pattern.level, naming)
        exact = pattern.exact and home.exact
        if made and made[-1].name == name:
            made[-1] = made[-1]._replace(valid_to=end, exact=exact)
            continue
        made.append(
            Version(
                unit=f"{home.unit}/{pattern.code}",
                name=name,
                kind=pattern.kind,
                level=pattern.level,
                line=pattern.line,
                territory=home.unit,
                code="",
                valid_from=start,
                valid_to=end,
                exact=exact,
                confidence=pattern.confidence,
                source="",
                url="",
                note="",
            )
        )
    return tuple(made)
