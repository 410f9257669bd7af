"""Who did it: an account, or the machine itself. The journal keeps the id and the name as they were on that day.

No foreign key: an account may be closed or corrected later, and what it did stays written as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anything that can be named as the doer. Accounts are; so is `Machine`."""

    @property
    def actor_id(self) -> str:
        """Stable id, such as "account:12"."""

    @property
    def actor_label(self) -> str:
        """The name as people read it on the day of the deed."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A deed without a signed-in person: a job, the command line, the first load."""

    name: str

    @property
    def actor_id(self) -> str:
        return f"machine:{self.name}"

    @property
    def actor_label(self) -> str:
        return f"Hệ thống ({self.name})"
