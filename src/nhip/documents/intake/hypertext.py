"""A web page, or a document that Word saved as one, to text. Nothing it names is fetched, nothing in it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import refused, warning
from nhip.documents.intake.plain import decode
from nhip.text.issues import Issue

_UNREAD = {"head", "noscript", "template", "svg", "iframe", "object", "embed", "nav"}
_CONTROLS = {"button", "select", "textarea"}  # not form: many portals wrap the whole page in one
_DROP = {"script", "style"} | _UNREAD | _CONTROLS
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "tr", "td", "th", "caption"}
_LISTS = {"ul", "ol", "dl", "dt", "dd", "li"}
_AREAS = {"p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "pre", "figure", "body"}
_BLOCK = _HEADINGS | _TABLES | _LISTS | _AREAS | {"hr", "center", "address"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
# what Word writes around parts for old browsers; the parser knows the comments around them by itself
_CONDITIONAL = re.compile(r"<!\[(?:if|endif)[^<>]{0,200}\]>|<\?xml[^<>]{0,500}\?>", re.IGNORECASE)
_DEEP = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "option",
    ]
)
_HEAD = re.compile(r"cộng\s+h(?:òa|oà)\s+xã\s+hội|độc\s+lập\s*[-–]\s*tự\s+do|^\s*nơi\s+nhận", re.IGNORECASE)


def read_html(data: bytes, limits: Limits) -> tuple[str, list[Issue]]:
    """The text of the page and what had to be assumed. Raises Refused for pages nested too deep or without words."""
    from lxml import etree, html

    source, notes = _decoded(data, limits)
    source = _CONDITIONAL.sub("", source).replace("\x00", "")
    if _depth(source) > limits.depth:
        raise refused("html_nested", limit=limits.depth)
    try:
        root: Any = html.document_fromstring(
            source.encode("utf-8", "replace"),
            parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False),
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise refused("html_broken") from error
    active = sum(1 for _ in root.iter("script"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(root))).strip()
    if not text:
        raise refused("file_empty")
    if active:
        notes.append(warning("scripts_left_out", count=active))
    return text + "\n", notes


def _decoded(data: bytes, limits: Limits) -> tuple[str, list[Issue]]:
    """The page's own word on its encoding counts only where the bytes are not plainly Unicode."""
    try:
        return decode(data, limits) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (data.decode("utf-8-sig"), [])
    except UnicodeDecodeError:
        found = _CHARSET.search(data[:8192])
        if found and found[1].lower() not in (b"utf-8", b"utf8"):
            try:
                return data.decode(found[1].decode("ascii"), "replace"), [
                    warning("text_encoding", encoding=found[1].decode("ascii"))
                ]
            except LookupError:
                pass
        return decode(data, limits)


def _depth(source: str) -> int:
    """How deep tags nest, counted before any parser builds a tree of them."""
    depth = deepest = 0
    for tag in _DEEP.finditer(source):
        if tag[2].lower() in _VOID or tag[3]:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _lines(root: Any) -> Iterator[str]:
    """Blocks as lines, an empty line between them."""
    buffer: list[str] = []

    def flush() -> Iterator[str]:
        words = " ".join("".join(buffer).split(" "))
        buffer.clear()
        for line in (re.sub(r"[ \t\r\f\v]+", " ", part).strip() for part in words.split("\x0b")):
            if line:
                yield line
                yield ""

    def walk(element: Any) -> Iterator[str]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _DROP:  # a comment, or nothing a person reads
            return
        if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
            return
        if tag == "table" and not _is_layout(element):
            yield from flush()
            yield from _rows(element)
            yield ""
            return
        block = tag in _BLOCK
        if block:
            yield from flush()
        if tag == "br":
            buffer.append("\x0b")
        elif re.fullmatch(r"h[1-6]", tag):
            buffer.append("#" * int(tag[1]) + " ")
        elif tag == "li":
            buffer.append(
                "- " if element.getparent() is None or element.getparent().tag != "ol" else f"{_position(element)}. "
            )
        raised = tag == "sup"
        if raised:
            buffer.append("<sup>")
        buffer.append(_flat(element.text, tag))
        for child in element:
            yield from walk(child)
            buffer.append(_flat(child.tail, tag))
        if raised:
            buffer.append("</sup>")
        if block:
            yield from flush()

    yield from walk(root)
    yield from flush()


def _flat(text: str | None, tag: str) -> str:
    if not text:
        return ""
    return text.replace("\n", "\x0b") if tag == "pre" else text.replace("\n", " ").replace("\x0b", " ")


def _position(item: Any) -> int:
    start = item.getparent().get("start") or "1"
    before = sum(1 for sibling in item.itersiblings("li", preceding=True))
    return (int(start) if start.isdigit() and len(start) < 6 else 1) + before


def _words(element: Any) -> str:
    return " ".join("".join(_said(element)).split())


def _said(element: Any) -> Iterator[str]:
    """The words of an element and all inside it, without what nobody reads."""
    if isinstance(element.tag, str) and element.tag not in _DROP:
        yield element.text or ""
        for child in element:
            yield from _said(child)
            yield child.tail or ""


def _is_layout(table: Any) -> bool:
    """Head and signature stand in tables without lines; they are read cell by cell."""
    rows = list(table.iter("tr"))
    widest = max((sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows), default=0)
    if widest <= 1:
        return True
    if len(rows) > 8 or widest > 3:
        return False
    if any(_HEAD.search(_words(cell)) for cell in table.iter("td", "th")):
        return True
    lined = table.get("border", "0") not in ("", "0") or any(
        "border" in (e.get("style") or "") for e in table.iter("table", "td")
    )
    return len(rows) <= 4 and not lined and not any(True for _ in table.iter("th"))


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter("tr"):
        cells = [_words(cell) for cell in row if cell.tag in ("td", "th")]
        if any(cells):
            yield "| " + " | ".join(cells) + " |"
