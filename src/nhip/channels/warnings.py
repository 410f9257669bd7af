"""What is wrong with a channel of the register by itself: a licence near its end, nobody who answers for it. Plain."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Fault:
    """What is told of a channel. `step` names the telling: the same step is told once."""

    kind: str
    step: str
    until: date | None = None


@cache
def _rules() -> tuple[tuple[int, ...], int]:
    held = tomllib.loads(resources.files("nhip.channels").joinpath("data/warnings.toml").read_text("utf-8"))
    return tuple(sorted(held["licence_days"])), held["unmanned_days"]


def warnings(licence_until: date | None, administrators: str, today: date) -> Iterator[Fault]:
    """Everything that stands against a channel today."""
    days, again = _rules()
    if licence_until is not None:
        left = (licence_until - today).days
        if left < 0:
            yield Fault("outlet_licence_ended", f"licence:{licence_until}:ended", licence_until)
        else:
            step = next((one for one in days if one and left <= one), None)
            if step is not None:
                yield Fault("outlet_licence_ends", f"licence:{licence_until}:{step}", licence_until)
    if not administrators.strip():
        yield Fault("outlet_unmanned", f"unmanned:{today.toordinal() // again}")
