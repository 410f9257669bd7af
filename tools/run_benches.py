"""Run every bench and keep what it printed, with commit and date, in `bench/results/` (its history is git's).

Benches print one JSON object and assert nothing; a bench that fails stops the run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
RESULTS = HOUSE / "bench" / "results"


def main() -> int:
    RESULTS.mkdir(exist_ok=True)
    for bench in sorted((HOUSE / "bench").glob("*.py")):
        sys.stderr.write(f"== {bench.name}\n")
        done = subprocess.run([sys.executable, str(bench)], cwd=HOUSE, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            return done.returncode
        keep(bench.stem, json.loads(done.stdout))
    return 0


def keep(name: str, printed: dict[str, object]) -> None:
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HOUSE, stdout=subprocess.PIPE, check=True)
    kept = {"commit": head.stdout.decode().strip(), "date": datetime.now(UTC).date().isoformat(), **printed}
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    (RESULTS / f"{name}.json").write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    sys.exit(main())
