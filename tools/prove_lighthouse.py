"""Lighthouse over the public pages, mobile settings: `python tools/prove_lighthouse.py` prints one JSON object.

The sample (or the data folder NHIP_BENCH_DATA) is served as `nhip serve` serves it; each kind of page is asked in each
language, detail pages as the first one their list links to. Results of a search ask not to be indexed and are left
out. The scores of every page and the audits that were not full go to bench/results/lighthouse.json. Ends with 1 where
a page stays under what issue C asks. Needs Debian's nodejs and npm, and a quiet machine: the performance score is a
simulation fed by measured work.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))
from pages import THREADS, end, free_port, served  # noqa: E402

TOOL, LOCKED = ROOT / "build" / "lighthouse", ROOT / "tools" / "lighthouse"
RESULTS = ROOT / "bench" / "results" / "lighthouse.json"
LANGUAGES = ("vi", "en", "zh")
KINDS = {
    "home": "/", "news": "/tin/", "story": "/tin/ >/tin/[a-z0-9-]+/", "place": "/diem-den/ >/diem-den/[a-z0-9-]+/",
    "product": "/san-pham/ >/san-pham/[a-z0-9-]+/", "laws": "/van-ban/",
    "corrections": "/dinh-chinh/", "agencies": "/co-quan/", "channels": "/kenh/",
}  # fmt: skip
"""A kind of page and its address; after ">" the pattern of the first link to follow from there."""
TRIES = 5
"""The browser sometimes loses the beginning of its own trace (NO_NAVSTART); such a run says nothing of the page."""
GOAL = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def tool() -> list[str]:
    """The command, installed from the locked list where it is not there yet."""
    if shutil.which("npm") is None:
        raise SystemExit("npm is missing. Install it with: sudo apt-get install nodejs npm")
    held = TOOL / "node_modules" / "lighthouse" / "cli" / "index.js"
    wanted = (LOCKED / "package-lock.json").read_bytes()
    if not held.is_file() or (TOOL / "package-lock.json").read_bytes() != wanted:
        TOOL.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(LOCKED / name, TOOL / name)
        subprocess.run(["npm", "ci", "--silent"], cwd=TOOL, check=True)
    return ["node", str(held)]


def address(origin: str, language: str, kind: str) -> str | None:
    """Where a kind of page stands in a language; None where its list links to nothing."""
    listed, _, pattern = KINDS[kind].partition(" >")
    url = f"{origin}/{language}{listed}"
    if not pattern:
        return url
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        found = re.search(rf'href="(/{language}{pattern})"', answer.read().decode())
    return origin + found.group(1) if found else None


def audited(command: list[str], url: str, folder: str) -> dict[str, object]:
    report = Path(folder) / "report.json"
    asked = [
        *command, url, "--quiet", "--output=json", f"--output-path={report}",
        f"--only-categories={','.join(GOAL)}", "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
    ]  # fmt: skip
    for _ in range(TRIES):
        done = subprocess.run(
            asked, env=os.environ | {"CHROME_PATH": str(CHROMIUM)}, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            break
    else:
        raise SystemExit(f"{url}: {done.stderr[-500:]}")
    found = json.loads(report.read_text())
    scores = {name: round((found["categories"][name]["score"] or 0) * 100) for name in GOAL}
    short = {
        name: sorted(ref["id"] for ref in found["categories"][name]["auditRefs"]
                     if ref["weight"] and (found["audits"][ref["id"]]["score"] or 0) < 1
                     and found["audits"][ref["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual"))
        for name in GOAL if scores[name] < GOAL[name]
    }  # fmt: skip
    asked_for = found["audits"]["network-requests"]["details"]["items"]
    images = sum(one["transferSize"] for one in asked_for if one.get("resourceType") == "Image")
    size = found["audits"]["total-byte-weight"]["numericValue"]
    return {**scores, "bytes": size, "bytes_before_images": size - images, "short": short}


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def main() -> int:
    kinds = sys.argv[1:] or list(KINDS)
    command = tool()
    with tempfile.TemporaryDirectory(prefix="nhip-lighthouse-") as folder:
        environment = os.environ | {"NHIP_DATA": os.environ.get("NHIP_BENCH_DATA", f"{folder}/data"),
                                    "DJANGO_SETTINGS_MODULE": "nhip.project.settings.whole"}  # fmt: skip
        if "NHIP_BENCH_DATA" not in os.environ:
            for verb in ("prepare", "sample"):
                subprocess.run([sys.executable, "-m", "nhip.project.command", verb], env=environment,
                               stdout=sys.stderr, check=True)  # fmt: skip
        port = free_port()
        process, _ = served(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1",
             "--blocking-threads", str(THREADS), "--log-level", "error", "--port", str(port),
             "nhip.project.wsgi:application"], port, environment,
        )  # fmt: skip
        pages: dict[str, object] = {}
        try:
            for kind in kinds:
                for language in LANGUAGES:
                    url = address(f"http://127.0.0.1:{port}", language, kind)
                    pages[f"{kind} {language}"] = audited(command, url, folder) if url else None
                    print(kind, language, pages[f"{kind} {language}"], file=sys.stderr, flush=True)
        finally:
            end(process)
    reached = all(page and all(page[name] >= wanted for name, wanted in GOAL.items()) for page in pages.values())
    told = json.dumps(
        {"proof": "lighthouse", "commit": _commit(), "goal": GOAL, "reached": reached, "pages": pages}, indent=1
    )
    if len(kinds) == len(KINDS):
        RESULTS.write_text(told + "\n", "utf-8")
    print(told)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
