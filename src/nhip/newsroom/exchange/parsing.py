"""Files that came from elsewhere: read as XML without entities, without a network, none larger than it may be."""

from __future__ import annotations

import re

from lxml import etree

from nhip.newsroom.marks import literal, pieces
from nhip.text.issues import Issue

MOST_BYTES = 4 * 1024 * 1024
MOST_UNITS = 20_000
LONGEST = 20_000
"""Signs in one segment."""
_FIRST = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parsed(data: bytes) -> etree._Element | Issue:
    """The root of a file, or why it is refused: too large, one that declares entities, no XML."""
    if len(data) > MOST_BYTES:
        return Issue("file", "newsroom.file_too_large", {"most": f"{MOST_BYTES // (1024 * 1024)} MB"})
    if _FIRST.search(data.replace(b"\0", b"")):  # whatever the width of its letters
        return Issue("file", "newsroom.file_hostile", {})
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Issue("file", "newsroom.file_unreadable", {})
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or any(isinstance(one, etree._Entity) for one in root.iter()):
        return Issue("file", "newsroom.file_hostile", {})
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def words_of(element: etree._Element) -> str | None:
    """The text of a segment with our marks, from `g`, `x`, `bpt`, `ept`, `ph`; None where something else is in it.

    What tools put around words and needs no translating (`mrk`, `hi`) is passed through.
    """
    parts = [literal(element.text or "")]
    for child in element:
        name, number = local(child), child.get("id") or child.get("i") or child.get("x") or ""
        if name in ("mrk", "hi"):
            inner = words_of(child)
            if inner is None:
                return None
            parts.append(inner)
        elif name and not number.isdigit():
            return None
        elif name == "g":
            inner = words_of(child)
            if inner is None:
                return None
            parts.append(f"{{{number}}}{inner}{{/{number}}}")
        elif name in ("x", "ph"):
            parts.append(f"{{{number}/}}")
        elif name == "bpt":
            parts.append(f"{{{number}}}")
        elif name == "ept":
            parts.append(f"{{/{number}}}")
        elif name:
            return None
        parts.append(literal(child.tail or ""))
    return "".join(parts)


def write_nested(element: etree._Element, text: str) -> None:
    """Put a segment's text into an element, pairs of marks as `g` around their words, lone ones as `x` (XLIFF)."""
    here = [element]
    for kind, value in pieces(_clean(text)):
        if kind == "open":
            here.append(etree.SubElement(here[-1], etree.QName(etree.QName(element).namespace, "g"), id=value))
        elif kind == "close":
            here.pop()
        elif kind == "alone":
            etree.SubElement(here[-1], etree.QName(etree.QName(element).namespace, "x"), id=value)
        else:
            _add(here[-1], value)


def write_flat(element: etree._Element, text: str) -> None:
    """Put a segment's text into an element, marks as `bpt`, `ept` and `ph` beside the words (TMX)."""
    for kind, value in pieces(_clean(text)):
        if kind == "open":
            etree.SubElement(element, "bpt", i=value)
        elif kind == "close":
            etree.SubElement(element, "ept", i=value)
        elif kind == "alone":
            etree.SubElement(element, "ph", x=value)
        else:
            _add(element, value)


def _add(element: etree._Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _clean(text: str) -> str:
    """Without signs that XML has no way to write."""
    return _NOT_XML.sub("", text)


def written(root: etree._Element) -> bytes:
    """The file, one element on a line, words untouched."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
