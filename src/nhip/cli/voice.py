"""How the command line speaks: results on standard output, everything else on standard error, in Vietnamese."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from typing import Any

from nhip.documents.intake.outcome import Read, Refusal
from nhip.text.issues import sentence


def parser(verb: str, about: str, end: str = "") -> argparse.ArgumentParser:
    """An argument parser for one verb; exits with 2 on a wrong call."""
    return argparse.ArgumentParser(
        prog=f"nhip {verb}", description=about, epilog=end, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def use_utf8() -> None:
    """Vietnamese leaves in UTF-8 whatever the terminal's locale says, with the line ends of the text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def say(text: str) -> None:
    print(text, file=sys.stderr)


def tell(outcome: Read | Refusal, quiet: bool = False) -> None:
    """A refusal, or the warnings about a file that was read."""
    if isinstance(outcome, Refusal):
        say(f"{outcome.name or '(không nêu tên)'}: {sentence(outcome.issue)}")
        return
    if not quiet:
        for issue in outcome.warnings:
            say(f"{outcome.name}: lưu ý: {sentence(issue)}")


class Watch:
    """A bar on standard error for work that takes more than two seconds; silent where nobody looks."""

    def __init__(self, of: int | None, unit: str) -> None:
        self._bar: Any = None
        self._of, self._unit = of, unit
        self._shown = sys.stderr.isatty()

    def step(self, count: int = 1) -> None:
        if self._shown:
            self._bar = self._bar or self._new(self._of, self._unit)
            self._bar.update(count)

    def page(self) -> Callable[[int, int], None]:
        """A callback for the pages of one scanned file."""
        bars: dict[str, Any] = {}

        def show(done: int, of: int) -> None:
            if self._shown and of > 1:
                bar = bars.setdefault("bar", None) or self._new(of, "trang")
                bars["bar"] = bar
                bar.update(done - bar.n)
                if done >= of:
                    bar.close()
                    bars.clear()

        return show

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    @staticmethod
    def _new(of: int | None, unit: str) -> Any:
        from tqdm import tqdm

        return tqdm(total=of, unit=f" {unit}", file=sys.stderr, delay=2.0, leave=False)
