"""Back-up and restore with real processes: killed while writing, restored, journal whole and counts the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from tests import migrated

pytestmark = [pytest.mark.live, pytest.mark.django_db]

WRITER = """
import django; django.setup()
from django.conf import settings
from django.db import transaction
from nhip.agencies.actions import accounts
from nhip.media import originals
from nhip.journal.actors import Machine
import sys
number = int(sys.argv[1])
while True:
    number += 1
    originals.keep(settings.NHIP_ORIGINALS, f"văn bản {number}".encode() * 5000)
    accounts.open_account(Machine("thử"), email=f"nguoi-{number}@mau.vn", name="Người Mẫu", password=None, ground="x")
    print(number, flush=True)
"""


class Place:
    """A data folder of its own, and on PostgreSQL a database of its own, worked by real processes."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir(mode=0o700)
        self.environment = {
            **os.environ, "NHIP_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "nhip.project.settings.whole",
        }  # fmt: skip
        if address := os.environ.get("NHIP_DATABASE_URL"):
            own = "nhip_" + re.sub(r"\W", "_", f"{folder.name}_{name}").lower()[-40:]
            with psycopg.connect(address, autocommit=True) as server:
                server.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
                server.execute(f'CREATE DATABASE "{own}"')
            self.environment["NHIP_DATABASE_URL"] = re.sub(r"/[^/]*$", f"/{own}", address)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "nhip.project.command", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300, check=False)

    def migrate(self) -> None:
        if "NHIP_DATABASE_URL" not in self.environment:
            migrated.lay(self.folder / "nhip.sqlite3")
        command = [sys.executable, "-m", "django", "migrate", "-v", "0"]
        subprocess.run(command, env=self.environment, check=True, timeout=300)

    def writer(self, after: int = 0) -> subprocess.Popen[str]:
        """Goes on opening accounts until it is stopped, numbered from the one after."""
        return subprocess.Popen(
            [sys.executable, "-c", WRITER, str(after)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, statement: str) -> int:
        if "NHIP_DATABASE_URL" in self.environment:
            with psycopg.connect(self.environment["NHIP_DATABASE_URL"]) as base:
                return int(base.execute(statement).fetchone()[0])
        base = sqlite3.connect(self.folder / "nhip.sqlite3")
        try:
            return int(base.execute(statement).fetchone()[0])
        finally:
            base.close()

    def execute(self, *statements: str) -> None:
        if "NHIP_DATABASE_URL" in self.environment:
            with psycopg.connect(self.environment["NHIP_DATABASE_URL"]) as base:
                for statement in statements:
                    base.execute(statement)
            return
        base = sqlite3.connect(self.folder / "nhip.sqlite3")
        for statement in statements:
            base.execute(statement)
        base.commit()
        base.close()

    def counts(self) -> tuple[int, int]:
        return self.ask("SELECT count(*) FROM journal_entry"), self.ask("SELECT count(*) FROM agencies_account")

    def originals(self) -> int:
        return sum(
            1 for path in (self.folder / "originals").rglob("*") if path.is_file() and not path.name.startswith(".")
        )


def wrote(writer: subprocess.Popen[str], count: int) -> None:
    for _ in range(count):
        assert writer.stdout.readline(), writer.stderr.read()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path, "data")
    made.migrate()
    return made


def test_a_backup_taken_while_others_write_comes_back_whole_after_a_kill(place: Place, tmp_path: Path) -> None:
    bundle = tmp_path / "sao-luu.nhip"
    writer = place.writer()
    try:
        wrote(writer, 15)
        saved = place.run("backup", str(bundle))
        assert saved.returncode == 0, saved.stderr
        wrote(writer, 10)
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.wait()

    # killed in the middle of its writing, the database and its journal still hold
    after_kill = place.run("journal", "verify")
    assert after_kill.returncode == 0, after_kill.stderr
    assert place.counts()[0] == place.counts()[1] >= 25

    with tarfile.open(bundle) as opened:
        manifest = json.load(opened.extractfile("manifest.json"))
    place.execute("DELETE FROM agencies_account")
    shutil.rmtree(place.folder / "originals")
    restored = place.run("restore", str(bundle))
    assert restored.returncode == 0, restored.stderr
    entries, people = place.counts()
    assert 15 <= people <= place.originals()
    assert entries == people + 1, "one line each, and one that says: restored"
    assert manifest["entries"] == people
    verified = place.run("journal", "verify")
    assert verified.returncode == 0, verified.stderr
    assert list(place.folder.glob("before-restore-*/originals")) == []
    assert list(place.folder.glob("before-restore-*"))


def test_a_restore_leaves_nothing_that_was_not_in_the_backup(place: Place, tmp_path: Path) -> None:
    bundle = tmp_path / "b.nhip"
    before = place.counts()
    assert place.run("backup", str(bundle)).returncode == 0
    writer = place.writer()
    wrote(writer, 3)
    writer.kill()
    writer.wait()
    place.execute(
        "CREATE TABLE made_since (account_id bigint REFERENCES agencies_account (id))",
        "INSERT INTO made_since SELECT id FROM agencies_account LIMIT 1",
    )
    restored = place.run("restore", str(bundle))
    assert restored.returncode == 0, restored.stderr
    assert place.counts() == (before[0] + 1, before[1])
    catalogue = "pg_tables" if "NHIP_DATABASE_URL" in place.environment else "sqlite_master"
    column = "tablename" if catalogue == "pg_tables" else "name"
    assert place.ask(f"SELECT count(*) FROM {catalogue} WHERE {column} = 'made_since'") == 0
    assert [
        path.name
        for path in place.folder.glob("before-restore-*/*")
        if "database" in path.name or "sqlite" in path.name
    ]


