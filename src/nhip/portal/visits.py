"""How often the portal is read, for anybody: sums of months and the pages opened most. Small numbers are not told."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.channels.counting import rules, told
from nhip.channels.queries.visits import most_opened, own_months
from nhip.newsroom.queries.public import public_stories
from nhip.portal import addresses
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page

DAYS, MOST = 30, 10


@require_safe
@spoken
def visits(request: HttpRequest, lang: Language) -> HttpResponse:
    """Months of this language; stories of the last thirty days that were opened often enough to be told."""
    today = timezone.localdate()
    months = [(month, told(views), told(count)) for month, views, count in own_months(lang.code)]
    opened = {path: views for path, views, _ in most_opened(lang.code, today - timedelta(days=DAYS), today, 60)}
    slugs = [path.split("/")[3] for path in opened if path.startswith(f"/{lang.code}/tin/") and path.count("/") == 4]
    titles = {addresses.of_story(one): one.title for one in public_stories(lang.locale).filter(slug__in=slugs)}
    rows = [(path, titles[path], views) for path, views in opened.items() if path in titles and told(views)]
    parts = {"months": months, "rows": rows[:MOST], "smallest": rules().smallest}
    return page(request, lang, "visits", parts)
