"""Files that people attach or that Nhịp fetched: each keeping has its row, the bytes lie once under their hash."""

from django.db import models
from django.db.models import Q


class Original(models.Model):
    """One file kept for one purpose. The same bytes kept twice are two rows and one file on the disk.

    `sealed`: never opened by a program, searched or shown in a list (ruling 26); only handed out, and each handing out
    is journalled. `erase_on` is the day after which the bytes must be gone; the row stays and says that they were here.
    """

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    type = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    sealed = models.BooleanField(default=False)
    kept_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField()
    erase_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("sha256",), name="original_by_hash"),
            models.Index(fields=("erase_on",), condition=Q(erased_at__isnull=True), name="original_to_erase"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(sealed=False) | Q(erase_on__isnull=False), name="sealed_file_is_erased"),
        )

    def __str__(self) -> str:
        return self.name
