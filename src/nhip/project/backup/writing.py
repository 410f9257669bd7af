"""Writes a backup: one file with the database, the originals, the seals and the keys, each with its hash.

The database is copied first, by its own means (SQLite's backup call, pg_dump), which see one instant while others go on
writing. Originals are written before the row that names them, so a copy made afterwards holds all that the rows name.
The file appears under its name only when whole: it is written beside it, flushed to the disk, then renamed.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection, transaction

from nhip.journal import actions as journal
from nhip.journal import queries
from nhip.journal.guard import TABLE

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = {
    "originals": "NHIP_ORIGINALS",
    "media": "NHIP_MEDIA",
    "pictures": "NHIP_PICTURES",
    "heads": "NHIP_HEADS",
    "keys": "NHIP_KEYS",
}
"""Name in the backup -> the setting that says where it lies."""


def write(target: Path, *, with_keys: bool = True) -> dict[str, object]:
    """Write the backup and return its manifest. An older file of that name stays until the new one is whole.

    Raises OSError when the disk is full or the folder cannot be written, RuntimeError when the database tool fails.
    """
    journal.seal()
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            manifest = _write_all(file, with_keys)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    handle = os.open(target.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return manifest


def _write_all(file: io.BufferedWriter, with_keys: bool) -> dict[str, object]:
    members: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(prefix="nhip-backup-", dir=settings.NHIP_DATA) as folder:
        copy = Path(folder) / "database"
        entries = copy_database(copy)
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as bundle:
            _add(bundle, copy, "database", members)
            for name, setting in FOLDERS.items():
                if name != "keys" or with_keys:
                    for path in _files(getattr(settings, setting)):
                        _add(bundle, path, f"{name}/{path.relative_to(getattr(settings, setting))}", members)
            manifest: dict[str, object] = {
                "format": FORMAT,
                "product": "nhip",
                "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "database": connection.vendor,
                "with_keys": with_keys,
                "entries": entries,
                "members": members,
            }
            _add_bytes(bundle, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode("utf-8"))
    return manifest


def copy_database(target: Path) -> int:
    """One instant of the database as a file; returns how many lines its journal has at that instant.

    Raises RuntimeError with what the tool said.
    """
    if connection.vendor == "sqlite":
        return _copy_sqlite(target)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        run_tool(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
            "--file", str(target), connection.settings_dict["NAME"],
        )  # fmt: skip
        return queries.count()


def _copy_sqlite(target: Path) -> int:
    name = connection.settings_dict["NAME"]
    source = sqlite3.connect(f"file:{quote(str(name))}?mode=ro", uri=True, timeout=20)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        return int(copy.execute(f"SELECT count(*) FROM {TABLE}").fetchone()[0])  # noqa: S608
    finally:
        copy.close()
        source.close()


def run_tool(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs against our database; the password goes by the environment."""
    if shutil.which(program) is None:
        raise RuntimeError(f"không có chương trình {program}; cài gói postgresql-client")
    where = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(where["HOST"]),
        "PGPORT": str(where["PORT"]),
        "PGUSER": str(where["USER"]),
        "PGPASSWORD": str(where["PASSWORD"]),
    }
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr.strip()[-500:]}")


def _files(folder: Path) -> list[Path]:
    """Whole files only: what is still being written begins with a dot."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


class _Hashing(io.RawIOBase):
    """Reads through and keeps the hash, so that each file is read once."""

    def __init__(self, source: io.BufferedReader) -> None:
        self.source, self.sum = source, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.sum.update(data)
        return data


def _add(bundle: tarfile.TarFile, path: Path, name: str, members: dict[str, dict[str, object]]) -> None:
    with path.open("rb") as source:
        size = os.fstat(source.fileno()).st_size
        through = _Hashing(source)
        bundle.addfile(_info(name, size), through)
    members[name] = {"size": size, "sha256": through.sum.hexdigest()}


def _add_bytes(bundle: tarfile.TarFile, name: str, data: bytes) -> None:
    bundle.addfile(_info(name, len(data)), io.BytesIO(data))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info
