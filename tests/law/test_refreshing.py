from dataclasses import replace

import pytest

from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.law import actions, book
from nhip.law.models import Act, ActLink
from nhip.law.refreshing import due

A, B, C = {"x": "a"}, {"x": "b"}, {"x": "c"}


@pytest.mark.parametrize(
    ("held", "before", "now", "step"),
    [
        (A, A, A, "keep"), (None, None, A, "add"), (None, A, B, "keep"), (A, A, B, "update"), (A, A, None, "withdraw"),
        (C, A, B, "differs"), (C, A, A, "keep"), (C, A, None, "differs"), (C, None, A, "differs"), (B, A, B, "keep"),
    ],
)  # fmt: skip
def test_only_an_untouched_row_follows_the_package(held, before, now, step) -> None:  # type: ignore[no-untyped-def]
    assert due(held, before, now) == step


@pytest.mark.django_db
def test_a_later_release_corrects_what_nobody_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    actor, old = Machine("thử"), book.packaged()
    actions.load_packaged(actor)
    links = [made for act in old.acts for made in old.done_by(act.symbol)]
    first, second = old.acts[:2]
    Act.objects.filter(symbol=second.symbol).update(title="Người sửa")
    acts = [replace(one, title=one.title + " (đính chính)") if one in (first, second) else one for one in old.acts]
    corrected = book.LawBook(acts, links[1:])
    monkeypatch.setattr(book, "packaged", lambda: corrected)
    done = actions.load_packaged(actor)
    assert (done.updated, done.withdrawn) == (1, 1)
    assert done.differing == (book.symbol_key(second.symbol),)
    assert Act.objects.get(symbol=first.symbol).title.endswith("(đính chính)")
    assert Act.objects.get(symbol=second.symbol).title == "Người sửa"
    assert ActLink.objects.count() == len(links) - 1
    assert actions.load_packaged(actor) == actions.Loaded()
    assert Entry.objects.filter(verb="law.load_packaged").count() == 2
