"""One lock file in the data folder: held while the server runs, so that a restore never happens under its feet."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class InUse(Exception):
    """Somebody else holds the data folder."""


@contextmanager
def data_folder() -> Iterator[None]:
    """Hold the data folder. Raises InUse when a server or a restore holds it. The system lets go if we are killed."""
    with (settings.NHIP_DATA / "in_use.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(str(settings.NHIP_DATA)) from error
        yield
