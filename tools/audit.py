"""Looks the locked packages up among known holes, and says plainly what was looked up and what was not.

    python tools/audit.py requirements.txt ...

Exit 1 when a hole is found. Without a way to the database of holes nothing is found and nothing is claimed: the line
reads "not audited".
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

PATIENCE = 240
"""Seconds for the whole look-up."""


def pinned(files: list[str]) -> dict[str, str]:
    """Name -> version, as locked."""
    text = "\n".join(Path(file).read_text("utf-8") for file in files)
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.M))


def looked_up(files: list[str]) -> tuple[list[dict[str, object]], str]:
    """What pip-audit knows of each package, and why it could not look (empty when it could)."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--require-hashes",
    ]
    for file in files:
        command += ["-r", file]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return [], f"no answer within {PATIENCE} s"
    try:
        return json.loads(done.stdout)["dependencies"], ""
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        return [], last[:200]


def main() -> int:
    """Print the findings; 1 when there is a hole."""
    files = sys.argv[1:]
    locked = pinned(files)
    answers, trouble = looked_up(files)
    skipped = {str(one["name"]): str(one["skip_reason"]) for one in answers if "skip_reason" in one}
    audited = {str(one["name"]).lower().replace("_", "-") for one in answers} - set(skipped)
    for name in sorted(locked):
        if name.lower().replace("_", "-") not in audited:
            skipped.setdefault(name, trouble or "not in the answer")
    holes = [(one["name"], one["version"], hole) for one in answers for hole in one.get("vulns", [])]
    for name, version, hole in holes:
        print(f"HOLE {name} {version}: {hole['id']} {', '.join(hole.get('fix_versions', [])) or 'no fix yet'}")
    print(f"audited: {len(locked) - len(skipped)} of {len(locked)} packages, {len(holes)} known holes")
    if skipped:
        reasons = {reason.split(" and ")[0].split(":")[0] for reason in skipped.values()}
        print(f"not audited: {len(skipped)} packages ({'; '.join(sorted(reasons))})")
        if audited:
            print("  " + ", ".join(sorted(skipped)))
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
