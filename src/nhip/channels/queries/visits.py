"""Questions to the counts of visits and ratings: sums of days, never anything of a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import TruncMonth

from nhip.channels import sealing
from nhip.channels.models.outlets import Outlet, OutletCount, OutletTurn
from nhip.channels.models.visits import PageDay, RatingDay, WebDay, WebSource
from nhip.channels.register import Count as Total
from nhip.channels.register import Segment, Turn, address_key, segments
from nhip.channels.statistics.kinds import OWN, counter
from nhip.channels.statistics.reading import DayRead, NotRead, Statistics
from nhip.text.languages import of_path

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN_DEFINITION = "website.visits.portal"


class OwnCounter:
    """The portal's own sums, by language."""

    definition = OWN_DEFINITION

    def day(self, on: date) -> tuple[DayRead, ...]:
        found: dict[str, list[int]] = {}
        for path, views, visits in PageDay.objects.filter(on=on).values_list("path", "views", "visits"):
            code = path.split("/")[1]
            sums = found.setdefault(of_path(code), [0, 0])
            sums[0] += views
            sums[1] += visits
        return tuple(DayRead(*sums, language=language) for language, sums in sorted(found.items()))


def counter_of(source: WebSource) -> Statistics:
    """What a site's numbers are read from. Raises NotRead where its secret does not open."""
    if source.kind == OWN:
        return OwnCounter()
    try:
        token = sealing.unseal(settings.NHIP_KEYS, source.sealed)["token"]
    except (ValueError, KeyError) as error:
        raise NotRead("Không mở được mã truy cập. Hãy nối lại bộ đếm.") from error
    return counter(source.kind, source.base, source.site, token)


def is_our_portal(outlet: Outlet) -> bool:
    """Whether a channel of the register is the site that these pages stand on."""
    here = urlsplit(settings.NHIP_PORTAL).netloc
    return outlet.platform == "website" and urlsplit(f"//{outlet.address_key}").netloc == address_key(here)


@dataclass(frozen=True, slots=True)
class Month:
    """A site's sums of a month. `days`: how many of its days were read."""

    first: date
    views: int
    visits: int
    foreign_visits: int | None
    days: int


def months_of(outlet: Outlet, most: int = 24) -> list[Month]:
    """A site's numbers month by month, the latest last."""
    rows = WebDay.objects.filter(outlet=outlet).annotate(month=TruncMonth("on")).values("month").order_by("-month")
    sums = rows.annotate(
        all_views=Sum("views"), all_visits=Sum("visits"), foreign=Sum("foreign_visits"), n=Count("on", distinct=True)
    )
    found = [Month(row["month"], row["all_views"], row["all_visits"], row["foreign"], row["n"]) for row in sums[:most]]
    return found[::-1]


def visit_series(outlet: Outlet) -> list[Segment]:
    """A site's visits by month (each at its first day), cut where they are counted otherwise. A month in which the
    counting changed stands on both sides."""
    rows = WebDay.objects.filter(outlet=outlet).annotate(month=TruncMonth("on")).values("month", "definition")
    read = [Total(row["month"], Decimal(row["n"]), row["definition"]) for row in rows.annotate(n=Sum("visits"))]
    first = WebDay.objects.filter(outlet=outlet).order_by("on").values_list("on", flat=True).first()
    told = OutletCount.objects.filter(outlet=outlet, name="visits", withdrawn_at__isnull=True)
    told = told if first is None else told.filter(on__lt=first)
    entered = [Total(one.on.replace(day=1), one.value, one.definition) for one in told.order_by("on")]
    turns = [Turn(one.on, one.fate, "", "", one.breaks) for one in OutletTurn.objects.filter(outlet=outlet)]
    return segments([*entered, *sorted(read, key=lambda one: one.on)], turns)


def most_opened(language: str, first: date, last: date, most: int = 20) -> list[tuple[str, int, int]]:
    """Pages of a language by how often they were opened: path, views, visits."""
    rows = PageDay.objects.filter(on__range=(first, last), path__startswith=f"/{language}/").values("path")
    return list(
        rows.annotate(v=Sum("views"), n=Sum("visits")).order_by("-v", "path").values_list("path", "v", "n")[:most]
    )


def own_months(language: str, most: int = 12) -> list[tuple[date, int, int]]:
    """Openings and visits of the portal in a language by month, from the days of pages: month, views, visits."""
    rows = PageDay.objects.filter(path__startswith=f"/{language}/").annotate(month=TruncMonth("on")).values("month")
    sums = rows.annotate(v=Sum("views"), n=Sum("visits")).order_by("-month").values_list("month", "v", "n")[:most]
    return list(sums)[::-1]


def views_of(path: str) -> int:
    """How often a page was opened so far, of the days still kept."""
    return PageDay.objects.filter(path=path).aggregate(sum=Sum("views"))["sum"] or 0


@dataclass(frozen=True, slots=True)
class Rated:
    """What was said of a page. `reasons`: code and how often."""

    path: str
    yes: int
    no: int
    reasons: tuple[tuple[str, int], ...]
    last: date

    @property
    def share(self) -> int | None:
        """Per cent who found it useful; None below ten answers, where a share says nothing."""
        return round(100 * self.yes / (self.yes + self.no)) if self.yes + self.no >= 10 else None


def ratings(first: date, last: date, paths: Iterable[str] | None = None) -> list[Rated]:
    """What was said of each page between two days, the most often called not useful first."""
    rows = RatingDay.objects.filter(on__range=(first, last))
    if paths is not None:
        rows = rows.filter(path__in=list(paths))
    held: dict[str, dict[str, int]] = {}
    days: dict[str, date] = {}
    for path, said, count, on in (
        rows.values("path", "said").annotate(n=Sum("count"), day=Max("on")).values_list("path", "said", "n", "day")
    ):
        held.setdefault(path, {})[said] = count
        days[path] = max(on, days.get(path, on))
    found = [
        Rated(path, told.get("yes", 0), told.get("no", 0),
              tuple(sorted(((code, n) for code, n in told.items() if code not in ("yes", "no")),
                           key=lambda one: (-one[1], one[0]))), days[path])
        for path, told in held.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.no, -one.yes, one.path))


def sources() -> QuerySet[WebSource]:
    """Sites whose numbers machines read."""
    return WebSource.objects.filter(outlet__ended_on__isnull=True).select_related("outlet").order_by("pk")
