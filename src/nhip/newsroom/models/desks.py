"""Where stories stand: one desk for each agency that writes."""

from __future__ import annotations

from django.db import models
from wagtail.models import Page


class Desk(Page):
    """The desk of an agency: its stories are the pages below. Made by `actions.desks`, never by hand."""

    unit = models.OneToOneField("agencies.Unit", models.PROTECT, related_name="desk")

    parent_page_types = ("wagtailcore.Page",)
    subpage_types = ("newsroom.Story",)
    is_creatable = False

    class Meta:
        verbose_name = "bàn tin"
