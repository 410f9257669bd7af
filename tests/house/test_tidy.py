"""The tree is tidy: empty `__init__`, no cupboard names, no path or host of anybody's machine in any file."""

from __future__ import annotations

import re
import subprocess

from tests.house.floors import ROOT, SOURCE

CUPBOARDS = {"utils", "util", "common", "core", "base", "helpers", "helper", "manager", "managers", "misc", "shared"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".cfg",
    ".ini",
    ".html",
    ".css",
    ".js",
    ".csv",
    ".json",
    ".yml",
    ".yaml",
    ".sh",
    "",
}
HOSTS = re.compile(
    r"(?i)(https?://[^\s\"'<>)]*(?:"
    + "|".join(["pypi" + r"\.org", "python" + r"hosted\.org", "npmjs" + r"\.(?:org|com)", "yarnpkg" + r"\.com"])
    + r"))|(?:--index-url|extra-index-url|find-links)\b|"
    + r"(?<![\w.])/(?:work|home|root|Users)/\w+"
)
EXCUSED = {
    "tests/house/test_tidy.py": "names what it looks for",
}


def tracked() -> list[str]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_every_init_is_empty() -> None:
    assert [str(path) for path in SOURCE.rglob("__init__.py") if path.read_text("utf-8").strip()] == []


def test_no_cupboards() -> None:
    wrong = [str(path) for path in SOURCE.rglob("*.py") if path.stem in CUPBOARDS or set(path.parts) & CUPBOARDS]
    assert wrong == []


def test_no_machine_paths_and_no_registry_hosts() -> None:
    wrong = []
    for name in tracked():
        path = ROOT / name
        if path.suffix not in TEXT or name in EXCUSED:
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if found := HOSTS.search(line):
                wrong.append(f"{name}:{number}: {found[0][:80]}")
    assert wrong == []


def test_locked_requirements_are_hashed_and_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        pins = re.findall(r"^([A-Za-z0-9._-]+)==", text, re.M)
        assert len(pins) > 20
        blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", text, flags=re.M)[1:]
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_nothing_kept_outside_is_tracked() -> None:
    assert [
        name
        for name in tracked()
        if name.startswith(("var/", ".venv/", "build/")) or name.endswith((".pyc", ".sqlite3"))
    ] == []
