"""Holds a formula against the event dictionary: entities and fields that exist, values of the right type, kinds of row
that are counted as they may be. Each finding says where."""

from __future__ import annotations

from collections.abc import Iterator

from nhip.measurement.dictionary import Dictionary, Entity
from nhip.measurement.formulas import tree
from nhip.measurement.formulas.reading import finding
from nhip.text.issues import Issue

_VALIDITY = {"valid_from": "day", "valid_to": "day"}
_INSTANTS = ("moment", "day")
_NAMED = {"number": "số", "text": "chữ", "moment": "thời điểm", "truth": "đúng hoặc sai"}


def check(formula: tree.Formula, dictionary: Dictionary) -> list[Issue]:
    """What is wrong with the formula, in the order of its text; nothing when it may be used."""
    found = sorted(_Check(formula.text, dictionary).expression(formula.root, None, "number"), key=_place)
    if not found and not formula.aggregates:
        found = [finding("formula_reads_nothing", formula.text, 0)]
    return found


def _place(issue: Issue) -> tuple[int, int]:
    line, column = issue.facts["line"], issue.facts["column"]
    assert isinstance(line, int)
    assert isinstance(column, int)
    return line, column


class _Check:
    def __init__(self, text: str, dictionary: Dictionary) -> None:
        self.text, self.dictionary = text, dictionary

    def expression(self, node: tree.Expression, entity: Entity | None, wanted: str | None) -> Iterator[Issue]:
        """Findings in an expression that must give a value of the wanted type (None: any)."""
        of = self.type_of(node, entity)
        if wanted and of and of != wanted and not (wanted == "moment" and of in _INSTANTS):
            yield finding("formula_wrong_type", self.text, node.at, wanted=_NAMED[wanted], found=_NAMED.get(of, "chữ"))
        if isinstance(node, tree.Field) and entity is not None and of is None:
            yield finding("formula_unknown_field", self.text, node.at, field=node.name, entity=entity.code)
        elif isinstance(node, tree.Aggregate):
            yield from self.aggregate(node)
        elif isinstance(node, tree.Operation):
            yield from self.expression(node.left, entity, "number")
            yield from self.expression(node.right, entity, "number")
        elif isinstance(node, tree.Negative):
            yield from self.expression(node.inner, entity, "number")
        elif isinstance(node, tree.Span):
            yield from self.expression(node.start, entity, "moment")
            yield from self.expression(node.end, entity, "moment")

    def aggregate(self, node: tree.Aggregate) -> Iterator[Issue]:
        entity = self.dictionary.get(node.entity)
        if entity is None:
            yield finding("formula_unknown_entity", self.text, node.at, entity=node.entity)
            return
        if (entity.kind == "series") != (node.name in ("last", "delta")):
            rule = "formula_series_needs_last" if entity.kind == "series" else "formula_last_needs_series"
            yield finding(rule, self.text, node.at, name=node.name, entity=entity.code)
        if node.of is not None:
            yield from self.expression(node.of, entity, None if node.name == "distinct" else "number")
        if node.key is not None and node.key not in entity.fields:
            yield finding("formula_unknown_field", self.text, node.at, field=node.key, entity=entity.code)
        if node.where is not None:
            yield from self.condition(node.where, entity)

    def condition(self, node: tree.Condition, entity: Entity) -> Iterator[Issue]:
        if isinstance(node, tree.Both | tree.Either):
            yield from self.condition(node.left, entity)
            yield from self.condition(node.right, entity)
        elif isinstance(node, tree.Not):
            yield from self.condition(node.inner, entity)
        elif isinstance(node, tree.Stated):
            yield from self.expression(node.inner, entity, None)
        elif isinstance(node, tree.Among):
            yield from self.expression(node.inner, entity, None)
            of = self.type_of(node.inner, entity)
            for value in node.values:
                if of and self.type_of(value, entity) != of:
                    yield finding("formula_unlike", self.text, value.at)
        else:
            yield from self.comparison(node, entity)

    def comparison(self, node: tree.Comparison, entity: Entity) -> Iterator[Issue]:
        yield from self.expression(node.left, entity, None)
        yield from self.expression(node.right, entity, None)
        left, right = self.type_of(node.left, entity), self.type_of(node.right, entity)
        if left and right and left != right:
            yield finding("formula_unlike", self.text, node.at)
        elif left in ("text", "truth") and node.sign not in ("=", "!="):
            yield finding("formula_has_no_order", self.text, node.at, sign=node.sign)

    def type_of(self, node: tree.Expression, entity: Entity | None) -> str | None:
        """number, text, moment or truth; None where it cannot be told."""
        if isinstance(node, tree.Field):
            known = {**entity.fields, **(_VALIDITY if entity.kind == "stock" else {})} if entity else {}
            of = known.get(node.name)
            return "moment" if of in _INSTANTS else "text" if of == "unit" else of
        if isinstance(node, tree.Text):
            return "text"
        if isinstance(node, tree.Truth):
            return "truth"
        if isinstance(node, tree.Moment):
            return "number" if node.name == "months" else "moment"
        return "number"