@pytest.mark.parametrize("with_children", [True, False], ids=["power cut", "only ours"])
def test_a_restore_killed_half_way_is_all_or_nothing_and_goes_on(
    place: Place, tmp_path: Path, with_children: bool
) -> None:
    writer = place.writer()
    wrote(writer, 12)
    writer.kill()
    writer.wait()
    bundle = tmp_path / "b.nhip"
    assert place.run("backup", str(bundle)).returncode == 0
    saved = place.counts()
    wrote(writer := place.writer(100), 8)
    writer.kill()
    writer.wait()
    command = [sys.executable, "-m", "nhip.project.command", "restore", str(bundle)]
    for delay in (0.0, 0.05, 0.2, 0.4):
        older = place.counts()
        process = subprocess.Popen(
            command, env=place.environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while not (place.folder / ".restoring" / "ready").exists() and time.monotonic() < deadline:
            if process.poll() is not None:
                break  # quicker than we looked: SQLite's part is a few renames
            time.sleep(0.001)
        time.sleep(delay)
        if with_children:
            with suppress(ProcessLookupError):  # it had ended before the blow
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        if (place.folder / "nhip.sqlite3").exists() or "NHIP_DATABASE_URL" in place.environment:
            assert place.counts() in (older, saved, (saved[0] + 1, saved[1])), delay
    restored = place.run("restore", str(bundle))
    assert restored.returncode == 0, restored.stderr
    assert place.counts() == (saved[0] + 1, saved[1])
    assert place.originals() == saved[1]
    assert not (place.folder / ".restoring").exists()
    assert place.run("journal", "verify").returncode == 0


def test_a_backup_moves_to_another_machine(place: Place, tmp_path: Path) -> None:
    writer = place.writer()
    wrote(writer, 5)
    writer.kill()
    writer.wait()
    picture = place.folder / "pictures" / "original_images" / "hoi.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    bundle = tmp_path / "b.nhip"
    assert place.run("backup", str(bundle)).returncode == 0
    other = Place(tmp_path, "other")
    assert other.run("restore", str(bundle)).returncode == 0
    assert (other.folder / "pictures" / "original_images" / "hoi.png").read_bytes() == b"a picture"
    assert other.counts()[1] == place.counts()[1]
    assert other.run("journal", "verify").returncode == 0
    assert {path.stat().st_mode & 0o077 for path in (other.folder / "keys").iterdir()} == {0}


def test_a_backup_killed_half_way_leaves_the_older_one(place: Place, tmp_path: Path) -> None:
    for number in range(40):
        folder = place.folder / "originals" / f"{number:02x}"
        folder.mkdir(parents=True)
        (folder / "x").write_bytes(os.urandom(2_000_000))
    bundle = tmp_path / "b.nhip"
    assert place.run("backup", str(bundle)).returncode == 0
    older = bundle.stat().st_mtime_ns, bundle.stat().st_size
    command = [sys.executable, "-m", "nhip.project.command", "backup", str(bundle)]
    process = subprocess.Popen(command, env=place.environment)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".b.nhip.*.partial")) and time.monotonic() < deadline:
        time.sleep(0.002)
    process.kill()
    process.wait()
    assert (bundle.stat().st_mtime_ns, bundle.stat().st_size) == older
    assert place.run("restore", str(bundle)).returncode == 0


def test_wrong_files_are_refused_by_name_and_nothing_is_touched(place: Place, tmp_path: Path) -> None:
    writer = place.writer()
    wrote(writer, 3)
    writer.kill()
    writer.wait()
    bundle = tmp_path / "b.nhip"
    assert place.run("backup", str(bundle)).returncode == 0
    whole, before = bundle.read_bytes(), place.counts()
    middle = whole.find("văn bản".encode()) + 100
    wrong = {
        "cat-cut.nhip": whole[: len(whole) // 2],
        "duoi-tail.nhip": whole[: -len(whole) // 50],
        "sua-changed.nhip": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "trong-empty.nhip": b"",
        "khac-other.nhip": b"%PDF-1.7\n" + os.urandom(5000),
        "khac-other.zip": b"PK\x03\x04" + os.urandom(5000),
    }
    with tarfile.open(tmp_path / "thoat-escape.nhip", "w") as escaping:
        (tmp_path / "evil").write_text("x")
        escaping.add(tmp_path / "evil", arcname="originals/../../evil")
    wrong["thoat-escape.nhip"] = (tmp_path / "thoat-escape.nhip").read_bytes()
    for name, data in wrong.items():
        (tmp_path / name).write_bytes(data)
        refused = place.run("restore", str(tmp_path / name))
        assert refused.returncode == 1, name
        assert name in refused.stderr
        assert "Traceback" not in refused.stderr
    assert place.run("restore", str(tmp_path / "khong-co.nhip")).returncode == 1
    assert place.counts() == before
    assert list(place.folder.glob("before-restore-*")) == []
    assert not (tmp_path / "data" / "evil").exists()


def test_tampering_by_sql_is_named_on_the_command_line(place: Place) -> None:
    writer = place.writer()
    wrote(writer, 6)
    writer.kill()
    writer.wait()
    if "NHIP_DATABASE_URL" in place.environment:
        place.execute("DROP TRIGGER journal_no_change ON journal_entry")
    else:
        place.execute("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete")
    place.execute("UPDATE journal_entry SET actor_label = 'Người khác' WHERE number = 3")
    place.execute("DELETE FROM journal_entry WHERE number = 5")
    verified = place.run("journal", "verify")
    assert verified.returncode == 3
    assert "dòng 3 đã bị sửa" in verified.stderr
    assert "từ 5 đến 5 đã bị xóa" in verified.stderr
