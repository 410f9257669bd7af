"""The licence gate: nothing under the GPL or AGPL is imported (the LGPL may be); programs run apart.

python tools/licences.py
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

BARRED = re.compile(r"(?i)\bA?GPL|(?<!lesser )general public licen|affero")
ALLOWED = re.compile(r"(?i)LGPL|lesser general public|library general public|GPL[^,;]*(with|-)[^,;]*exception")
CHOICE = re.compile(r"(?i)\bOR\b")
"""A package under a choice of licences is taken under the permissive one."""


STATED_ELSEWHERE = {
    "atheris": "Apache-2.0",  # the LICENSE file of its repository
    "axe-playwright-python": "MIT",  # the LICENSE file of its repository
}
"""Packages whose own data states none, and where it was read."""


def locked() -> list[str]:
    """The names in both lock files."""
    root = Path(__file__).resolve().parents[1]
    text = "\n".join((root / name).read_text("utf-8") for name in ("requirements.txt", "requirements-dev.txt"))
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", text, re.M)))


def licences(name: str) -> list[str]:
    """What the package itself states: the expression where there is one, else classifiers, else the field."""
    about = metadata.metadata(name)
    if about.get("License-Expression"):
        return [about["License-Expression"]]
    classified = [line.split(" :: ")[-1] for line in about.get_all("Classifier", []) if line.startswith("License")]
    classified = [line for line in classified if line != "OSI Approved"]
    if name in STATED_ELSEWHERE and not classified:
        return [STATED_ELSEWHERE[name]]
    return classified or [(about.get("License") or "").strip().split("\n")[0][:200]]


def barred(stated: list[str]) -> bool:
    """Whether every licence offered is barred."""
    offered = [part for line in stated for part in CHOICE.split(line)]
    return bool(offered) and all(BARRED.search(ALLOWED.sub("", part)) for part in offered)


def main() -> int:
    """Print what is barred or unstated; 1 when something is."""
    wrong = 0
    for name in locked():
        try:
            stated = licences(name)
        except metadata.PackageNotFoundError:
            continue  # locked for another platform
        if barred(stated) or not any(stated):
            wrong += 1
            print(f"{name}: {', '.join(stated) or 'no licence stated'}")
    print(f"licences: {len(locked())} packages, {wrong} barred or unstated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
