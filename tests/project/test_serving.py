"""`nhip serve` as a person starts it: it answers, survives a kill, starts again quickly; what doctor says."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

pytestmark = [pytest.mark.live, pytest.mark.slow]


class Server:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("NHIP_", "DJANGO_"))}
        self.environment = {**clean, "NHIP_DATA": str(folder)}
        self.process: subprocess.Popen[str] | None = None

    def nhip(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "nhip.project.command", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def start(self, *words: str) -> float:
        """Seconds until the sign-in page answers."""
        command = [sys.executable, "-m", "nhip.project.command", "serve", "--port", str(self.port), *words]
        begun = time.monotonic()
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        while time.monotonic() - begun < 120:
            try:
                answer = httpx.get(f"http://127.0.0.1:{self.port}/tai-khoan/login/", timeout=2)
            except httpx.TransportError:
                assert self.process.poll() is None, self.process.stdout.read()
                time.sleep(0.1)
                continue
            assert answer.status_code == 200
            return time.monotonic() - begun
        raise AssertionError("no answer")

    def end(self, number: int) -> int:
        assert self.process is not None
        if number == signal.SIGKILL:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.end(signal.SIGKILL)


def test_serving_from_an_empty_folder_then_again_after_a_kill(server: Server) -> None:
    server.start("--sample=people")
    page = httpx.get(f"http://127.0.0.1:{server.port}/tai-khoan/login/")
    assert "Đăng nhập" in page.text
    styles = [part.split('"')[0] for part in page.text.split('href="')[1:] if ".css" in part.split('"')[0]]
    assert styles
    for style in styles:
        answer = httpx.get(f"http://127.0.0.1:{server.port}{style}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert "máy chủ đang chạy" in server.nhip("restore", "x.nhip").stderr
    assert "đang có chương trình khác dùng" in server.nhip("serve", "--port", str(server.port)).stderr

    server.end(signal.SIGKILL)
    assert server.start("--sample=people") < 30
    assert server.end(signal.SIGTERM) == 0
    assert server.nhip("journal", "verify").returncode == 0

    healthy = server.nhip("doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert "nhật ký toàn vẹn" in healthy.stdout


def test_doctor_says_what_is_wrong_and_what_to_do(server: Server, tmp_path: Path) -> None:
    first = server.nhip("doctor")
    assert first.returncode == 1
    assert "chưa cập nhật" in first.stdout
    assert "nhip prepare" in first.stdout
    assert server.nhip("prepare").returncode == 0
    (tmp_path / "keys" / "secret_key").chmod(0o644)
    bare = {**server.environment, "PATH": str(tmp_path)}
    command = [sys.executable, "-m", "nhip.project.command", "doctor"]
    wrong = subprocess.run(command, env=bare, capture_output=True, text=True, timeout=120, check=False)
    assert wrong.returncode == 1
    for words in ("người khác đọc được khóa: secret_key", "tesseract", "LibreOffice", "make packages"):
        assert words in wrong.stdout
    assert "Traceback" not in wrong.stderr


def test_accounts_by_the_command_line(server: Server) -> None:
    assert server.nhip("prepare").returncode == 0
    opened = server.nhip("account", "add", "ha@mau.vn", "Nông Thị Hạ", "--role", "administrator")
    assert "Mật khẩu tạm:" in opened.stdout
    again = server.nhip("account", "add", "HA@mau.vn", "Nông Thị Hạ")
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    assert "Quản trị hệ thống" in server.nhip("account", "list").stdout
    assert server.nhip("account", "close", "ha@mau.vn").returncode == 0
    assert "đã khóa" in server.nhip("account", "list").stdout
    assert server.nhip("account", "close", "khong@co.vn").returncode == 1


def test_the_folder_can_be_taken_away_afterwards(tmp_path: Path) -> None:
    """Nothing is written anywhere else: the whole of Nhịp is the one folder."""
    server = Server(tmp_path / "data")
    home = tmp_path / "home"
    home.mkdir()
    server.environment |= {"HOME": str(home), "TMPDIR": str(tmp_path)}
    assert server.nhip("prepare").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "home"]
    assert list(home.iterdir()) == []
    shutil.rmtree(tmp_path / "data")
