"""Keeps secrets out of the log: query strings, tokens and passwords are cut before a line is written."""

import logging
import re

_SECRET = re.compile(
    r"(?i)(\?[^\s\"']+)|((?:password|secret|token|authorization|code|key)[\"']?\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|\S+)"
)


def without_secrets(line: str) -> str:
    """The line with query strings cut to `?…` and the value after a secret's name cut to `…`."""
    return _SECRET.sub(lambda found: "?…" if found[1] else f"{found[2]}…", line)


class NoSecrets(logging.Filter):
    """Rewrites the finished message, so that a secret given as an argument is cut as well."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(record.getMessage())
        record.args = ()
        return True
