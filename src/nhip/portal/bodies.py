"""Draws the body of a story: words, pictures, quotes, facts. What is not known to be harmless is left out."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

PLAIN = {"p": "p", "h2": "h2", "h3": "h3", "ul": "ul", "ol": "ol", "li": "li", "b": "strong", "strong": "strong",
         "i": "em", "em": "em", "sup": "sup", "sub": "sub"}  # fmt: skip
SINGLE = {"br", "hr"}
UNSEEN = {"script", "style", "template"}


class _Drawing(HTMLParser):
    """Keeps what the editor can make and closes what was left open."""

    def __init__(self, pages: Mapping[int, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.pages, self.out, self.open, self.unseen = pages, [], [], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag in SINGLE:
            self.out.append(f"<{tag}>")
        elif tag in PLAIN:
            self.out.append(f"<{PLAIN[tag]}>")
            self.open.append((tag, PLAIN[tag]))
        elif tag == "a":
            address = self._address(dict(attrs))
            if address:
                self.out.append(f'<a href="{escape(address)}">')
            self.open.append(("a", "a" if address else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if tag not in [one for one, _ in self.open]:
            return
        while self.open:
            was, drawn = self.open.pop()
            if drawn:
                self.out.append(f"</{drawn}>")
            if was == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.out.append(escape(data, quote=False))

    def _address(self, attrs: dict[str, str | None]) -> str:
        if attrs.get("linktype") == "page":
            number = attrs.get("id") or ""
            return self.pages.get(int(number), "") if number.isdigit() else ""
        address = (attrs.get("href") or "").strip()
        scheme = urlsplit(address).scheme if address else ""
        return address if scheme in ("http", "https", "mailto", "tel") or address[:1] in ("/", "#") else ""


def drawn(source: str, pages: Mapping[int, str] | None = None) -> str:
    """Rich text as safe HTML. `pages`: addresses of the pages that may be linked to, by id; others are plain words."""
    drawing = _Drawing(pages or {})
    drawing.feed(source)
    drawing.close()
    while drawing.open:
        _, tag = drawing.open.pop()
        if tag:
            drawing.out.append(f"</{tag}>")
    return "".join(drawing.out)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        number = held.get("id") or ""
        if tag == "a" and held.get("linktype") == "page" and number.isdigit():
            self.found.append(int(number))


def linked_pages(source: str) -> list[int]:
    """Ids of the pages that rich text links to."""
    links = _Links()
    links.feed(source)
    return links.found
