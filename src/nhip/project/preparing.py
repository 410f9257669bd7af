"""Brings the data folder up to the code: tables, styles and scripts, packaged rows. Quick when nothing is due."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nhip.agencies.actions.directory import load_packaged as load_agencies
from nhip.agencies.models.units import Edition
from nhip.journal import actions as journal
from nhip.journal.actors import Machine
from nhip.law.actions import load_packaged as load_law
from nhip.project.backup import restoring
from nhip.reporting.actions.regimes import load_packaged as load_regimes

STAMP = "static.stamp"


def prepare(say: Callable[[str], None]) -> None:
    """Do what is due, saying each step. Raises what the step raises; a failed migration leaves its table as it was."""
    if restoring.finish_interrupted():
        say("Đã làm nốt lần phục hồi bị ngắt.")
    if migrations_due():
        say("Cập nhật cấu trúc cơ sở dữ liệu…")
        call_command("migrate", verbosity=0, interactive=False)
    if _static_changed():
        say("Thu thập kiểu chữ, kịch bản, biểu tượng…")
        _collect_static()
        (settings.NHIP_DATA / STAMP).write_text(_static_sum())
    if not Edition.objects.exists():
        say("Nạp cơ quan, đơn vị hành chính và văn bản pháp luật…")
    # at every start: an unchanged edition is only compared, a corrected one refreshed
    load_agencies(Machine("nạp dữ liệu"))
    load_law(Machine("nạp dữ liệu"))
    load_regimes(Machine("nạp dữ liệu"))
    journal.seal()


def migrations_due() -> bool:
    """Whether the code has migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect_static() -> None:
    """In a process of its own: which storage gathers is settled when the settings load."""
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "-v", "0"]
    subprocess.run(command, check=True, env={**os.environ, "NHIP_STATIC": "collect"})  # noqa: S603


def _static_changed() -> bool:
    stamp = settings.NHIP_DATA / STAMP
    gathered = (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
    return not gathered or not stamp.is_file() or stamp.read_text() != _static_sum()


def _static_sum() -> str:
    """Changes when any file does: names, sizes and times of all."""
    total = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            total.update(f"{name}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return total.hexdigest()
