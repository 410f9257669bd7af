"""`nhip search refresh | rebuild | ask`: brings the search index up to date, writes it again, or asks it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from html import unescape

from django.utils import timezone
from tqdm import tqdm

from nhip.assistant.actions.indexing import rebuild, refresh
from nhip.assistant.queries.searching import search
from nhip.journal.actors import Machine
from nhip.text.languages import codes

DOER = Machine("cli.search")


def main(arguments: Sequence[str]) -> int:
    """0 when the index stands; 1 when a question found nothing."""
    parser = argparse.ArgumentParser(prog="nhip search", description="Chỉ mục tìm kiếm của cổng.")
    parser.add_argument("deed", choices=["refresh", "rebuild", "ask"], metavar="refresh|rebuild|ask")
    parser.add_argument("words", nargs="*", help="câu hỏi, khi dùng ask")
    parser.add_argument("--language", default="vi", choices=list(codes()))
    asked = parser.parse_args(arguments)
    if asked.deed == "ask":
        return _ask(" ".join(asked.words), asked.language)
    with tqdm(desc="Mục", unit="", file=sys.stderr, disable=None) as bar:

        def seen(done: int, due: int) -> None:
            bar.total = due
            bar.update(done - bar.n if done >= bar.n else 0)
            if done >= due:
                bar.reset()

        changed = (rebuild if asked.deed == "rebuild" else refresh)(DOER, seen=seen)
    print(f"Đã ghi lại {sum(changed.values())} mục tìm kiếm.")
    return 0


def _ask(words: str, language: str) -> int:
    found = search(words, language, timezone.localdate())
    for one in found.results:
        print(one.kind, one.number, unescape(re.sub("<[^>]+>", "", one.title)), sep="\t")
    if found.instead:
        print(f"Có phải: {found.instead}", file=sys.stderr)
    return 0 if found.results else 1
