"""How fast public pages answer: `python bench/portal.py` prints one JSON object.

A fresh sample (or the data folder NHIP_BENCH_DATA) is served as `nhip serve` serves it. Uncached: two readers at once,
each address new to the server (a query nobody asked before), until ASKED answers. Cached: eight readers on kept lines
ask for the same pages for LASTING seconds. CPU is the server's own, user and system. Beside both, in the same run,
an empty Django view under the same server. Milliseconds are measured at the client. Nothing is asserted here.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from pages import HERE, THREADS, end, free_port, served, share

PAGES = ("/vi/", "/en/", "/zh/", "/vi/tin/", "/vi/dinh-chinh/", "/vi/tim/?q=den+mau+dong+dang")
ASKED = 600
LASTING = 10.0
READERS = 8
TICK = os.sysconf("SC_CLK_TCK")


def cpu(pid: int) -> float:
    """Seconds of CPU that a process and its children have used."""
    spent = 0.0
    for one in [pid, *_below(pid)]:
        try:
            fields = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        spent += (int(fields[11]) + int(fields[12])) / TICK
    return spent


def _below(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text("utf-8").split():
            found += [int(child), *_below(int(child))]
    return found


def ask_many(port: int, pages: list[str], readers: int, *, most: int = 0, seconds: float = 0) -> list[float]:
    """Milliseconds of each answer; `most` answers or as many as fit into `seconds`."""
    turn, times, stop = itertools.count(), [], time.monotonic() + seconds if seconds else float("inf")
    lock = threading.Lock()

    def reader() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        own = []
        while time.monotonic() < stop:
            number = next(turn)
            if most and number >= most:
                break
            begun = time.perf_counter()
            line.request("GET", pages[number % len(pages)])
            answer = line.getresponse()
            answer.read()
            own.append((time.perf_counter() - begun) * 1000)
            if answer.status != 200:
                raise SystemExit(f"{pages[number % len(pages)]} {answer.status}")
        line.close()
        with lock:
            times.extend(own)

    threads = [threading.Thread(target=reader) for _ in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times


def measured(port: int, pid: int, fresh: list[str], kept: list[str]) -> dict[str, dict[str, float]]:
    ask_many(port, kept, 1, most=len(kept) * 3)  # warms templates and catalogues
    found = {}
    for name, pages, readers, most, seconds in (
        ("uncached", fresh, 2, len(fresh), 0.0), ("cached", kept, READERS, 0, LASTING),
    ):  # fmt: skip
        used, begun = cpu(pid), time.monotonic()
        times = ask_many(port, pages, readers, most=most, seconds=seconds)
        lasted = time.monotonic() - begun
        found[name] = {
            "requests": len(times), "p50_ms": share(times, 0.5), "p95_ms": share(times, 0.95),
            "a_second": round(len(times) / lasted), "cpu_ms": round((cpu(pid) - used) * 1000 / len(times), 3),
        }  # fmt: skip
    return found


def main() -> None:
    fresh = [
        f"{page}{'&' if '?' in page else '?'}lan={number}" for number in range(ASKED // len(PAGES)) for page in PAGES
    ]
    with tempfile.TemporaryDirectory(prefix="nhip-bench-") as folder:
        environment = os.environ | {"NHIP_DATA": os.environ.get("NHIP_BENCH_DATA", folder),
                                    "DJANGO_SETTINGS_MODULE": "nhip.project.settings.whole"}  # fmt: skip
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1",
                   "--blocking-threads", str(THREADS), "--log-level", "error"]  # fmt: skip
        if "NHIP_BENCH_DATA" not in os.environ:
            for verb in ("prepare", "sample"):
                subprocess.run(  # noqa: S603
                    [sys.executable, "-m", "nhip.project.command", verb], env=environment, stdout=sys.stderr, check=True
                )
        found = {}
        for name, application, extra, pages in (
            ("portal", "nhip.project.wsgi:application", {}, (fresh, [page for page in PAGES if "/tim/" not in page])),
            ("empty_view", "parts.empty:application", {"PYTHONPATH": str(HERE)}, (["/"] * ASKED, ["/"])),
        ):
            port = free_port()
            process, _ = served([*command, "--port", str(port), application], port, environment | extra)
            try:
                found[name] = measured(port, process.pid, *pages)
            finally:
                end(process)
    ratio = {
        kind: round(found["portal"][kind]["cpu_ms"] / max(found["empty_view"][kind]["cpu_ms"], 0.001), 1)
        for kind in ("uncached", "cached")
    }
    print(json.dumps({"bench": "portal", "python": platform.python_version(), **found, "cpu_to_empty_view": ratio}))


if __name__ == "__main__":
    main()
