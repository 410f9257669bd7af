"""Where things stand on the disk: the code, the web assets, the data folder.

Everything that Nhịp writes lies in one data folder, so that a backup, a move or a deletion is one path.
"""

import os
from pathlib import Path

import nhip

PACKAGE = Path(nhip.__path__[0]).resolve()
WEB = PACKAGE / "web"


def _data() -> Path:
    """`NHIP_DATA` where set; `var/` beside the sources in a checkout; otherwise the user's own data folder."""
    named = os.environ.get("NHIP_DATA")
    if named:
        return Path(named).expanduser().resolve()
    checkout = PACKAGE.parents[1]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    return Path.home() / ".local" / "share" / "nhip"


DATA = _data()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

ORIGINALS = DATA / "originals"
"""Documents as they came in, named by their SHA-256."""
MEDIA = DATA / "media"
"""Evidence: files, pictures, archived pages. Apart from ORIGINALS, because these are erased on their day."""
PICTURES = DATA / "pictures"
"""Pictures for publication as they came in; RENDITIONS are made from them again at any time."""
RENDITIONS = DATA / "renditions"
KEYS = DATA / "keys"
"""Secret key, journal signing key: readable by the owner only."""
ANCHORS = KEYS / "anchors"
"""Certificates (.pem, .crt, .cer, .der) that a signature on a returned document must lead to."""
HEADS = DATA / "heads"
"""The daily signed heads of the journal: outside the database on purpose."""
STATIC = DATA / "static"
SAMPLE = (KEYS / "sample_sign_in.json").is_file()
"""Whether the sample province was built here: every page and document then says so."""
