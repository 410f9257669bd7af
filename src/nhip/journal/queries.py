"""Questions to the journal. Whether the asker may see the answer is asked above, in `agencies.queries.journal`."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max, QuerySet

from nhip.journal import chains, keys, seals
from nhip.journal.models import Chain, Entry
from nhip.text.issues import Issue


def entries_about(subject: object) -> QuerySet[Entry]:
    """Everything done to a subject, latest first: text such as "documents.document:12", or a saved row."""
    name = subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}"
    return Entry.objects.filter(subject=name).order_by("-number")


def head(chain: str) -> chains.Head | None:
    """Where the chain ends; None for a chain that has not begun."""
    end = Chain.objects.filter(name=chain).first()
    return chains.Head(end.name, end.number, end.hash) if end else None


def _rows(chain: str) -> Iterator[chains.Row]:
    fields = list(chains.Row.__dataclass_fields__)
    rows = Entry.objects.filter(chain=chain).order_by("number", "pk").values_list(*fields)
    for values in rows.iterator(chunk_size=2000):
        yield chains.Row(*values)


def faults() -> list[Issue]:
    """Everything wrong with the journal: rows changed, removed, inserted or rewritten, seals broken or missing.

    Takes no lock: the ends are read before the rows and again after them, so deeds written meanwhile are no faults.
    """
    sealed, issues = seals.read(seals.lines(settings.NHIP_HEADS), keys.public_key(settings.NHIP_KEYS))
    ends = {end.name: chains.Head(end.name, end.number, end.hash) for end in Chain.objects.all()}
    used = Entry.objects.order_by().values_list("chain", flat=True).distinct()
    for name in sorted({*ends, *used, *(seal.chain for seal in sealed)}):
        known = [seal.head for seal in sealed if seal.chain == name]
        if name in ends and ends[name].number:
            known.append(ends[name])
        issues += chains.faults(_rows(name), known, name, keys.mark_key(settings.NHIP_KEYS))
        issues += _faults_of_end(name)
    return issues


def _faults_of_end(name: str) -> list[Issue]:
    last = Entry.objects.filter(chain=name).aggregate(last=Max("number"))["last"] or 0
    end = head(name)
    if end is None:
        return [Issue(name, "journal.end_lost", {"chain": name})]
    if last > end.number:
        return [
            Issue(
                f"{name}/{end.number + 1}", "journal.beyond_end", {"chain": name, "first": end.number + 1, "last": last}
            )
        ]
    return []


def count() -> int:
    """How many entries there are."""
    return Entry.objects.count()
