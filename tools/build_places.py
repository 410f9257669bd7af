"""Build where each standing unit of territory lies, as one point. Run at build time only, by a maintainer.

    python tools/build_places.py PACKAGE OUT

PACKAGE: the folder of the installed `vietnamadminunits` 1.0.4 (MIT). OUT: `src/nhip/agencies/data`, which holds
territories.csv.gz already. Writes places.csv.gz (unit, latitude, longitude in degrees, WGS 84): the point that the
package gives for each commune and province since 1 July 2025. No border is taken: points only.
"""

from __future__ import annotations

import csv
import gzip
import io
import sqlite3
import sys
from pathlib import Path


def main(package: Path, out: Path) -> None:
    base = sqlite3.connect(f"file:{package / 'data' / 'dataset.db'}?mode=ro", uri=True)
    communes = {code: at for code, *at in base.execute("select wardCode, wardLat, wardLon from admin_units")}
    above = "select distinct provinceCode, provinceLat, provinceLon from admin_units"
    provinces = {code: at for code, *at in base.execute(above)}
    with gzip.open(out / "territories.csv.gz", "rt", encoding="utf-8") as held:
        rows = [row for row in csv.DictReader(held) if not row["valid_to"]]
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(["unit", "latitude", "longitude"])
    for row in sorted(rows, key=lambda row: row["unit"]):
        points = {"commune": communes, "province": provinces}.get(row["level"], {})
        if row["code"] in points:
            sheet.writerow([row["unit"], *(f"{degrees:.4f}" for degrees in points[row["code"]])])
    (out / "places.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
