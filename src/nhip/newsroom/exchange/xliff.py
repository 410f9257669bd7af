"""XLIFF 1.2 out and in: the segments of one story for a translator elsewhere. Prose: docs/rules/translation.md.

A file that comes back is asked about itself first (whose story, which languages), then segment by segment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from nhip.newsroom.aligning import CHANGED, DONE, MACHINE, Pair
from nhip.newsroom.exchange.parsing import LONGEST, MOST_UNITS, local, parsed, words_of, write_nested, written
from nhip.newsroom.languages import by_tag, languages
from nhip.newsroom.marks import faults, shown
from nhip.newsroom.segments import Segment
from nhip.text.issues import Issue

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {DONE: "translated", MACHINE: "needs-review-translation", CHANGED: "needs-adaptation"}
_NOT_SAID = frozenset({"new", "needs-translation"})


@dataclass(frozen=True, slots=True)
class Told:
    """One segment of a file: whose place, of which words, its translation and what the file says of it."""

    key: str
    source: str
    target: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of a file may be taken: by key, and each refusal with its segment's words."""

    taken: tuple[Told, ...]
    same: int
    refused: tuple[Issue, ...]


def write(story: int, source: str, target: str, pairs: Sequence[Pair]) -> bytes:
    """The file for one story (its number) between two of our languages (their codes)."""
    root = etree.Element(etree.QName(SPACE, "xliff"), nsmap={None: SPACE}, attrib={"version": "1.2"})  # type: ignore[dict-item]
    tags = {"source-language": languages()[source].tag, "target-language": languages()[target].tag}
    file = _under(root, "file", original=_original(story), datatype="plaintext", **tags)
    body = _under(file, "body")
    for pair in pairs:
        unit = _under(body, "trans-unit", id=pair.segment.key, resname=pair.segment.path)
        unit.set("approved", "no")
        if pair.segment.most:
            unit.set("maxwidth", str(pair.segment.most))
            unit.set("size-unit", "char")
        unit.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        write_nested(_under(unit, "source"), pair.segment.text)
        if pair.target:
            write_nested(_under(unit, "target", state=_STATES[pair.state]), pair.target)
        if pair.was:
            _under(unit, "note").text = f"Bản gốc khi dịch: {shown(pair.was)}"
    return written(root)


def read(data: bytes, story: int, source: str, target: str) -> list[Told] | Issue:
    """The segments of a file for this story and these languages (codes), or the one reason why it is refused."""
    root = parsed(data)
    if isinstance(root, Issue):
        return root
    if local(root) != "xliff" or etree.QName(root).namespace != SPACE or root.get("version") != "1.2":
        return Issue("file", "newsroom.file_not_xliff", {})
    files = [one for one in root if local(one) == "file"]
    if len(files) != 1 or files[0].get("original") != _original(story):
        return Issue("file", "newsroom.file_other_story", {})
    for attribute, code in (("source-language", source), ("target-language", target)):
        said = by_tag(files[0].get(attribute) or "")
        if said is None or said.code != code:
            return Issue("file", "newsroom.file_other_language", {"language": languages()[code].name})
    units = [one for one in files[0].iter() if local(one) == "trans-unit"]
    if len(units) > MOST_UNITS:
        return Issue("file", "newsroom.file_too_large", {"most": f"{MOST_UNITS} đoạn"})
    return [told for unit in units if (told := _told(unit)) is not None]


def sort(told: Sequence[Told], pairs: Sequence[Pair]) -> Sorted:
    """Which segments may be taken. Refused: unknown, of other words than the source has now, with marks lost."""
    here = {pair.segment.key: pair for pair in pairs}
    taken: dict[str, Told] = {}
    refused: list[Issue] = []
    same = 0
    for one in told:
        pair = here.get(one.key)
        said = {"words": shown(one.source or one.target)[:80]}
        if pair is None:
            refused.append(Issue(one.key, "newsroom.segment_unknown", said))
        elif Segment(one.key, "", one.source).sha256 != pair.segment.sha256:
            refused.append(Issue(one.key, "newsroom.segment_moved", said))
        elif issues := faults(pair.segment.text, one.target):
            refused.append(Issue(one.key, "newsroom.segment_marks", {**said, "mark": issues[0].facts.get("mark", "")}))
        elif len(one.target) > LONGEST or (pair.segment.most and len(shown(one.target)) > pair.segment.most):
            refused.append(Issue(one.key, "newsroom.segment_too_long", said))
        elif one.key in taken:
            refused.append(Issue(one.key, "newsroom.segment_twice", said))
        elif one.target == pair.target and (pair.state == DONE or one.state.startswith("needs-")):
            same += 1
        else:
            taken[one.key] = one
    return Sorted(tuple(taken.values()), same, tuple(refused))


def _told(unit: etree._Element) -> Told | None:
    """A segment with something in its target; None for one that nobody has translated."""
    found = {local(child): child for child in unit if local(child) in ("source", "target")}
    if "source" not in found or "target" not in found or found["target"].get("state") in _NOT_SAID:
        return None
    source, target = words_of(found["source"]), words_of(found["target"])
    key = unit.get("id") or ""
    if target is not None and not shown(target).strip():
        return None
    # a mark that nothing in the source knows: the segment is refused by name, not left out in silence
    state = found["target"].get("state") or ""
    return Told(key, source or "", "{0/}" if target is None else target.strip(), state)


def _under(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, etree.QName(SPACE, name), attributes)


def _original(story: int) -> str:
    return f"nhip:story:{story}"
