"""Two tables: the entries, which never change, and where each chain ends, which is locked while a row is written."""

from django.db import models


class Chain(models.Model):
    """The end of a chain. Locking this row gives entries their order and keeps numbers without gaps."""

    name = models.CharField("chuỗi", max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField("số dòng", default=0)
    hash = models.CharField("mã băm cuối", max_length=64)

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"


class Entry(models.Model):
    """Who did what to what, on what ground, when. The database refuses updates and deletions (`guard.py`)."""

    chain = models.CharField("chuỗi", max_length=40)
    number = models.PositiveBigIntegerField("số thứ tự")
    at = models.DateTimeField("thời điểm")
    actor_id = models.CharField("mã người làm", max_length=80)
    actor_label = models.CharField("người làm", max_length=200)
    verb = models.CharField("việc", max_length=80)
    subject = models.CharField("đối tượng", max_length=200)
    ground = models.TextField("căn cứ", blank=True)
    facts = models.JSONField("dữ kiện", default=dict)
    previous = models.CharField("mã băm trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64)
    mark = models.CharField("dấu của máy", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="journal_number_once")]
        indexes = [
            models.Index(fields=["subject", "-number"], name="journal_subject"),
            models.Index(fields=["actor_id", "-number"], name="journal_actor"),
            models.Index(fields=["at"], name="journal_at"),
        ]
        ordering = ["chain", "number"]

    def __str__(self) -> str:
        return f"{self.chain}/{self.number} {self.verb} {self.subject}"
