"""What a confirmed record says about its own document as a legal act, and about acts that it ends or changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from nhip.documents.citing import LONGEST
from nhip.law.book import Act, Link, symbol_key
from nhip.law.importing import SOURCE_SIGNS, effective_from, takes

_RELATIONS = {"thay thế": "replaces", "bãi bỏ": "repeals", "hủy bỏ": "repeals", "huỷ bỏ": "repeals"}
_VERB = r"(?P<verb>thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|sửa đổi, bổ sung|sửa đổi|bổ sung)"
_WHOLE = re.compile(rf"{_VERB}(?: cho)?(?: toàn bộ)?(?: các| những)?$")
_PART = re.compile(
    rf"{_VERB} (?:một số|(?:các )?(?:điểm|khoản|điều|chương|mục|phụ lục|cụm từ|mẫu|tên)\b)[^.;:/]{{0,150}}$"
)
_PASSIVE = re.compile(rf"(?:được|bị|đã) {_VERB}")
_ENDS = re.compile(r"^[^.;]*?\bhết hiệu lực\b[^.;]{0,60}\bnày\b")
_MARKER = r"(?:(?:[a-zđ]|\d{1,2})[).]|[-–+*•])"
_ROW = re.compile(rf"[\s,;]*(?:và\s+)?(?:các\s+)?(?:{_MARKER}\s*)?")
_FIRST = re.compile(rf"\s*(?:{_MARKER}\s*)?")
_LEAD = re.compile(rf"{_VERB}(?: cho)?(?: toàn bộ)? (?:các|những) [^\d:.;]{{1,80}}:$")
_REACH = 300
"""Letters before and after a citation in which its sentence is looked for."""


def act_said(record: Mapping[str, Any], text: str, source: str) -> Act | None:
    """The document as an act, with only what its head and text say; None when it is no legal document with a symbol."""
    header = record.get("header") or {}
    kind, number = _part(header, "doc_type", "name"), header.get("number") or {}
    symbol = (number.get("full") or "") if number.get("value") else ""
    if not takes(kind) or not number.get("symbol") or not symbol or len(symbol) > LONGEST:
        return None
    issued_on = _day(_part(header, "date", "value"))
    return Act(
        symbol=symbol, type=kind, title=_part(header, "title", "value"),
        issuer=_part(header, "issuing_body", "name")[:200], issued_on=issued_on,
        effective_from=effective_from(text, kind, issued_on), effective_to=None, confidence="T",
        source=source[:SOURCE_SIGNS],
    )  # fmt: skip


def links_said(record: Mapping[str, Any], text: str, act: Act) -> list[Link]:
    """What the act says that it does to acts it cites, each offered as unconfirmed: a person compares before relying.

    Counted: a verb of ending or changing right before the citation ("thay thế Nghị định số ..."), or with named
    parts between ("bãi bỏ khoản 2 Điều 5 Nghị định số ...": then the act stays, amended), rows of citations after
    such a verb, lists after a colon ("bãi bỏ các văn bản sau: a) ..."), and "Nghị định số ... hết hiệu lực kể từ
    ngày ... này ...". Not counted: grounds, the passive ("đã được sửa đổi, bổ sung bởi ..."), and a sentence whose
    subject is another act.
    """
    found: dict[tuple[str, str], Link] = {}
    row, row_end, other = "", -1, -1
    for one in sorted(record.get("citations") or (), key=lambda each: each["start"]):
        if not one.get("number") or one.get("role") in ("basis", "nested"):
            continue
        end = one.get("number_end") or one["end"]
        opened = _sentence_start(text, one["start"])
        if row and _ROW.fullmatch(text[row_end : one["start"]]):
            relation = row
        else:
            relation = "" if other >= opened else _relation(_words(text[opened : one["start"]]))
            if not relation and _FIRST.fullmatch(text[opened : one["start"]]):
                relation = _list_relation(text, opened)
            relation = relation or ("repeals" if _ENDS.search(_words(text[end : end + _REACH])) else "")
        row, row_end = relation, max(one["end"], end)
        if not relation:
            other = one["start"]
            continue
        key = (relation, symbol_key(one["number"]))
        if key[1] != symbol_key(act.symbol) and len(one["number"]) <= LONGEST:
            note = _words(text[opened:row_end])[:_REACH]
            link = Link(
                act.symbol, relation, one["number"], act.effective_from, None, "U", act.source, f"Văn bản ghi: “{note}”"
            )
            found.setdefault(key, link)
    return list(found.values())


def _part(header: Mapping[str, Any], part: str, name: str) -> str:
    return str((header.get(part) or {}).get(name) or "").strip()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:  # nothing, or a month whose day is blank
        return None


def _words(text: str) -> str:
    return " ".join(text.split())


def _sentence_start(text: str, at: int) -> int:
    """After the last full stop, semicolon, colon or blank line before `at`."""
    first = max(0, at - _REACH)
    ends = [found.end() for found in re.finditer(r"[.;:]\s|\n\s*\n", text[first:at])]
    return first + ends[-1] if ends else first


def _list_relation(text: str, opened: int) -> str:
    """What the sentence that ends with a colon before a list does to what the list names: "bãi bỏ các văn bản sau:"."""
    end = len(text[:opened].rstrip())
    lead = _words(text[_sentence_start(text, end - 1) : end]).casefold()
    said = _LEAD.search(lead)
    if said is None or any(found.start("verb") == said.start() for found in _PASSIVE.finditer(lead)):
        return ""
    return _RELATIONS.get(said["verb"], "amends")


def _relation(before: str) -> str:
    before = before.casefold()
    if whole := _WHOLE.search(before):
        verb, at = whole["verb"], whole.start()
        relation = _RELATIONS.get(verb, "amends")
    elif part := _PART.search(before):
        at, relation = part.start(), "amends"
    else:
        return ""
    return "" if any(found.start("verb") == at for found in _PASSIVE.finditer(before)) else relation
