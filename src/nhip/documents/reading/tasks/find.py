"""All the duties of a document, whichever way it tells them. Rules in prose: docs/rules/reading-tasks.md."""

from __future__ import annotations

from collections.abc import Sequence

from nhip.documents.reading.outline import Item, items_of
from nhip.documents.reading.record import Period, Section, Task
from nhip.documents.reading.sheet import Sheet
from nhip.documents.reading.tasks.activities import activities
from nhip.documents.reading.tasks.aligned import aligned
from nhip.documents.reading.tasks.build import Draft, Setting, finish
from nhip.documents.reading.tasks.charged import charged
from nhip.documents.reading.tasks.headed import headed
from nhip.documents.reading.tasks.hidden import hidden
from nhip.documents.reading.tasks.labelled import labelled
from nhip.documents.reading.tasks.tables import tabled

# Types that give out work (Nghị định 30/2020/NĐ-CP, Phụ lục III, phần I; party types by Hướng dẫn 36-HD/VPTW).
_GIVES_WORK = {"KH", "CTr", "QĐ", "CT", "NQ", "ĐA", "PA", "DA", "HD", "TB", "KL", "CV", "QC", "CĐ", None}
_ORDERS = {"CV", "CT", "CĐ", "TB", "QĐ", "KL"}
_HAS_ACTIVITIES = {"KH", "CTr", "ĐA", "PA", None}


def find_tasks(
    sheet: Sheet, sections: Sequence[Section], *, doc_type: str | None = None, year: int | None = None,
    period: Period | None = None, prefix: str = "",
) -> tuple[Task, ...]:  # fmt: skip
    """The duties of a document in the order of its text; a report has none.

    `doc_type` is the code of Decree 30/2020 (None when unknown), `year` the year of the document, `period` the period
    of the whole document, given to duties that name none of their own.
    """
    if doc_type not in _GIVES_WORK:
        return ()
    setting = Setting(sheet, year, period)
    items = items_of(sheet, sections, attached=True)
    taken: set[int] = set()
    drafts = tabled(setting, items, taken)
    drafts += aligned(setting, items, taken)
    shown = frozenset(taken)  # in tables
    by_label = labelled(setting, [item for i, item in enumerate(items) if i not in taken])
    taken |= _covered(items, by_label)
    drafts += by_label
    under = headed(setting, items, taken, orders=doc_type in _ORDERS)
    drafts += under
    if doc_type in _ORDERS:
        drafts += charged(setting, items, taken | _covered(items, under))
    inside = hidden(
        setting, items, shown | _covered(items, under) | {i for i, item in enumerate(items) if item.block.table}
    )
    drafts += [draft for draft in inside if not _repeats(draft, drafts)]
    if doc_type in _HAS_ACTIVITIES:
        drafts += activities(setting, [item for i, item in enumerate(items) if i not in shown], drafts)
    return finish(setting, drafts, prefix)


def _covered(items: Sequence[Item], drafts: Sequence[Draft]) -> set[int]:
    return {i for i, item in enumerate(items) for draft in drafts if draft.start <= item.start < draft.end}


def _repeats(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a duty found in a sentence is just another one over again."""
    return any(other.start == draft.start and abs(other.end - draft.end) < 3 for other in others)
