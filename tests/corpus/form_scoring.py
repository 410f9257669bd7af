"""Measures of the form: head, sections, citations, recipients, signer, errors of the text.

An annotation holds plain values, no spans: what a person would write on a card about the document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

Entry = dict[str, Any]
Tally = tuple[int, int, int]  # right, expected, found


def plain(words: object) -> str:
    text = unicodedata.normalize("NFC", str(words or "")).casefold()
    return " ".join(text.split()).strip(" .:;,-–")


def likeness(one: object, other: object) -> float:
    a, b = set(plain(one).split()), set(plain(other).split())
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def form(gold: Entry, read: Entry, text: str) -> dict[str, Tally]:
    """Each measure whose key the annotation holds."""
    out: dict[str, Tally] = {}
    if "header" in gold:
        out["header"] = _header(gold["header"], read.get("header") or {})
    if "sections" in gold:
        found = [[s["number"], s["level"], plain(s["title"])] for s in read["sections"]]
        expected = [[number, level, plain(title)] for number, level, title in gold["sections"]]
        out["sections"] = (_common(expected, found), len(expected), len(found))
    if "citations" in gold:
        _citations(gold["citations"], read["citations"], out)
    if "recipients" in gold:
        found_r = [plain(r["text"]) for r in read["recipients"]]
        out["recipients"] = (
            _common([plain(r) for r in gold["recipients"]], found_r),
            len(gold["recipients"]),
            len(found_r),
        )
    if "signer" in gold:
        mine, theirs = read.get("signer") or {}, gold["signer"]
        keys = ("name", "position", "authority_form", "on_behalf")
        right = sum(bool(theirs[k]) and plain(theirs[k]) == plain(mine.get(k)) for k in keys)
        out["signer"] = (right, sum(bool(theirs[k]) for k in keys), sum(bool(mine.get(k)) for k in keys))
    if "text_errors" in gold:
        spans = [(text.find(raw), text.find(raw) + len(raw)) for raw in gold["text_errors"]]
        errors = read.get("text_errors") or []
        right = sum(any(e["start"] < b and a < e["end"] for e in errors) for a, b in spans)
        out["text_errors"] = (right, len(spans), len(errors))
    return out


def _common(expected: Sequence[Any], found: Sequence[Any]) -> int:
    left = list(found)
    hits = 0
    for value in expected:
        if value in left:
            left.remove(value)
            hits += 1
    return hits


def _header(gold: Entry, read: Entry) -> Tally:
    ways: dict[str, Callable[[Entry], object]] = {
        "number": lambda h: (h.get("number") or {}).get("value"),
        "symbol": lambda h: (h.get("number") or {}).get("symbol"),
        "place": lambda h: (h.get("place") or {}).get("name"),
        "date": lambda h: (h.get("date") or {}).get("value"),
        "type": lambda h: (h.get("doc_type") or {}).get("code"),
        "title": lambda h: (h.get("title") or {}).get("value"),
        "body": lambda h: (h.get("issuing_body") or {}).get("name"),
        "parent": lambda h: (h.get("parent_body") or {}).get("name"),
    }
    right = expected = found = 0
    for key, way in ways.items():
        want, got = gold.get(key), way(read)
        expected += bool(want)
        found += bool(got)
        near = likeness(want, got) >= 0.9 if key == "title" else plain(want) == plain(got)
        right += bool(want) and bool(got) and near
    return right, expected, found


def _citations(gold: Sequence[Entry], read: Sequence[Entry], out: dict[str, Tally]) -> None:
    left = list(read)
    pairs: list[tuple[Entry, Entry]] = []
    for want in gold:
        for got in left:
            if plain(want["number"]) == plain(got["number"]) and want["type"] == got["type_code"]:
                pairs.append((want, got))
                left.remove(got)
                break
    out["citations"] = (len(pairs), len(gold), len(read))
    for key in ("issuer", "date"):
        out[f"citations.{key}"] = (sum(plain(w[key]) == plain(g[key]) for w, g in pairs), len(pairs), len(pairs))
    stated = sum(w["stated"] == g["issuer_stated"] for w, g in pairs)
    out["citations.stated"] = (stated, len(pairs), len(pairs))
    roles = [(w, g) for w, g in pairs if w.get("role")]
    out["citations.role"] = (sum(w["role"] == g["role"] for w, g in roles), len(roles), len(roles))
