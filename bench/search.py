"""How fast search answers over 100,000 items, on SQLite and on PostgreSQL: prints one JSON object.

Items are made by a seeded chain from the project's own texts (`parts/articles.py`); questions are parts of their titles
with marks, without, with wrong ones and with slips, common words, places old and new. Times are of `search` in the
process and of the public page's view without HTTP, each question asked once, then with the index warm; beside them
processor time, which a busy machine leaves steady (on PostgreSQL: of our own process only), the load, and the same view
on an empty index. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, by `make bench`

ITEMS, QUESTIONS = 100_000, 300


def share(times: list[float], part: float) -> float:
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1)


def inside(items: int, questions: int) -> dict[str, object]:
    """Index and ask in this process, on the database of the settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.project.settings.whole")
    import django

    django.setup()
    from bench.parts.articles import Articles
    from django.core.management import call_command
    from django.db import connection
    from django.test import RequestFactory

    from nhip.assistant.actions import indexing
    from nhip.assistant.queries import homes, searching
    from nhip.journal.actors import Machine
    from nhip.portal.languages import LANGUAGES
    from nhip.portal.searching import search as page

    call_command("migrate", verbosity=0)
    articles = Articles(items)
    indexing.all_sources = searching.all_sources = lambda: {"story": articles}
    homes.homes = lambda: ("lang-son",)

    def view(words: str) -> float:
        began = time.perf_counter()
        request = RequestFactory().get("/vi/tim/", {"q": words}, headers={"host": "localhost"})
        request.COOKIES = {}
        assert page(request, LANGUAGES["vi"]).status_code == 200
        return (time.perf_counter() - began) * 1000

    asked = articles.questions(questions)
    view("khởi động")
    empty = [view(words) for words in asked[:50]]
    began = time.perf_counter()
    indexing.rebuild(Machine("bench.search"))
    built = time.perf_counter() - began
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    began = time.perf_counter()
    searching.words_known(searching.edition())
    vocabulary = time.perf_counter() - began
    today = articles.item(items - 1).on
    times: dict[str, list[float]] = {"first": [], "again": [], "view": []}
    slow: list[tuple[float, str]] = []
    busy: list[float] = []
    for turn in ("first", "again"):
        for words in asked:
            began, used = time.perf_counter(), time.process_time()
            searching.search(words, "vi", today)
            times[turn].append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - used) * 1000)
            slow.append((round(times[turn][-1], 1), words))
    times["view"] = [view(words) for words in asked]
    return {
        "items": items, "build_s": round(built, 1), "vocabulary_s": round(vocabulary, 2),
        "empty_index_view_p95_ms": share(empty, 0.95), "processor_p50_ms": share(busy, 0.5),
        "processor_p95_ms": share(busy, 0.95), "load": round(os.getloadavg()[0], 1),
        **{f"{name}_p{int(part * 100)}_ms": share(rows, part) for name, rows in times.items() for part in (0.5, 0.95)},
        "slowest": sorted(slow, reverse=True)[:5],
    }  # fmt: skip


def run(items: int, questions: int, address: str) -> dict[str, object]:
    """The same in a process of its own, on a fresh data folder."""
    with tempfile.TemporaryDirectory(prefix="nhip-bench-") as folder:
        environment = {
            **os.environ,
            "NHIP_DATA": folder,
            "PYTHONPATH": os.pathsep.join((str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src"))),
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        environment["NHIP_DATABASE_URL"] = address
        command = [sys.executable, __file__, "--inside", "--items", str(items), "--questions", str(questions)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
        return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--inside", action="store_true")
    asked = parser.parse_args()
    if asked.inside:
        print(json.dumps(inside(asked.items, asked.questions), ensure_ascii=False))
        return
    found: dict[str, object] = {"machine": platform.machine(), "python": platform.python_version()}
    if asked.only != "postgresql":
        found["sqlite"] = run(asked.items, asked.questions, "")
    if asked.only != "sqlite":
        from tests.postgresql import server

        with server() as address:
            found["postgresql"] = run(asked.items, asked.questions, address)
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
