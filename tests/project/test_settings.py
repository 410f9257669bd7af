"""Settings: addresses of databases and hosts, keys made once, rooms that must be listed, secrets cut from the log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nhip.project import devices
from nhip.project.logs import NoSecrets, without_secrets

SHOW = "from nhip.project.settings import whole; print({})"


def settings(expression: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHIP_")}
    command = [sys.executable, "-c", SHOW.format(expression)]
    where = {**clean, "NHIP_DATA": str(folder), **environment}
    return subprocess.run(command, env=where, capture_output=True, text=True, check=False)


def test_a_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    address = "postgresql://nh%C3%A2n:m%2Fk@db.example.vn:6432/nhip?sslmode=require"
    shown = settings("whole.DATABASES['default']", tmp_path, NHIP_DATABASE_URL=address).stdout
    for part in ("'USER': 'nhân'", "'PASSWORD': 'm/k'", "'PORT': '6432'", "{'sslmode': 'require'}"):
        assert part in shown


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    refused = settings("1", tmp_path, NHIP_DATABASE_URL="mysql://x@y/z")
    assert "postgresql://" in refused.stderr


def test_sqlite_takes_its_lock_when_a_transaction_begins(tmp_path: Path) -> None:
    shown = settings("whole.DATABASES['default']['OPTIONS']", tmp_path).stdout
    assert "'transaction_mode': 'IMMEDIATE'" in shown
    assert "journal_mode = WAL" in shown


def test_the_secret_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    first, second = settings("whole.SECRET_KEY", tmp_path).stdout, settings("whole.SECRET_KEY", tmp_path).stdout
    assert first == second
    assert len(first.strip()) > 60
    assert (tmp_path / "keys" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert settings("whole.SECRET_KEY", tmp_path / "other").stdout != first


def test_public_hosts_turn_on_secure_cookies_and_https(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    asked = ", ".join(f"bool(whole.{name})" for name in names)
    assert "True True True True" in settings(asked, tmp_path, NHIP_HOSTS="a.example.vn, b.example.vn").stdout
    assert "False False False False" in settings(asked, tmp_path).stdout


def test_a_star_for_the_hosts_is_refused(tmp_path: Path) -> None:
    assert "NHIP_HOSTS" in settings("1", tmp_path, NHIP_HOSTS="*").stderr


def test_a_broken_file_of_providers_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "oidc.json").write_text('[{"id": "x"}]')
    assert "NHIP_OIDC_FILE" in settings("1", tmp_path, NHIP_OIDC_FILE=str(tmp_path / "oidc.json")).stderr


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ('GET /x/?token=abc&code=1 200', "GET /x/?… 200"),
        ("password='hai ba' sai", "password=… sai"),
        ('{"secret": "abc"}', '{"secret": …}'),
        ("Authorization: Basic", "Authorization: …"),
        ("không có gì", "không có gì"),
    ],
)  # fmt: skip
def test_secrets_are_cut_from_the_log(line: str, cut: str) -> None:
    assert without_secrets(line) == cut


def test_a_secret_given_as_an_argument_is_cut_as_well() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "password=%s", ("bí-mật",), None)
    assert NoSecrets().filter(record)
    assert "bí-mật" not in record.getMessage()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_devices_in_words(agent: str, words: str) -> None:
    assert devices.in_words(agent) == words
