"""A form that was refused comes back as it was typed: the values are put into the page's own markup.

Every form of a page is written once, in its template, with what the database holds. What somebody typed before they
were refused is laid over it here, whatever form it was; files, passwords and hidden fields are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from html import escape, unescape

Typed = Mapping[str, Sequence[str]]
"""Name of a field -> what was sent under it, in the order of the page."""

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S | re.I)
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_FIELD = re.compile(
    r"<input\b([^>]*)>|<textarea\b([^>]*)>(.*?)</textarea>|<select\b([^>]*)>(.*?)</select>|<details\b([^>]*)>",
    re.S | re.I,
)
_OPTION = re.compile(r"<option\b([^>]*)>([^<]*)", re.I)
_DETAILS = re.compile(r"<details\b[^>]*>|</details>", re.I)
_NEVER = frozenset({"hidden", "password", "file", "submit", "button", "image", "reset"})


def refilled(page: str, action: str, typed: Typed, said: str, *, own: str = "", wrong: Collection[str] = ()) -> str:
    """The page with the form of this action as it was typed, opened, the sentence on top of it, the first field
    in focus, or the first of those that are `wrong`, which are marked. `own` is the page's address: where forms
    without an action go. A form that is not there changes nothing.
    """
    for found in _FORM.finditer(page):
        asked = _attributes(found[1])
        if asked.get("method", "").lower() != "post" or (asked.get("action") or own) != action:
            continue
        if not _same_hidden(found[2], typed):
            continue
        note = f'<p class="note late" role="alert">{escape(said)}</p>' if said else ""
        body = note + _Filling(typed, frozenset(wrong)).fill(found[2])
        before = _opened(page[: found.start(2)])
        return before + body + page[found.end(2) :]
    return page


def _attributes(tag: str) -> dict[str, str]:
    return {
        found[1].lower(): unescape(next((part for part in found.groups()[1:] if part is not None), ""))
        for found in _ATTRIBUTE.finditer(tag)
    }


def _same_hidden(body: str, typed: Typed) -> bool:
    """Whether the hidden fields say what was sent: the same deed is asked by several forms of a page. A field that
    changes from page to page (the token, the stamp of the text) tells nothing."""
    for found in _FIELD.finditer(body):
        held = _attributes(found[1]) if found[1] is not None else {}
        name = held.get("name", "")
        if held.get("type") == "hidden" and name in typed and name not in ("ban", "phieu"):
            if held.get("value", "") not in typed[name]:
                return False
    return True


def _opened(before: str) -> str:
    """Every fold that the form stands in is open."""
    folds: list[re.Match[str]] = []
    for found in _DETAILS.finditer(before):
        if found[0].startswith("</"):
            folds = folds[:-1]
        else:
            folds.append(found)
    for found in reversed(folds):
        if " open" not in found[0]:
            before = f"{before[: found.end() - 1]} open>{before[found.end() :]}"
    return before


class _Filling:
    """One walk through a form; several fields of one name take what was sent one after the other."""

    def __init__(self, typed: Typed, wrong: frozenset[str]) -> None:
        self.typed = typed
        self.wrong = wrong
        self.marked = False
        self.taken: dict[str, int] = {}
        self.focused = False

    def fill(self, body: str) -> str:
        self.marked = any(_attributes(found[0]).get("name", "") in self.wrong for found in _FIELD.finditer(body))
        return _FIELD.sub(self._field, body)

    def _next(self, name: str) -> str | None:
        values, at = self.typed.get(name, ()), self.taken.get(name, 0)
        self.taken[name] = at + 1
        return values[at] if at < len(values) else None

    def _focus(self, name: str) -> str:
        bad = ' aria-invalid="true"' if name in self.wrong else ""
        if self.focused or (self.marked and not bad):
            return bad
        self.focused = True
        return f"{bad} autofocus"

    def _field(self, found: re.Match[str]) -> str:
        if found[1] is not None:
            return self._input(found[0], found[1])
        if found[2] is not None:
            name = _attributes(found[2]).get("name", "")
            told = self._next(name)
            if told is None:
                return found[0]
            return f"<textarea{found[2]}{self._focus(name)}>\n{escape(told)}</textarea>"
        if found[4] is not None:
            return self._select(found[4], found[5])
        return found[0] if " open" in found[0] else f"<details{found[6]} open>"

    def _input(self, whole: str, tag: str) -> str:
        held = _attributes(tag)
        name, kind = held.get("name", ""), held.get("type", "text").lower()
        if not name or kind in _NEVER:
            return whole
        bare = tag.rstrip().rstrip("/").rstrip()
        if kind in ("checkbox", "radio"):
            on = held.get("value", "on") in self.typed.get(name, ())
            bare = re.sub(r"\schecked(?:=(?:\"[^\"]*\"|'[^']*'|\S+))?", "", bare)
            return f"<input{bare}{' checked' if on else ''}>"
        told = self._next(name)
        if told is None:
            return whole
        bare = re.sub(r"\svalue=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", "", bare)
        return f'<input{bare} value="{escape(told)}"{self._focus(name)}>'

    def _select(self, tag: str, options: str) -> str:
        name = _attributes(tag).get("name", "")
        if name not in self.typed:
            return f"<select{tag}>{options}</select>"
        many = "multiple" in _attributes(tag)
        told = list(self.typed[name]) if many else [self._next(name)]

        def option(found: re.Match[str]) -> str:
            held = _attributes(found[1])
            chosen = held.get("value", unescape(found[2]).strip()) in told
            bare = re.sub(r"\sselected(?:=(?:\"[^\"]*\"|'[^']*'|\S+))?", "", found[1])
            return f"<option{bare}{' selected' if chosen else ''}>{found[2]}"

        return f"<select{tag}>{_OPTION.sub(option, options)}</select>"
