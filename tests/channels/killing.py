"""A worker in a process of its own that is killed (SIGKILL) at one step, and the steps of each kind of carrier.

A step is a deed of the worker's code at which it dies: `instead` of it, or right `after` it. Where the step is the
platform's (“before” and “after” it kept something), the local server kills the process that asks.
"""

from __future__ import annotations

import importlib
import os
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import connections

SERVER = ("before", "after")
"""Steps at which the local server kills."""


@dataclass(frozen=True)
class Step:
    """Where the worker dies: a function by its module below `nhip.channels`, instead of it or after it."""

    place: str
    after: bool = False


RELEASE = {
    "going out": Step("actions.releases:make_public", after=True),
    "gone out": Step("jobs:go_out", after=True),
}
"""Steps of a release before any carrier is asked."""
BY_API: Mapping[str, Step] = RELEASE | {
    "claimed": Step("actions.delivering:_publish"),
    "answered": Step("actions.delivering:_keep"),
    "recording": Step("actions.delivering:enter"),
    "recorded": Step("actions.delivering:_keep", after=True),
}
BY_LETTER: Mapping[str, Step] = RELEASE | {
    "addressed": Step("actions.letters:address_letters", after=True),
    "claimed": Step("actions.letters:_send"),
    "answered": Step("actions.letters:_done"),
    "recording": Step("actions.letters:enter"),
    "recorded": Step("actions.letters:close_delivery", after=True),
}
BY_BROWSER: Mapping[str, Step] = RELEASE | {
    "addressed": Step("actions.notes:address_notes", after=True),
    "claimed": Step("carriers.push:send"),
    "answered": Step("carriers.push:send", after=True),
    "recording": Step("actions.notes:enter"),
    "recorded": Step("actions.notes:close_notes", after=True),
}
DOWN: Mapping[str, Step] = {
    "claimed": Step("actions.delivering:_take_down"),
    "answered": Step("actions.delivering:_settle"),
    "recording": Step("actions.delivering:write"),
    "recorded": Step("actions.delivering:_settle", after=True),
}
"""Steps of taking a posting down."""


@dataclass
class Dying:
    """A worker that is to die at a step. `told`: what the server's number of the worker is written into."""

    work: Callable[[], object]
    step: Step | None
    told: Callable[[int], None] = field(default=lambda _: None)

    def run(self) -> None:
        """Fork, work, die; wait for it. Fails where the worker came to its end alive."""
        reading, writing = os.pipe()
        connections.close_all()
        child = os.fork()
        if not child:
            try:
                os.read(reading, 1)
                if self.step is not None:
                    _set(self.step)
                self.work()
            finally:
                os._exit(0)  # nothing of the test itself may go on here
        self.told(child)
        os.write(writing, b"1")
        _, status = os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)
        self.told(0)
        assert os.WIFSIGNALED(status), "the worker was not killed"
        assert os.WTERMSIG(status) == signal.SIGKILL


def _set(step: Step) -> None:
    place, _, name = step.place.partition(":")
    module = importlib.import_module(f"nhip.channels.{place}")
    held = getattr(module, name)

    def dies(*told: object, **more: object) -> None:
        if step.after:
            held(*told, **more)
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(10)

    setattr(module, name, dies)
