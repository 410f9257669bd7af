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


class NotABackup(Exception):
    """The file cannot be restored; the message says which file and why, in Vietnamese."""


def restore(source: Path) -> dict[str, object]:
    """Check the whole backup, then put it in place; returns its manifest.

    Raises NotABackup for a file that is not one, is truncated, was changed, or holds the other kind of database.
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
    aside = f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    _write_durably(stage / READY, json.dumps({"aside": aside, "database": manifest["database"]}))
    _move_in(stage)
    with transaction.atomic():
        facts = {"written_at": manifest["written_at"], "entries": manifest["entries"]}
        journal.write(Machine("sao lưu"), "project.restore", f"backup:{manifest['written_at']}", source.name, facts)
    journal.seal()
    return manifest


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
            writing.run_tool(
                "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
                "--dbname", connection.settings_dict["NAME"], str(new / "database"),
            )  # fmt: skip
            (new / "database").unlink()
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


def _replace(current: Path, fresh: Path, aside: Path) -> None:
    if current.exists() and not aside.exists():
        current.replace(aside)
    fresh.replace(current)


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
