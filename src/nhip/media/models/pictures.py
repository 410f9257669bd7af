"""Pictures for publication, with what must be known before one may go out: who made it, under which right, until when.

Wagtail's image model gives renditions, focal points and the chooser; the columns here are the office's.
"""

from __future__ import annotations

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, WagtailImageField, get_upload_to

from nhip.media.bare import bare


def originals() -> Storage:
    """Where the pictures lie as they came in; nobody outside reads them there."""
    return storages["pictures"]


class Picture(AbstractImage):
    """One picture. `description` is its alternative text in Vietnamese, `words` those of other languages.

    `rights_until` is the last day on which it may be shown; `withdrawn_on` the day on which its author took the right
    back. `stopped` says why it may not be shown now (`media.rights`), kept by `actions.rights` for pages to ask.
    """

    class Licence(models.TextChoices):
        OWN = "own", "tác phẩm của cơ quan"
        BOUGHT = "bought", "mua quyền sử dụng"
        GIVEN = "given", "được phép của tác giả"
        OPEN = "open", "giấy phép mở"

    file = WagtailImageField(
        verbose_name="tệp", storage=originals, upload_to=get_upload_to, width_field="width", height_field="height"
    )
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    caption = models.CharField("chú thích", max_length=300, blank=True)
    credit = models.CharField("tác giả, nguồn", max_length=200, blank=True)
    licence = models.CharField("quyền sử dụng", max_length=10, choices=Licence, blank=True)
    licence_note = models.CharField("căn cứ quyền sử dụng", max_length=300, blank=True)
    rights_until = models.DateField("được dùng đến hết ngày", null=True, blank=True)
    shows_children = models.BooleanField("có mặt trẻ em", default=False)
    rights_holder = models.CharField("chủ sở hữu quyền", max_length=200, blank=True)
    machine_made = models.BooleanField("do máy tạo ra", default=False)
    is_map = models.BooleanField("là bản đồ hoặc có bản đồ Việt Nam", default=False)

    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_why = models.CharField(max_length=300, blank=True, editable=False)
    stopped = models.CharField(max_length=12, blank=True, editable=False)

    admin_form_fields = (
        "title", "file", "description", "caption", "credit", "licence", "licence_note",
        "rights_holder", "rights_until",
        "shows_children", "machine_made", "is_map", "collection", "focal_point_x", "focal_point_y", "focal_point_width",
        "focal_point_height",
    )  # fmt: skip

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """A size of it, without place, device and names: the library that draws it copies them along."""
        made = super().generate_rendition_file(filter, source=source)
        made.seek(0)
        return ContentFile(bare(made.read()), made.name)

    class Meta(AbstractImage.Meta):
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"


class PictureWords(models.Model):
    """What a picture says in another language than Vietnamese (Wagtail's code of the language)."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="words")
    language = models.CharField(max_length=10)
    description = models.CharField(max_length=250, blank=True)
    caption = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("picture", "language"), name="picture_said_once_a_language"),)

    def __str__(self) -> str:
        return f"{self.picture_id} {self.language}"


class Rendition(AbstractRendition):
    """One size and cut of a picture. `signed_at`: when its file was told where it comes from (C2PA)."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    signed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="rendition_made_once"),
        )
