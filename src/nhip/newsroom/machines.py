"""Machine translation by a configured service, and what comes back of it. Off unless an address is set.

`Translator` is all the newsroom knows; `LibreTranslate` speaks the open interface of that name (POST /translate with a
list of texts as HTML). Marks travel as empty elements, and a text whose marks come back otherwise counts as not made.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from nhip.newsroom.languages import languages
from nhip.newsroom.marks import faults, literal, pieces

_LIMIT = urllib3.Timeout(connect=5, read=60)
_MOST = 4 * 1024 * 1024
AT_ONCE = 20
"""Texts in one request."""
_TAG = re.compile(r'<span id="m(\d+)([oca])">\s*</span>')


class MachineFailed(Exception):
    """The service did not answer, or not as it says it does. `reason` is for our log, never the texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Translator(Protocol):
    """A service that translates texts between two of our languages (codes)."""

    name: str

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """One answer for each text, None where its marks did not survive. Raises MachineFailed."""


class LibreTranslate:
    """A LibreTranslate service, our own or another's."""

    def __init__(self, address: str, key: str = "") -> None:
        self.address, self._key = address.rstrip("/"), key
        self.name = urlsplit(address).hostname or address

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """See `Translator`. Asks for twenty texts at a time; nothing is asked twice."""
        found: list[str | None] = []
        with urllib3.PoolManager(maxsize=1) as pool:
            for at in range(0, len(texts), AT_ONCE):
                found += self._some(pool, texts[at : at + AT_ONCE], source, target)
        return found

    def _some(
        self, pool: urllib3.PoolManager, texts: Sequence[str], source: str, target: str
    ) -> list[str | None]:  # fmt: skip
        asked = {
            "q": [_sent(text) for text in texts], "source": languages()[source].machine,
            "target": languages()[target].machine, "format": "html", **({"api_key": self._key} if self._key else {}),
        }  # fmt: skip
        try:
            answer = pool.request(
                "POST", f"{self.address}/translate", body=json.dumps(asked).encode("utf-8"), timeout=_LIMIT,
                headers={"Content-Type": "application/json"}, retries=False, redirect=False, preload_content=False,
            )  # fmt: skip
            data = answer.read(_MOST)
            answer.release_conn()
        except (HTTPError, OSError) as error:
            raise MachineFailed(type(error).__name__) from error
        try:
            said = json.loads(data)
        except ValueError as error:
            raise MachineFailed(f"status {answer.status}") from error
        made = said.get("translatedText") if isinstance(said, dict) else None
        if answer.status != 200 or not isinstance(made, list) or len(made) != len(texts):
            raise MachineFailed(f"status {answer.status}")
        return [_taken(text, one) for text, one in zip(texts, made, strict=True)]


def _sent(text: str) -> str:
    letters = {"open": "o", "close": "c", "alone": "a"}
    return "".join(
        html.escape(value, quote=False) if kind == "words" else f'<span id="m{value}{letters.get(kind, "a")}"></span>'
        for kind, value in pieces(text)
    )


def _taken(text: str, made: object) -> str | None:
    if not isinstance(made, str) or not made.strip():
        return None
    forms = {"o": "{%s}", "c": "{/%s}", "a": "{%s/}"}
    rest = _TAG.split(made)
    if any(re.search(r"</?\w", words) for words in rest[::3]):
        return None
    parts = [literal(html.unescape(rest[0]))]
    for number, form, words in zip(rest[1::3], rest[2::3], rest[3::3], strict=True):
        parts += [forms[form] % number, literal(html.unescape(words))]
    target = " ".join("".join(parts).split())
    return None if faults(text, target) else target
