"""A PostgreSQL of our own for one command: `python tests/postgresql.py pytest -m database`.

Starts Debian's PostgreSQL on a free port with a fresh data folder, gives its address to the command in
`NHIP_DATABASE_URL`, and takes everything away afterwards. PostgreSQL refuses to run as root, so as root it runs as the
user `postgres` that Debian's package makes.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of the newest installed server, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server with an empty database `nhip`. Raises RuntimeError where there is none."""
    bin_folder = programs()
    if bin_folder is None:
        raise RuntimeError("PostgreSQL is not installed; run: make packages")
    folder = Path(tempfile.mkdtemp(prefix="nhip-postgresql-"))
    password, port = secrets.token_hex(16), _free_port()
    (folder / "password").write_text(password)
    runner: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(folder / "password", "postgres")
        runner = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        command = [*runner, str(bin_folder / program), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120)

    data = str(folder / "data")
    try:
        run(
            "initdb", "-D", data, "-U", "nhip", "--pwfile", str(folder / "password"), "-A", "scram-sha-256",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", str(folder / "log"), "-o", options, "start")
        try:
            os.environ["PGPASSWORD"] = password
            run_createdb = [str(bin_folder / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "nhip", "nhip"]
            subprocess.run(run_createdb, check=True, timeout=60)
            yield f"postgresql://nhip:{password}@127.0.0.1:{port}/nhip"
        finally:
            os.environ.pop("PGPASSWORD", None)
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command with a server; its exit status is ours."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "NHIP_DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
