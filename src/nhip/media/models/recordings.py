"""Sound and moving pictures as media of their own: what was sent, what was packed for the public, who heard it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nhip.media.models.pictures import Picture

STATES = (
    ("sent", "đang xử lý"),
    ("ready", "dùng được"),
    ("refused", "không dùng được"),
)


class Recording(models.Model):
    """One recording. `sent` is the file as it came, `packed` what readers get, `poster` a still of a video.

    `hands` are the accounts that recorded it or worked on its words: none of them is its second listener. `heard_by`
    approved exactly these bytes and words (`heard_sha256`). `key` is chosen by the phone, so that a file sent twice
    over a weak line is one recording. `shows_children`: children are seen or heard in it.
    """

    KINDS = (("audio", "âm thanh"), ("video", "video"))

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=5, choices=KINDS)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    sent = models.ForeignKey("media.Original", models.PROTECT, related_name="+")
    packed = models.ForeignKey("media.Original", models.PROTECT, null=True, related_name="+")
    poster = models.ForeignKey("media.Original", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=STATES, default="sent")
    fault = models.CharField(max_length=300, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    transcript = models.TextField(blank=True)
    captions = models.TextField(blank=True)
    credit = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=10, choices=Picture.Licence, blank=True)
    rights_holder = models.CharField(max_length=200, blank=True)
    rights_until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    stopped = models.CharField(max_length=12, blank=True)
    shows_children = models.BooleanField(default=False)
    machine_made = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    hands = models.JSONField(default=list)
    heard_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField(null=True)
    heard_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(heard_by__isnull=True) | ~Q(heard_by=F("recorded_by")), name="recording_heard_by_another"
            ),
        )

    def __str__(self) -> str:
        return self.title
