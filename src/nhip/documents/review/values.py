"""A record as a list of values to look at: what each says, where it stands, which of its fields a person may correct.

Nothing is decided here about words or looks: kinds, roles and doubts are codes that the face spells out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

LOW = 0.8
"""Below this confidence a value is put before a person first."""

HEADER = (
    ("issuing_body", "name"), ("parent_body", "name"), ("number", "value"), ("place", "name"), ("date", "value"),
    ("doc_type", "name"), ("title", "value"),
)  # fmt: skip
"""The parts of a header, each with the field that says it."""

AGENCY_ROLES = (
    ("lead_agencies", "lead"), ("implementing_agencies", "implement"), ("coordinating_agencies", "coordinate"),
    ("guiding_agencies", "guide"),
)  # fmt: skip
_HEADED = {"number": "item_number", "title": "heading"}
STATEMENTS = ("strengths", "limitations", "directions", "proposals", "objectives", "audiences")


@dataclass(frozen=True, slots=True)
class Field:
    """One correctable field: its path, a code for its label, what it holds now."""

    path: str
    label: str
    holds: str | float | None


@dataclass(frozen=True, slots=True)
class Part:
    """A value inside a value that stands somewhere itself: an agency of a task, the number of a figure."""

    path: str
    kind: str
    says: str
    start: int | None
    end: int | None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One thing to look at. `start` and `end` are code points of the text as read; None when it stands nowhere."""

    path: str
    group: str  # head | citations | tasks | figures | statements | sections | letter | faults
    kind: str
    says: str | None
    start: int | None
    end: int | None
    confidence: float
    doubts: tuple[str, ...] = ()  # low | unverified | inferred | misnumbered | missing | fault
    fields: tuple[Field, ...] = ()
    parts: tuple[Part, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # code of the label, what it says

    @property
    def anchor(self) -> str:
        return "v-" + self.path.replace(".", "-")

    @property
    def doubtful(self) -> bool:
        return bool(self.doubts)


def values_of(record: Json) -> list[Value]:
    """Every value of a record whose taken-out items were left as None (so that paths stay true)."""
    return [
        *_header(record.get("header") or {}),
        *_signer(record.get("signer")),
        *_each(record, "recipients", _recipient),
        *_each(record, "citations", _citation),
        *_each(record, "tasks", _task),
        *_each(record, "figures", _figure),
        *(value for name in STATEMENTS for value in _each(record, name, _statement)),
        *_request(record.get("request")),
        *_each(record, "sections", _section),
        *_each(record, "text_errors", _fault),
    ]


def _each(record: Json, name: str, build: Any) -> Iterator[Value]:
    for place, item in enumerate(record.get(name) or ()):
        if item is not None:
            yield build(f"{name}.{place}", name, item)


def _doubts(item: Json, *more: str) -> tuple[str, ...]:
    found = ["low"] if item.get("confidence", 1.0) < LOW else []
    if item.get("verified") is False:
        found.append("unverified")
    return (*found, *more)


def _field(path: str, item: Json, name: str, label: str = "") -> Field:
    return Field(f"{path}.{name}", label or name, item.get(name))


def _facts(item: Json, *names: str, **called: str) -> tuple[tuple[str, str], ...]:
    """The named facts that are stated; a period or another part with a label by its label. `called` renames."""
    found = []
    for name in names:
        fact = item.get(name)
        fact = fact.get("label") or fact.get("text") if isinstance(fact, dict) else fact
        if fact not in (None, "", False):
            found.append((called.get(name, name), str(fact)))
    return tuple(found)


def _header(header: Json) -> Iterator[Value]:
    for name, main in HEADER:
        path, item = f"header.{name}", header.get(name)
        if item is None:
            if name != "parent_body":
                stated = (Field(f"{path}.{main}", name, None),)
                yield Value(path, "head", name, None, None, None, 1.0, ("missing",), stated)
            continue
        doubts = _doubts(item, *(("inferred",) if item.get("stated_in_header") is False else ()))
        fields = [_field(path, item, main, "number_alone" if name == "number" else name)]
        says = item.get(main)
        if name == "number":
            fields.append(_field(path, item, "symbol"))
            says = item.get("full") if item.get(main) is not None else None
            says = "/".join(str(item.get(part) or "…") for part in ("value", "symbol")) if says is None else says
        missing = ("missing",) if item.get(main) is None else ()
        yield Value(
            path, "head", name, None if says is None else str(says), item.get("start"), item.get("end"),
            item.get("confidence", 1.0), (*doubts, *missing), tuple(fields),
        )  # fmt: skip
    for place, item in enumerate(header.get("addressees") or ()):
        if item is not None:
            yield _said(f"header.addressees.{place}", "head", "addressee", item)
    period = header.get("period")
    if period and period.get("label"):
        yield Value(
            "header.period", "head", "period", period["label"], None, None, 1.0, (),
            (_field("header.period", period, "label", "period"),), (), _facts(period, "from", "to"),
        )  # fmt: skip


def _said(path: str, group: str, kind: str, item: Json) -> Value:
    return Value(
        path, group, kind, item.get("text"), item.get("start"), item.get("end"), item.get("confidence", 1.0),
        _doubts(item), (_field(path, item, "text", kind),), (), _facts(item, "number", "title", **_HEADED),
    )  # fmt: skip


def _signer(signer: Json | None) -> Iterator[Value]:
    if not signer:
        return
    for name, span in (("on_behalf", "on_behalf_span"), ("position", "position_span"), ("name", "name_span")):
        if signer.get(name):
            where = signer.get(span) or {}
            yield Value(
                f"signer.{name}", "head", f"signer_{name}", signer[name], where.get("start"), where.get("end"),
                signer.get("confidence", 1.0), _doubts(signer), (_field("signer", signer, name, f"signer_{name}"),),
            )  # fmt: skip


def _recipient(path: str, name: str, item: Json) -> Value:
    return _said(path, "head", "recipient", item)


def _citation(path: str, name: str, item: Json) -> Value:
    fields = tuple(_field(path, item, one) for one in ("type", "number", "issuer", "date"))
    return Value(
        path, "citations", "citation", item.get("text"), item.get("start"), item.get("end"),
        item.get("confidence", 1.0), _doubts(item), fields, (),
        _facts(item, "type", "number", "issuer", "date", "role"),
    )  # fmt: skip


def _task(path: str, name: str, item: Json) -> Value:
    parts, fields = [], [_field(path, item, "summary"), _field(path, item, "deadline")]
    if isinstance(item.get("period"), dict):
        fields.append(_field(f"{path}.period", item["period"], "label", "during"))
    for role, kind in AGENCY_ROLES:
        for place, agency in enumerate(item.get(role) or ()):
            if agency is None:
                continue
            where = f"{path}.{role}.{place}"
            asked = "ask" if item.get("request") and kind != "coordinate" else kind
            parts.append(
                Part(where, asked, agency["name"], agency.get("start"), agency.get("end"), bool(agency.get("generic")))
            )
            fields.append(Field(f"{where}.name", kind, agency["name"]))
    return Value(
        path, "tasks", f"task_{item.get('kind', 'activity')}", item.get("summary"), item.get("start"), item.get("end"),
        item.get("confidence", 1.0), _doubts(item), tuple(fields), tuple(parts),
        _facts(item, "deadline", "period", "condition", "report_channel", period="during"),
    )  # fmt: skip


def _figure(path: str, name: str, item: Json) -> Value:
    fields = tuple(_field(path, item, one) for one in ("value", "unit", "qualifier", "indicator"))
    number = Part(path, "number", item.get("number_raw", ""), item.get("number_start"), item.get("number_end"))
    return Value(
        path, "figures", f"figure_{item.get('kind', 'result')}", item.get("indicator"),
        item.get("start"), item.get("end"), item.get("confidence", 1.0), _doubts(item), fields, (number,),
        _facts(item, "qualifier", "value", "unit", "per", "by"),
    )  # fmt: skip


def _statement(path: str, name: str, item: Json) -> Value:
    fields = [_field(path, item, "text", name.removesuffix("s"))]
    if name == "proposals":
        fields.append(_field(path, item, "addressee"))
    return Value(
        path, "statements", name, item.get("text"), item.get("start"), item.get("end"), item.get("confidence", 1.0),
        _doubts(item), tuple(fields), (), _facts(item, "number", "title", "addressee", **_HEADED),
    )  # fmt: skip


def _section(path: str, name: str, item: Json) -> Value:
    heading = item.get("heading") or {}
    doubts = _doubts(item, *(("misnumbered",) if item.get("misnumbered") else ()))
    return Value(
        path, "sections", f"section_{min(int(item.get('level', 1)), 3)}",
        f"{item.get('number', '')}. {item.get('title', '')}",
        heading.get("start"), heading.get("end"), item.get("confidence", 1.0), doubts,
        (_field(path, item, "number"), _field(path, item, "title")), (), _facts(item, "expected_number"),
    )  # fmt: skip


def _request(request: Json | None) -> Iterator[Value]:
    if not request:
        return
    asked = request.get("asked") or {}
    yield Value(
        "request.asked", "letter", "asked", asked.get("text"), asked.get("start"), asked.get("end"), 1.0, (),
        (), (), _facts(request, "outline_status"),
    )  # fmt: skip
    for place, item in enumerate(request.get("outline") or ()):
        if item is not None:
            yield _said(f"request.outline.{place}", "letter", "outline", item)
    if request.get("cut_off"):
        yield _said("request.cut_off", "letter", "cut_off", request["cut_off"])
    for place, item in enumerate(request.get("deadlines") or ()):
        if item is not None:
            path = f"request.deadlines.{place}"
            yield Value(
                path, "letter", "deadline", item.get("text"), item.get("start"), item.get("end"),
                item.get("confidence", 1.0), _doubts(item),
                tuple(_field(path, item, one) for one in ("who", "what", "due", "send_to")), (),
                _facts(item, "who", "what", "due", "recurring", "send_to", "per_rule"),
            )  # fmt: skip


def _fault(path: str, name: str, item: Json) -> Value:
    return Value(
        path, "faults", item.get("kind", "fault"), item.get("raw"), item.get("start"), item.get("end"),
        item.get("confidence", 1.0), ("fault",), (_field(path, item, "correct"),), (), _facts(item, "correct"),
    )  # fmt: skip
