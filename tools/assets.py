"""Fetches the vendored viewers again from their packages and holds them against the recorded hashes.

    python tools/assets.py    needs npm; every asset of `assets.toml` with a `member` is taken out of its package

What differs from its recorded hash is not written: a new version is a change of `assets.toml` that somebody makes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

WEB = Path(__file__).resolve().parents[1] / "src/nhip/web"


def fetched(package: str, version: str, folder: Path) -> Path:
    """The package file, fetched by npm with its own check of integrity."""
    subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True)
    return next(folder.glob("*.tgz"))


def main() -> int:
    wrong = 0
    for asset in tomllib.loads((WEB / "assets.toml").read_text("utf-8"))["asset"]:
        if "member" not in asset:
            continue
        with tempfile.TemporaryDirectory() as folder:
            package = fetched(asset["source"].removeprefix("npm:"), asset["version"], Path(folder))
            with tarfile.open(package) as archive:
                held = archive.extractfile(f"package/{asset['member']}")
                data = held.read() if held else b""
        if hashlib.sha256(data).hexdigest() != asset["sha256"]:
            print(f"{asset['file']}: not what was recorded", file=sys.stderr)
            wrong += 1
            continue
        (WEB / asset["file"]).write_bytes(data)
        print(f"{asset['file']}: {asset['version']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
