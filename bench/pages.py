"""How fast staff pages answer many people at once: `python bench/pages.py` prints one JSON object.

A fresh sample province is served as `make run` serves it; 100 signed-in people each ask for one page every ten seconds
(issue B's load), all pages in turn. Beside it an empty Django view under the same server, the same pace and the same
load. Milliseconds are measured at the client, connection included. Nothing is asserted here.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

PEOPLE = 100
EVERY = 10.0
"""Seconds between two pages of one person."""
LASTING = 60.0
PAGES = (
    "/",
    "/van-ban/",
    "/ke-hoach/",
    "/nhiem-vu/",
    "/lich/",
    "/hoat-dong/",
    "/hoat-dong/ghi/",
    "/chi-so/",
    "/bao-cao/",
    "/co-quan/",
)
THREADS = 8
HERE = Path(__file__).resolve().parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 180) -> float:
    begun = time.monotonic()
    while time.monotonic() - begun < seconds and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return time.monotonic() - begun
        time.sleep(0.2)
    raise SystemExit(f"nothing answers at port {port}")


SIGN_IN = """
import django; django.setup()
from django.conf import settings
from django.test import Client
from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import needs_second_factor
known = [one for one in Account.objects.order_by("pk") if one.held() and not needs_second_factor(one)]
for number in range({people}):
    browser = Client()
    browser.force_login(known[number % len(known)], backend="allauth.account.auth_backends.AuthenticationBackend")
    print(settings.SESSION_COOKIE_NAME + "=" + browser.cookies[settings.SESSION_COOKIE_NAME].value)
"""
"""Sessions made inside: what is measured is the pages, not a hundred passwords."""


def sessions(environment: dict[str, str]) -> list[str]:
    code = SIGN_IN.format(people=PEOPLE)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return done.stdout.split()


def ask(port: int, path: str, session: str) -> tuple[float, int]:
    begun = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path, headers={"Cookie": session, "Accept-Language": "vi"})
    answer = line.getresponse()
    answer.read()
    line.close()
    return (time.perf_counter() - begun) * 1000, answer.status


def load(port: int, pages: tuple[str, ...], held: list[str]) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Milliseconds by page, and how often each status other than 200 came."""
    times: dict[str, list[float]] = defaultdict(list)
    others: dict[str, int] = defaultdict(int)
    lock, stop = threading.Lock(), time.monotonic() + LASTING

    def person(number: int, session: str) -> None:
        chance = random.Random(number)  # noqa: S311
        time.sleep(chance.random() * EVERY)
        while time.monotonic() < stop:
            begun, page = time.monotonic(), chance.choice(pages)
            spent, status = ask(port, page, session)
            with lock:
                times[page].append(spent)
                if status != 200:
                    others[f"{page} {status}"] += 1
            time.sleep(max(0.0, EVERY - (time.monotonic() - begun)))

    people = [threading.Thread(target=person, args=one) for one in enumerate(held)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return times, others


def share(times: list[float], part: float) -> float:
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1)


def served(command: list[str], port: int, environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], float]:
    process = subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    return process, wait_for(port, process)


def end(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def empty_view(environment: dict[str, str]) -> dict[str, float]:
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(THREADS), "--log-level", "error", "parts.empty:application",
    ]  # fmt: skip
    process, _ = served(command, port, environment | {"PYTHONPATH": str(HERE)})
    try:
        times, _ = load(port, ("/",), ["none=x"] * PEOPLE)
    finally:
        end(process)
    return {"p50_ms": share(times["/"], 0.5), "p95_ms": share(times["/"], 0.95)}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="nhip-bench-") as folder:
        port = free_port()
        environment = os.environ | {"NHIP_DATA": folder, "DJANGO_SETTINGS_MODULE": "nhip.project.settings.whole"}
        begun = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "nhip.project.command", "prepare"], env=environment, stdout=sys.stderr, check=True
        )
        prepared = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "nhip.project.command", "sample"],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        built = time.monotonic()
        held = sessions(environment)
        process, _ = served(
            [sys.executable, "-m", "nhip.project.command", "serve", "--port", str(port)], port, environment
        )
        try:
            known = [page for page in PAGES if ask(port, page, held[0])[1] == 200]  # and warms each page once
            times, others = load(port, tuple(known), held)
        finally:
            end(process)
        peer = empty_view(environment)
    every = [one for page in times.values() for one in page]
    p95 = share(every, 0.95)
    result = {
        "bench": "pages",
        "python": platform.python_version(),
        "people": PEOPLE,
        "seconds_between_pages": EVERY,
        "requests": len(every),
        "prepare_s": round(prepared - begun, 1),
        "sample_s": round(built - prepared, 1),
        "p50_ms": share(every, 0.5),
        "p95_ms": p95,
        "slowest_ms": round(max(every), 1),
        "p95_by_page_ms": {page: share(of, 0.95) for page, of in sorted(times.items())},
        "not_200": dict(others),
        "empty_view": peer,
        "p95_to_empty_view": round(p95 / peer["p95_ms"], 1),
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
