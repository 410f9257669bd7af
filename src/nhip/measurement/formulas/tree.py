"""What a formula is once it has been read: a tree of frozen nodes. `at` is the code point where a node begins.

The language is small on purpose: numbers, the four operations, aggregates over one entity of the event dictionary,
conditions on its fields. Nothing in it loops, stores or calls out. docs/rules/formulas.md says what each part means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

AGGREGATES = ("count", "sum", "whole", "avg", "median", "distinct", "last", "delta")
SPANS = ("hours", "days", "workdays")
MOMENTS = ("months", "period_end")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    at: int


@dataclass(frozen=True, slots=True)
class Text:
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool
    at: int


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Negative:
    inner: Expression
    at: int


@dataclass(frozen=True, slots=True)
class Operation:
    """`sign` is one of + - * /."""

    sign: str
    left: Expression
    right: Expression
    at: int


@dataclass(frozen=True, slots=True)
class Span:
    """`hours|days|workdays(start, end)`."""

    name: str
    start: Expression
    end: Expression
    at: int


@dataclass(frozen=True, slots=True)
class Moment:
    """`months()`: how many months the period has; `period_end()`: the last instant of the period."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Comparison:
    sign: str
    left: Expression
    right: Expression
    at: int


@dataclass(frozen=True, slots=True)
class Among:
    """`field in (a, b)`."""

    inner: Expression
    values: tuple[Number | Text | Truth, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Stated:
    """`field is set`, `field is null`."""

    inner: Expression
    set: bool
    at: int


@dataclass(frozen=True, slots=True)
class Both:
    left: Condition
    right: Condition
    at: int


@dataclass(frozen=True, slots=True)
class Either:
    left: Condition
    right: Condition
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition
    at: int


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`name(entity: of by key where condition)`; `count` has no `of`, only `last` and `delta` have a `key`."""

    name: str
    entity: str
    of: Expression | None
    key: str | None
    where: Condition | None
    at: int


Expression = Number | Text | Truth | Field | Negative | Operation | Span | Moment | Aggregate
Condition = Comparison | Among | Stated | Both | Either | Not
Node = Expression | Condition


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read. Two formulas with the same text are equal."""

    text: str
    root: Expression

    @property
    def aggregates(self) -> tuple[Aggregate, ...]:
        """Every aggregate, in the order of the text."""
        return tuple(node for node in walk(self.root) if isinstance(node, Aggregate))

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities it reads, each once."""
        return tuple(dict.fromkeys(one.entity for one in self.aggregates))

    @property
    def adds_up(self) -> bool:
        """Whether parts of the value may be told apart by adding: a count or a sum, taken times or by a number."""
        return _adds_up(self.root)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in the order of the text."""
    yield node
    for field in fields(node):
        below = getattr(node, field.name)
        if hasattr(below, "at"):
            yield from walk(below)


def _adds_up(node: Expression) -> bool:
    if isinstance(node, Aggregate):
        return node.name in ("count", "sum", "whole")
    if isinstance(node, Operation) and node.sign == "/":
        return _adds_up(node.left) and isinstance(node.right, Number | Moment)
    if isinstance(node, Operation) and node.sign == "*":
        left, right = node.left, node.right
        return (isinstance(left, Number) and _adds_up(right)) or (isinstance(right, Number) and _adds_up(left))
    return False
