"""What people attach to prove an activity, and what a program found when it followed a link."""

from django.db import models
from django.db.models import Q


class Evidence(models.Model):
    """One proof of an activity: an address, a file, a picture, a playback log, a sealed list, a document of ours.

    `archived` is the page behind the address as it was fetched on `checked_at`. A withdrawn proof stays in the history
    and proves nothing any more.
    """

    class Kind(models.TextChoices):
        LINK = "link", "đường dẫn"
        FILE = "file", "tệp"
        PHOTO = "photo", "ảnh"
        PLAYBACK = "playback", "nhật ký phát"
        ATTENDANCE = "attendance", "danh sách tham dự"
        DOCUMENT = "document", "văn bản"

    class LinkState(models.TextChoices):
        WAITING = "waiting", "chưa kiểm tra"
        FOUND = "found", "mở được"
        GONE = "gone", "không còn"
        CLOSED = "closed", "không mở được từ máy chủ"
        REFUSED = "refused", "địa chỉ không hợp lệ"

    activity = models.ForeignKey("plans.Activity", on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.LINK)
    link = models.URLField(max_length=1000, blank=True)
    note = models.CharField(max_length=300, blank=True)
    original = models.ForeignKey("media.Original", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    link_state = models.CharField(max_length=8, choices=LinkState, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    page_title = models.CharField(max_length=300, blank=True)
    archived = models.ForeignKey("media.Original", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attached_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    attached_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "link"),
                condition=~Q(link="") & Q(withdrawn_at__isnull=True),
                name="link_attached_once",
            ),
            models.UniqueConstraint(
                fields=("activity", "sha256"),
                condition=~Q(sha256="") & Q(withdrawn_at__isnull=True),
                name="file_attached_once",
            ),
            models.CheckConstraint(
                condition=(Q(kind="link") & ~Q(link=""))
                | Q(kind="document", document__isnull=False)
                | Q(kind__in=("file", "photo", "playback", "attendance"), original__isnull=False),
                name="evidence_has_what_its_kind_says",
            ),
        )
        indexes = (
            models.Index(fields=("link_state", "checked_at"), condition=Q(kind="link"), name="evidence_links_to_check"),
        )

    def __str__(self) -> str:
        return self.link or self.note or self.kind


class ImportedSheet(models.Model):
    """One table brought in: looked over first, then taken in. `issues` counts the rows that could not be taken."""

    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    original = models.ForeignKey("media.Original", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    issues = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Playback(models.Model):
    """One line of a playback log: what a device played, when, how long. A line sent twice is one row."""

    activity = models.ForeignKey("plans.Activity", on_delete=models.CASCADE, related_name="playbacks")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=120)
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "device")
        constraints = (models.UniqueConstraint(fields=("unit", "device", "at"), name="playback_logged_once"),)

    def __str__(self) -> str:
        return f"{self.device} {self.at:%Y-%m-%d %H:%M}"
