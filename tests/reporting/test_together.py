"""People writing one report at the same instant, each from a thread and a connection of their own."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connections
from tests.reporting.conftest import TRADE
from tests.reporting.test_chain_stored import report_of

from nhip.reporting.actions.drafting import save_paragraph
from nhip.reporting.models.reports import ParagraphSave, ReportParagraph

WRITERS, SAVES = 4, 6


@pytest.fixture
def paragraph(transactional_db: None, opened: Any) -> ReportParagraph:
    row = report_of(opened, TRADE).paragraphs.first()
    row.text = " ".join(f"đoạn{writer} đứng yên." for writer in range(WRITERS))
    row.save()
    return row


def test_no_word_is_lost_when_many_save_at_once(paragraph: ReportParagraph, person: Any) -> None:
    """Each writes on in a place of their own; some save from what they saw long ago. Every word stands, or is kept."""
    writers = [person("focal_point", TRADE) for _ in range(WRITERS)]
    begin, said, broke = paragraph.text, [], []
    together = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        try:
            seen, base = begin, paragraph.edition
            together.wait(20)
            for turn in range(SAVES):
                word = f"từ{number}x{turn}"
                text = seen.replace(f"đoạn{number}", f"đoạn{number} {word}")
                saved = save_paragraph(writers[number], paragraph.pk, base, text)
                said.append(word)
                if turn % 2 or saved.outcome != "held":  # else it goes on from what it had
                    seen, base = saved.text, saved.edition
        except Exception as error:
            broke.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert broke == []
    assert len(said) == WRITERS * SAVES
    paragraph.refresh_from_db()
    kept = " ".join(ParagraphSave.objects.filter(paragraph=paragraph, outcome="held").values_list("typed", flat=True))
    lost = [word for word in said if word not in paragraph.text and word not in kept]
    assert lost == []
    editions = list(
        ParagraphSave.objects.filter(paragraph=paragraph).exclude(outcome="held").values_list("edition", flat=True)
    )
    assert len(set(editions)) == len(editions), "two saves took the same edition"
