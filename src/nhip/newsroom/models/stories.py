"""A story in one language. Wagtail keeps its drafts, revisions, comments and locks; where it stands is in `stages`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from nhip.newsroom.models.blocks import Body
from nhip.text.issues import Issue, sentence


def begun() -> list[tuple[str, str]]:
    """A story opens with an empty paragraph, ready to be written in."""
    return [("words", "")]


class Story(Page):
    """One piece for the public, in one language. Translations share `translation_key`.

    `kind` is a row of `data/kinds.toml`. `task` is the plan's task that the piece serves; `contact` the office and
    number readers may ask; `number` is a press release's; `machine_help` says in words what a
    machine wrote, drew or translated.
    """

    kind = models.CharField("thể loại", max_length=20, default="story")
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+", editable=False)
    task = models.ForeignKey(
        "plans.Task", models.PROTECT, null=True, blank=True, related_name="stories", verbose_name="nhiệm vụ"
    )
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    lead = models.TextField("sa-pô", max_length=500, blank=True)
    body = StreamField(Body(), blank=True, default=begun, verbose_name="nội dung")
    picture = models.ForeignKey(
        "media.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh đại diện"
    )
    byline = models.CharField("tác giả", max_length=200, blank=True)
    sources = models.TextField("nguồn tin, căn cứ", max_length=1000, blank=True)
    contact = models.CharField("cơ quan, điện thoại liên hệ", max_length=200, blank=True)
    machine_help = models.CharField("phần do máy làm", max_length=200, blank=True)
    topic = models.CharField("chuyên mục", max_length=30, blank=True)
    place = models.ForeignKey(
        "agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="địa bàn"
    )

    parent_page_types = ("newsroom.Desk",)
    subpage_types = ()
    content_panels: tuple[Panel, ...] = (
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
        MultiFieldPanel(
            (
                FieldPanel("byline"),
                FieldPanel("sources"),
                FieldPanel("contact"),
                FieldPanel("machine_help"),
                FieldPanel("number"),
            ),
            heading="Nguồn, tác giả, liên hệ",
        ),
        CommentPanel(),
    )
    promote_panels: tuple[Panel, ...] = (FieldPanel("slug"), FieldPanel("search_description"))
    settings_panels: tuple[Panel, ...] = ()

    def clean(self) -> None:
        """Addresses of one language are apart in the whole province, not only at one desk (Wagtail's own rule)."""
        super().clean()
        others = Story.objects.filter(locale=self.locale_id, slug=self.slug).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"slug": sentence(Issue("slug", "newsroom.slug_taken", {}))})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Drawn by who owns the public pages: the settings name it, since this room knows no face above it."""
        answer: HttpResponse = import_string(settings.NHIP_PREVIEW)(request, self)
        return answer

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Autosave writes over its last revision; one that was handed in, approved or released stays as it was."""
        if overwrite_revision is not None and self.moves.filter(revision=overwrite_revision.pk).exists():
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    class Meta:
        verbose_name = "tin, bài"
        verbose_name_plural = "tin, bài"
