"""Whether a picture or a recording may be shown on a day: its right of use and the consent of whom it shows.

Plain values in, one word out. The same word is kept beside the picture for pages to ask quickly, asked again by the
checklist and once more at the door. Prose: docs/rules/media.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources

WHY = {
    "withdrawn": "tác giả đã rút quyền sử dụng",
    "rights": "đã hết thời hạn được sử dụng",
    "consent": "sự đồng ý của người trong ảnh, ghi âm không còn hiệu lực",
    "children": "có mặt trẻ em mà chưa có sự đồng ý của người giám hộ",
}
"""Why something may not be shown, in the order in which it is asked."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent as the rules see it."""

    since: date
    until: date
    withdrawn_on: date | None = None
    child: bool = False
    uses: Sequence[str] = ()
    replaced: bool = False

    def holds(self, on: date, use: str = "") -> bool:
        """Whether it is in force on a day, for a use where one is named."""
        standing = self.withdrawn_on is None and self.since <= on <= self.until
        return standing and (not use or use in self.uses)


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a picture or recording. `use`: what a consent must allow for it."""

    use: str = "picture"
    rights_until: date | None = None
    withdrawn_on: date | None = None
    shows_children: bool = False
    consents: Sequence[Agreed] = field(default_factory=tuple)


def stopped(held: Held, on: date) -> str:
    """The first reason of `WHY` against showing it on a day; "" when nothing stands against it."""
    if held.withdrawn_on is not None and held.withdrawn_on <= on:
        return "withdrawn"
    if held.rights_until is not None and held.rights_until < on:
        return "rights"
    asked = [one for one in held.consents if not one.replaced]
    if any(not one.holds(on, held.use) for one in asked):
        return "consent"
    if held.shows_children and not any(one.child for one in asked):
        return "children"
    return ""


@cache
def _data() -> Mapping[str, object]:
    text = resources.files("nhip.media").joinpath("data/consents.toml").read_text("utf-8")
    return tomllib.loads(text)


def uses() -> Mapping[str, str]:
    """What a consent may allow: code and words."""
    rows = _data()["use"]
    assert isinstance(rows, list)
    return {row["code"]: row["name"] for row in rows}


def longest_years() -> int:
    """The longest that a consent may be asked for, in years."""
    return int(str(_data()["longest_years"]))


def erase_from(until: date, withdrawn_on: date | None) -> date:
    """The first day on which the person's name must be gone."""
    return min(until, withdrawn_on or until) + timedelta(days=int(str(_data()["erase_after_days"])))
