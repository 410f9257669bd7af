"""Puts a backup back: first all is unpacked beside and checked, then the old moves aside and the new moves in.

A file that is not a backup, is cut short or was changed is refused by its name, and nothing is touched. What was there
before lies in `before-restore-<time>/` in the data folder. A restore that is killed half-way goes on at the next start.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection, transaction

from nhip.journal import actions as journal
from nhip.journal.actors import Machine
from nhip.project.backup import writing

STAGE = ".restoring"
READY = "ready"
PIECE = 1 << 20
_DROP_ALL = """
SET LOCAL lock_timeout = '60s';  -- a program that still works on the tables would hold us up for ever
SET LOCAL client_min_messages = warning;
DO $$
DECLARE statement text;
BEGIN
    FOR statement IN
        SELECT format('DROP %s IF EXISTS %I.%I CASCADE',
                      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                                   ELSE 'TABLE' END, current_schema(), relname)
        FROM pg_class one
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
              AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = one.oid AND deptype IN ('e', 'i', 'a'))
        UNION ALL
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
        FROM pg_proc one
        WHERE pronamespace = current_schema()::regnamespace
              AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = one.oid AND deptype = 'e')
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;
"""
"""Empties our schema. What belongs to an extension stays; what belongs to a table goes with it."""


class NotABackup(Exception):
    """The file cannot be restored; the message says which file and why, in Vietnamese."""


def restore(source: Path) -> dict[str, object]:
    """Check the whole backup, then put it in place; returns its manifest.

    Raises NotABackup for a file that is not one, is truncated, was changed, or holds the other kind of database;
    RuntimeError with what PostgreSQL's programs said when they fail: then nothing was changed.
    """
    stage = settings.NHIP_DATA / STAGE
    finish_interrupted()
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    try:
        manifest = _unpack(source, stage / "new")
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    aside = _fresh_name(f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    _write_durably(stage / READY, json.dumps({"aside": aside, "database": manifest["database"]}))
    try:
        _move_in(stage)
    except RuntimeError:  # PostgreSQL refused the whole; the folders come after it, so all is as it was
        shutil.rmtree(stage, ignore_errors=True)
        raise
    with transaction.atomic():
        facts = {"written_at": manifest["written_at"], "entries": manifest["entries"]}
        journal.write(Machine("sao lưu"), "project.restore", f"backup:{manifest['written_at']}", source.name, facts)
    journal.seal()
    return manifest


def _fresh_name(name: str) -> str:
    """Two restores in one second must not share a folder: what the first moved there would pass for moved already."""
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(one for one in names if not (settings.NHIP_DATA / one).exists())


def finish_interrupted() -> bool:
    """Go on with a restore that was killed while it moved things into place; True when there was one."""
    stage = settings.NHIP_DATA / STAGE
    if not (stage / READY).exists():
        return False
    _move_in(stage)
    return True


def _unpack(source: Path, target: Path) -> dict[str, object]:
    """Every member into `target`, each against its size and hash. Nothing outside the listed names is accepted."""
    target.mkdir(mode=0o700)
    found: dict[str, dict[str, object]] = {}
    manifest: dict[str, object] | None = None
    try:
        if source.stat().st_size % tarfile.RECORDSIZE:
            raise EOFError("thiếu phần cuối")
        with tarfile.open(source, mode="r:") as bundle:
            for member in bundle:
                content = bundle.extractfile(member) if member.isfile() else None
                if content is None:
                    raise NotABackup(f"{source}: có mục lạ «{member.name}». Tệp này không phải bản sao lưu của Nhịp.")
                if member.name == writing.MANIFEST:
                    manifest = json.loads(content.read(64 << 20))
                    continue
                found[member.name] = _copy(content, target / _safe(source, member.name), member.size)
    except FileNotFoundError as error:
        raise NotABackup(f"{source}: không có tệp này.") from error
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        raise NotABackup(
            f"{source}: tệp hỏng, bị cắt hoặc không phải bản sao lưu ({error}). Chưa thay đổi gì."
        ) from error
    return _checked(source, manifest, found)


def _safe(source: Path, name: str) -> str:
    parts = PurePosixPath(name).parts
    if name != "database" and (len(parts) < 2 or parts[0] not in writing.FOLDERS or ".." in parts):
        raise NotABackup(f"{source}: có mục lạ «{name}». Tệp này không phải bản sao lưu của Nhịp.")
    return name


def _copy(content: object, path: Path, size: int) -> dict[str, object]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    total, written = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(PIECE):
            total.update(piece)
            written += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if written != size:
        raise EOFError(f"{path.name}: {written}/{size}")
    return {"size": written, "sha256": total.hexdigest()}


def _checked(source: Path, manifest: object, found: Mapping[str, object]) -> dict[str, object]:
    if manifest is None:
        raise NotABackup(f"{source}: thiếu phần cuối, tệp bị cắt hoặc không phải bản sao lưu. Chưa thay đổi gì.")
    if not isinstance(manifest, dict) or manifest.get("product") != "nhip" or manifest.get("format") != writing.FORMAT:
        raise NotABackup(f"{source}: không phải bản sao lưu mà phiên bản này đọc được. Chưa thay đổi gì.")
    listed = manifest["members"]
    for name in sorted({*listed, *found}):
        if listed.get(name) != found.get(name):
            raise NotABackup(f"{source}: mục «{name}» không khớp mã kiểm tra. Chưa thay đổi gì.")
    if manifest["database"] != connection.vendor:
        raise NotABackup(
            f"{source}: sao lưu từ {manifest['database']}, máy này dùng {connection.vendor}. "
            "Đặt NHIP_DATABASE_URL cho đúng loại rồi phục hồi."
        )
    return manifest


def _move_in(stage: Path) -> None:
    """Old aside, new in place; every step can be taken twice, so a kill between any two is no harm."""
    plan = json.loads((stage / READY).read_text("utf-8"))
    aside = settings.NHIP_DATA / plan["aside"]
    aside.mkdir(mode=0o700, exist_ok=True)
    connection.close()
    new = stage / "new"
    if (new / "database").exists():
        if plan["database"] == "sqlite":
            _replace_sqlite(new / "database", aside)
        else:
            _replace_postgresql(new / "database", aside)
    for name, setting in writing.FOLDERS.items():
        if (new / name).exists():
            _replace(getattr(settings, setting), new / name, aside / name)
    shutil.rmtree(stage)


def _replace_sqlite(fresh: Path, aside: Path) -> None:
    current = Path(connection.settings_dict["NAME"])
    for ending in ("-wal", "-shm", ""):  # the log first: it must never be joined to another database
        old = current.with_name(current.name + ending)
        if old.exists() and not (aside / old.name).exists():
            old.replace(aside / old.name)
    fresh.replace(current)


def _replace_postgresql(fresh: Path, aside: Path) -> None:
    """Keep a dump of what is there, then drop all of it and put the backup in its place, in one transaction.

    `pg_restore --clean` would drop only what the backup names: a table made since then would stay, or stop it. It can
    take no statement of ours into its transaction, so it writes its script and psql runs both.
    """
    if not (aside / "database").exists():
        kept = ["--format=custom", "--no-owner", "--no-privileges", "--file", str(aside / "database.partial")]
        writing.run_tool("pg_dump", *kept, connection.settings_dict["NAME"])
        (aside / "database.partial").replace(aside / "database")
    before, script = fresh.with_name("before.sql"), fresh.with_name("database.sql")
    before.write_text(_DROP_ALL, "utf-8")
    writing.run_tool("pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(fresh))
    writing.run_tool(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1", "--output", os.devnull,
        "--file", str(before), "--file", str(script), "--dbname", connection.settings_dict["NAME"],
    )  # fmt: skip
    fresh.unlink()


def _replace(current: Path, fresh: Path, aside: Path) -> None:
    if current.exists() and not aside.exists():
        current.replace(aside)
    fresh.replace(current)


def _write_durably(path: Path, text: str) -> None:
    """Under its name only when whole: a kill while it is written leaves no empty file that says "ready"."""
    fresh = path.with_name(path.name + ".partial")
    with fresh.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
