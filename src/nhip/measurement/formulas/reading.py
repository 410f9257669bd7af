"""Reads the text of a formula into its tree, or says what is wrong and where.

A recursive descent, one function for each level of the grammar in docs/rules/formulas.md. A finding carries the line,
the column and two lines of text with a caret under the place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nhip.measurement.formulas import tree
from nhip.text.issues import Issue

LONGEST = 2000
DEEPEST = 40

_PIECE = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z_][a-z0-9_]*)|'(?P<text>[^'\n]*)'|(?P<sign><=|>=|!=|[-+*/()=<>,:])"
)
_RESERVED = {"where", "by", "in", "is", "set", "null", "and", "or", "not", "true", "false"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the formula. `kind`: number, name, text, sign, end."""

    kind: str
    value: str
    at: int

    @property
    def shown(self) -> str:
        return f"'{self.value}'" if self.kind == "text" else self.value or "hết công thức"


class Wrong(Exception):
    """Stops the reading; carries the finding."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code)
        self.issue = issue


def parse(text: str) -> tree.Formula | Issue:
    """The formula that the text says, or the first thing wrong with it."""
    try:
        if len(text) > LONGEST:
            raise Wrong(finding("formula_too_long", text, LONGEST, longest=LONGEST))
        reader = _Reader(text, _pieces(text))
        root = reader.sum()
        reader.must_end()
    except Wrong as wrong:
        return wrong.issue
    return tree.Formula(text, root)


def finding(rule: str, text: str, at: int, **facts: object) -> Issue:
    """A finding at a place of a formula: `line`, `column` (both from 1), `excerpt` (the line, a caret below it)."""
    before = text[:at]
    line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    here = text.split("\n")[line - 1] if text else ""
    excerpt = f"{here}\n{' ' * (column - 1)}^"
    return Issue("formula", f"measurement.{rule}", {"line": line, "column": column, "excerpt": excerpt, **facts})


def _pieces(text: str) -> list[Piece]:
    found, at = [], 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:
            raise Wrong(finding("formula_unknown_sign", text, at, found=text[at]))
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(Piece(kind, match[kind], at))
        at = match.end()
    return [*found, Piece("end", "", len(text))]


class _Reader:
    def __init__(self, text: str, pieces: list[Piece]) -> None:
        self.text, self.pieces, self.here, self.depth = text, pieces, 0, 0
        self.inside = False  # an aggregate: fields are known only there

    # -- the pieces ----------------------------------------------------------------------------------------------

    @property
    def now(self) -> Piece:
        return self.pieces[self.here]

    def take(self) -> Piece:
        piece = self.now
        self.here += piece.kind != "end"
        return piece

    def sees(self, *values: str) -> bool:
        return self.now.kind in ("sign", "name") and self.now.value in values

    def skip(self, value: str) -> bool:
        if self.sees(value):
            self.take()
            return True
        return False

    def must(self, value: str) -> Piece:
        if not self.sees(value):
            raise Wrong(finding("formula_expects", self.text, self.now.at, expected=value, found=self.now.shown))
        return self.take()

    def must_end(self) -> None:
        if self.now.kind != "end":
            raise Wrong(finding("formula_goes_on", self.text, self.now.at, found=self.now.shown))

    def name(self, rule: str) -> Piece:
        if self.now.kind != "name" or self.now.value in _RESERVED:
            raise Wrong(finding(rule, self.text, self.now.at, found=self.now.shown))
        return self.take()

    # -- expressions ---------------------------------------------------------------------------------------------

    def sum(self) -> tree.Expression:
        found = self.product()
        while self.sees("+", "-"):
            sign = self.take()
            found = tree.Operation(sign.value, found, self.product(), sign.at)
        return found

    def product(self) -> tree.Expression:
        found = self.unary()
        while self.sees("*", "/"):
            sign = self.take()
            found = tree.Operation(sign.value, found, self.unary(), sign.at)
        return found

    def unary(self) -> tree.Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Wrong(finding("formula_too_deep", self.text, self.now.at, deepest=DEEPEST))
        if self.sees("-"):
            sign = self.take()
            found: tree.Expression = tree.Negative(self.unary(), sign.at)
        else:
            found = self.atom()
        self.depth -= 1
        return found

    def atom(self) -> tree.Expression:
        piece = self.now
        if piece.kind == "number":
            return tree.Number(Decimal(self.take().value), piece.at)
        if self.skip("("):
            found = self.sum()
            self.must(")")
            return found
        if self.inside and piece.kind == "text":
            return tree.Text(self.take().value, piece.at)
        if self.inside and self.sees("true", "false"):
            return tree.Truth(self.take().value == "true", piece.at)
        return self.called(self.name("formula_needs_value"))

    def called(self, name: Piece) -> tree.Expression:
        if name.value in tree.AGGREGATES:
            return self.aggregate(name)
        if name.value in tree.MOMENTS:
            self.must("(")
            self.must(")")
            return tree.Moment(name.value, name.at)
        if name.value in tree.SPANS:
            self.must("(")
            start = self.sum()
            self.must(",")
            end = self.sum()
            self.must(")")
            return tree.Span(name.value, start, end, name.at)
        if self.sees("("):
            raise Wrong(finding("formula_unknown_function", self.text, name.at, name=name.value))
        if not self.inside:
            raise Wrong(finding("formula_field_outside", self.text, name.at, name=name.value))
        return tree.Field(name.value, name.at)

    def aggregate(self, name: Piece) -> tree.Expression:
        if self.inside:
            raise Wrong(finding("formula_nested", self.text, name.at, name=name.value))
        self.must("(")
        entity = self.name("formula_needs_entity")
        self.inside = True
        of = key = None
        if name.value != "count":
            self.must(":")
            of = self.sum()
        if name.value in ("last", "delta"):
            self.must("by")
            key = self.name("formula_needs_field").value
        where = self.either() if self.skip("where") else None
        self.inside = False
        self.must(")")
        return tree.Aggregate(name.value, entity.value, of, key, where, name.at)

    # -- conditions ----------------------------------------------------------------------------------------------

    def either(self) -> tree.Condition:
        found = self.both()
        while self.sees("or"):
            word = self.take()
            found = tree.Either(found, self.both(), word.at)
        return found

    def both(self) -> tree.Condition:
        found = self.refused()
        while self.sees("and"):
            word = self.take()
            found = tree.Both(found, self.refused(), word.at)
        return found

    def refused(self) -> tree.Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Wrong(finding("formula_too_deep", self.text, self.now.at, deepest=DEEPEST))
        if self.sees("not"):
            word = self.take()
            found: tree.Condition = tree.Not(self.refused(), word.at)
        else:
            found = self.grouped() if self.sees("(") else self.comparison()
        self.depth -= 1
        return found

    def grouped(self) -> tree.Condition:
        """A bracket opens a condition or an expression that is compared: the first that reads on is meant."""
        start, depth = self.here, self.depth
        try:
            self.must("(")
            found = self.either()
            self.must(")")
        except Wrong as as_condition:
            furthest, self.here, self.depth = self.here, start, depth
            try:
                return self.comparison()
            except Wrong:
                if self.here >= furthest:
                    raise
                raise as_condition from None
        return found

    def comparison(self) -> tree.Condition:
        left = self.sum()
        piece = self.now
        if self.skip("is"):
            if not self.sees("set", "null"):
                raise Wrong(finding("formula_expects", self.text, self.now.at, expected="set", found=self.now.shown))
            return tree.Stated(left, self.take().value == "set", piece.at)
        if self.skip("in"):
            self.must("(")
            values = [self.constant()]
            while self.skip(","):
                values.append(self.constant())
            self.must(")")
            return tree.Among(left, tuple(values), piece.at)
        if self.sees(*tree.COMPARISONS):
            self.take()
            return tree.Comparison(piece.value, left, self.sum(), piece.at)
        raise Wrong(finding("formula_needs_comparison", self.text, piece.at, found=piece.shown))

    def constant(self) -> tree.Number | tree.Text | tree.Truth:
        piece = self.now
        if piece.kind in ("number", "text") or self.sees("true", "false"):
            self.take()
            if piece.kind == "number":
                return tree.Number(Decimal(piece.value), piece.at)
            return (
                tree.Text(piece.value, piece.at)
                if piece.kind == "text"
                else tree.Truth(piece.value == "true", piece.at)
            )
        raise Wrong(finding("formula_needs_value", self.text, piece.at, found=piece.shown))
