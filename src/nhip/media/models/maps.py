"""Pictures that are maps: somebody looked whether Hoàng Sa and Trường Sa stand on it as they must."""

from __future__ import annotations

from django.db import models


class MapCheck(models.Model):
    """A person checked this very file. `right` False: it must not be shown. Only ever added; the last one counts.

    One finding holds for stories and for entries alike; the table keeps the name it had at the newsroom.
    """

    picture = models.ForeignKey("media.Picture", models.CASCADE, related_name="map_checks")
    file_hash = models.CharField(max_length=40)
    right = models.BooleanField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "newsroom_mapcheck"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.picture_id} {self.right}"
