"""TMX 1.4 out and in: the translation memory between programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from nhip.newsroom.exchange.parsing import LONGEST, MOST_UNITS, local, parsed, words_of, write_flat, written
from nhip.newsroom.languages import by_tag, languages
from nhip.newsroom.marks import faults, shown
from nhip.text.issues import Issue

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Pairing:
    """The same words in two of our languages (codes)."""

    source_language: str
    source: str
    target_language: str
    target: str


def write(pairings: Iterable[Pairing]) -> bytes:
    """The memory as a file."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root, "header",
        {"creationtool": "nhip", "creationtoolversion": "1", "segtype": "paragraph", "o-tmf": "nhip",
         "adminlang": "vi", "srclang": "*all*", "datatype": "plaintext"},
    )  # fmt: skip
    body = etree.SubElement(root, "body")
    for one in pairings:
        unit = etree.SubElement(body, "tu", srclang=languages()[one.source_language].tag)
        for language, text in ((one.source_language, one.source), (one.target_language, one.target)):
            variant = etree.SubElement(unit, "tuv")
            variant.set(_LANG, languages()[language].tag)
            write_flat(etree.SubElement(variant, "seg"), text)
    return written(root)


def read(data: bytes) -> tuple[list[Pairing], list[Issue]] | Issue:
    """What a file holds in our languages and what of it is refused, or the one reason why all of it is."""
    root = parsed(data)
    if isinstance(root, Issue):
        return root
    if local(root) != "tmx":
        return Issue("file", "newsroom.file_not_tmx", {})
    units = [one for one in root.iter() if local(one) == "tu"]
    if len(units) > MOST_UNITS:
        return Issue("file", "newsroom.file_too_large", {"most": f"{MOST_UNITS} đoạn"})
    header = next((one for one in root if local(one) == "header"), None)
    usual = header.get("srclang") if header is not None else None
    found: list[Pairing] = []
    refused: list[Issue] = []
    for unit in units:
        said = _said(unit)
        first = by_tag(unit.get("srclang") or usual or "")
        source = first.code if first is not None and first.code in said else next(iter(said), None)
        for language, text in said.items():
            if source is None or language == source:
                continue
            if issues := _against(said[source], text):
                refused += issues
            else:
                found.append(Pairing(source, str(said[source]), language, str(text)))
    return found, refused


def _said(unit: etree._Element) -> dict[str, str | None]:
    """The words of a unit by our language; None for words that hold something we cannot keep."""
    said: dict[str, str | None] = {}
    for variant in unit:
        language = by_tag(variant.get(_LANG) or variant.get("lang") or "") if local(variant) == "tuv" else None
        segment = next((one for one in variant if local(one) == "seg"), None)
        if language is not None and segment is not None:
            text = words_of(segment)
            said[language.code] = text.strip() if text is not None else None
    return said


def _against(source: str | None, target: str | None) -> Sequence[Issue]:
    words = {"words": shown(source or target or "")[:80]}
    if source is None or target is None:
        return [Issue("file", "newsroom.segment_marks", {**words, "mark": ""})]
    if not shown(source).strip() or not shown(target).strip():
        return [Issue("file", "newsroom.segment_empty", words)]
    if max(len(source), len(target)) > LONGEST:
        return [Issue("file", "newsroom.segment_too_long", words)]
    if faults(source, target):
        return [Issue("file", "newsroom.segment_marks", {**words, "mark": ""})]
    return []
