#!/bin/sh
# Ten minutes of coverage-guided fuzzing of intake and reader; finds are kept in build/fuzz.
exec nice .venv/bin/python tests/prove/fuzz_reader.py --seconds "${SECONDS_OF_FUZZING:-600}"
