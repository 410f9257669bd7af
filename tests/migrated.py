"""A SQLite file with every migration run and no row of ours, kept under `build/`: each run of the tests starts from it.

Running the migrations takes twenty seconds, the editor's most of them. The file kept is found again by the text of
all migrations, of what they call and of the locked requirements, so that a change of any makes it anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "migrated"
CALLED = ("src/nhip/journal/guard.py", "src/nhip/plans/ledger.py", "requirements.txt")
"""What migrations read besides themselves."""


def kept() -> Path:
    """Where the file of today's migrations lies, or will."""
    mark = hashlib.sha256()
    for path in sorted([*(ROOT / "src" / "nhip").glob("*/migrations/*.py"), *(ROOT / name for name in CALLED)]):
        mark.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return KEPT / f"{mark.hexdigest()[:16]}.sqlite3"


def lay(target: Path) -> bool:
    """Put a copy where the database is to be. False where none is kept yet."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept(), target)
    except FileNotFoundError:
        return False
    return True


def keep(source: Path) -> None:
    """Keep the freshly migrated database; the ones of earlier migrations go."""
    target = kept()
    if target.is_file():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    half = KEPT / f".{os.getpid()}"
    half.unlink(missing_ok=True)
    with sqlite3.connect(source) as base:
        base.execute("VACUUM INTO ?", (str(half),))
    base.close()
    half.replace(target)
    for old in KEPT.glob("*.sqlite3"):
        if old != target:
            old.unlink(missing_ok=True)
