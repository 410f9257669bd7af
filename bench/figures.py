# ruff: noqa: S608  (names of tables and columns come from our own dictionary)
"""How fast a country's figures are recomputed, beside DuckDB doing the same by hand: prints one JSON object.

Ten million generated rows, 3,321 communes in 34 provinces, 120 indicators, 12 months (`--rows` for less).
Both sides read the same tables in the same run; each is the faster of two runs. Then one commune's late correction is
followed to the national total. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import tempfile
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, by `make bench`

import duckdb
from bench.parts.country import COMMUNES, by_hand, fill

from nhip.law.holidays import vietnam
from nhip.measurement.catalogue import packaged as indicators
from nhip.measurement.dictionary import packaged as entities
from nhip.measurement.engine.store import Store
from nhip.measurement.rows import Span

MONTHS = [Span(date(2026, month, 1), date(2026, month, monthrange(2026, month)[1])) for month in range(1, 13)]


def seconds(work: Callable[[], object], runs: int = 2) -> tuple[float, float]:
    """The faster run by the clock, and the least processor time: a busy machine leaves only the latter steady."""
    clock, busy = [], []
    for _ in range(runs):
        began, used = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - began)
        busy.append(time.process_time() - used)
    return round(min(clock), 2), round(min(busy), 2)


def corrections(store: Store, runs: int = 12) -> dict[str, float]:
    """Milliseconds from a changed row to the changed national total, of rows all over the year."""
    times = []
    last = store.connection.execute('SELECT max(row_id) FROM "product"').fetchone()
    assert last is not None
    for run in range(runs):
        row = 1 + (last[0] - 1) * run // runs
        month = store.connection.execute('SELECT month(published_at) FROM "product" WHERE row_id = ?', [row]).fetchone()
        assert month is not None
        before = store.value("loudspeaker_plays", month[0] - 1)
        began = time.perf_counter()
        store.correct("product", row, {"kind": "loudspeaker", "plays": Decimal(100_000 + run)}, indicators())
        after = store.value("loudspeaker_plays", month[0] - 1)
        times.append((time.perf_counter() - began) * 1000)
        if not after > before:
            raise SystemExit("the correction did not reach the national total")
    times.sort()
    return {
        "late_correction_ms_median": round(times[len(times) // 2], 1),
        "late_correction_ms_worst": round(times[-1], 1),
    }


def agree(store: Store) -> float:
    """The greatest relative difference between the two sides over the country's counts and sums."""
    adding = [one for one in indicators() if one.tree.adds_up and not {"/", "months"} & set(one.formula.split())]
    worst = 0.0
    for one in adding:
        ours, theirs = (
            store.connection.execute(
                f'SELECT "{one.code}" FROM {table} WHERE province IS NULL ORDER BY {period}'
            ).fetchall()
            for table, period in (("figures", "p"), ("peer", "m"))
        )
        for (left,), (right,) in zip(ours, theirs, strict=True):
            worst = max(worst, abs(float(left or 0) - float(right or 0)) / max(abs(float(right or 0)), 1.0))
    return worst


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--rows", type=int, default=10_000_000)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(entities(), vietnam(), str(Path(folder) / "figures.duckdb"))
        loaded, _ = seconds(lambda: fill(store, indicators(), asked.rows), 1)
        total = sum(
            found[0]
            for name in entities()
            if (found := store.connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()) is not None
        )
        peer, peer_cpu = seconds(lambda: by_hand(store.connection, indicators(), entities()))
        ours, ours_cpu = seconds(lambda: store.recompute(indicators(), MONTHS))
        found = store.connection.execute("SELECT count(*) FROM figures").fetchone()
        result = {
            "bench": "figures",
            "python": platform.python_version(),
            "duckdb": duckdb.__version__,
            "event_rows": total,
            "communes": COMMUNES,
            "indicators": len(indicators()),
            "periods": len(MONTHS),
            "values": (found[0] if found else 0) * len(indicators()),
            "load_s": loaded,
            "full_recompute_s": ours,
            "peer_duckdb_by_hand_s": peer,
            "ratio_to_peer": round(ours / peer, 2),
            "full_recompute_cpu_s": ours_cpu,
            "peer_cpu_s": peer_cpu,
            "ratio_of_cpu": round(ours_cpu / peer_cpu, 2),
            "greatest_difference_of_counts_and_sums": agree(store),
            **corrections(store),
            "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        store.close()
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
