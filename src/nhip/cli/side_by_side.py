"""`--jobs N`: files read by several processes, results printed in the order the files were named."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path

from nhip.cli import voice
from nhip.cli.one_by_one import Form, one_by_one

_FILES_EACH = 200  # files before a process is replaced, so that memory stays flat


def _work(task: tuple[Path, Form]) -> list[tuple[str | None, bool]]:
    path, form = task
    voice.use_utf8()
    return list(one_by_one([path], form))


def read_side_by_side(paths: Sequence[Path], jobs: int, form: Form) -> Iterator[tuple[str | None, bool]]:
    """Folders are spread out, so that their files share the processes too."""
    tasks = [(one, form) for one in _spread(paths)]
    watch = voice.Watch(len(tasks), "tệp")
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, maxtasksperchild=_FILES_EACH) as pool:
        for results in pool.imap(_work, tasks):
            yield from results
            watch.step()
    watch.close()


def _spread(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one
                for one in path.rglob("*")
                if one.is_file() and not one.is_symlink() and not one.name.startswith(".")
            )
        else:
            yield path
