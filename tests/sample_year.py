"""The sample province's year for the tests that need it: built once, kept under `build/`, copied for each use.

It is built by the command a person would type, in a process of its own. The copy kept is found again by the text of
everything under `src/nhip` and by the day, so that a change of any source builds it anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "sample-year"
UNSEEN = {".mo", ".po", ".md", ".css", ".js", ".svg", ".pyc"}
"""What changes no row of the sample."""


def built() -> Path:
    """The folder of a built sample year (never written to by tests: `copied` gives one of their own).

    `NHIP_BUILT_SAMPLE` names one that was built before, for who writes tests and wants no other.
    """
    if named := os.environ.get("NHIP_BUILT_SAMPLE"):
        return Path(named)
    mark = hashlib.sha256(date.today().isoformat().encode())
    for path in sorted((ROOT / "src" / "nhip").rglob("*")):
        if path.is_file() and path.suffix not in UNSEEN:
            mark.update(path.read_bytes())
    folder = KEPT / mark.hexdigest()[:16]
    if not (folder / "done").is_file():
        shutil.rmtree(KEPT, ignore_errors=True)
        folder.mkdir(parents=True)
        for verb in ("prepare", "sample"):
            done = subprocess.run(
                [sys.executable, "-m", "nhip.project.command", verb], env=environment(folder), cwd=ROOT,
                capture_output=True, text=True, timeout=900, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr[-3000:]
        (folder / "done").touch()
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Variables for a process of Nhịp over a data folder, with the quick password hash of the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NHIP_", "DJANGO_"))}
    return {
        **clean, "NHIP_DATA": str(folder), "NHIP_TASKS": "immediate", "NHIP_SECOND_FACTOR": "0",
        "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tests.settings_for_tests",
    }  # fmt: skip


def copied(to: Path) -> Path:
    """A copy of the built sample year at `to`."""
    shutil.copytree(built(), to, dirs_exist_ok=True)
    return to


@contextmanager
def standing_in(folder: Path, blocker: object, *, keep: bool = False) -> Iterator[None]:
    """Within it the database, the originals and the keys are those of `folder`.

    Everything done is rolled back, unless it is to be kept.
    """
    from django.db import connection, transaction
    from django.test import override_settings

    changed = {"NHIP_DATA": folder, "NHIP_SAMPLE": True, "NHIP_SECOND_FACTOR": False}
    changed |= {f"NHIP_{name.upper()}": folder / name for name in ("originals", "media", "keys", "heads")}
    held = dict(connection.settings_dict)
    with override_settings(**changed), blocker.unblock():
        connection.close()
        connection.settings_dict.update(
            ENGINE="django.db.backends.sqlite3", NAME=str(folder / "nhip.sqlite3"), ATOMIC_REQUESTS=False
        )
        try:
            with transaction.atomic():
                yield
                if not keep:
                    transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict.clear()
            connection.settings_dict.update(held)


@pytest.fixture(scope="session")
def year_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the sample year for all tests of a run that roll back what they do."""
    return copied(tmp_path_factory.mktemp("year") / "data")


@pytest.fixture
def sample_year(year_folder: Path, django_db_setup: None, django_db_blocker: object) -> Iterator[Path]:
    """The sample year in the database of this test; nothing the test does stays. On SQLite only, by its own file."""
    from django.core.cache import cache
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the sample year is a kept SQLite file; its rules hold on PostgreSQL by the tests of each room")
    cache.clear()
    with standing_in(year_folder, django_db_blocker):
        yield year_folder
