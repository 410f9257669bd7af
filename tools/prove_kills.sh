#!/bin/sh
# Kills writers, backups and servers again and again, on both databases; every time all must come back whole.
#   TIMES=50 sh tools/prove_kills.sh
set -eu
cd "$(dirname "$0")/.."
number=0
while [ "$number" -lt "${TIMES:-10}" ]; do
	number=$((number + 1))
	echo "== kill loop, round $number"
	.venv/bin/pytest -q tests/project/test_backup.py tests/project/test_serving.py -k "kill"
	.venv/bin/python tests/postgresql.py .venv/bin/pytest -q tests/project/test_backup.py -k "kill"
done
