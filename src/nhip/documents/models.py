"""Documents as they came in, what the reader made of them, and what people said about that.

A *document* is one paper at one unit. Its *original* is the file, byte for byte, in the data folder. A *read record* is
one reading of it and is never changed: people's *corrections* and *checks* stand beside it, so that what the machine
read and what a person decided are never confused. A *confirmation* seals the record as corrected, with its hash.
A *law import* says which act of the legal library was made or completed from a confirmed document.
A *secret refusal* says that a document with a secrecy mark was turned away, and nothing about the document.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from nhip.agencies.models.units import Unit
from nhip.law.models import Act


class Document(models.Model):
    """One paper at one unit; `unit` is None for a document of no unit in particular."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Chờ đọc"
        READING = "reading", "Đang đọc"
        READ = "read", "Chờ rà soát"
        CONFIRMED = "confirmed", "Đã xác nhận"
        REFUSED = "refused", "Không đọc được"
        WITHDRAWN = "withdrawn", "Đã rút"

    sha256 = models.CharField("mã băm bản gốc", max_length=64)
    status = models.CharField("trạng thái", max_length=10, choices=Status, default=Status.RECEIVED)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đưa vào"
    )
    received_at = models.DateTimeField("đưa vào lúc")
    # What the list shows and searches, taken from the newest reading; empty until then.
    kind = models.CharField("loại", max_length=10, blank=True)
    symbol = models.CharField("số, ký hiệu", max_length=80, blank=True)
    title = models.TextField("trích yếu", blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    issued_on = models.CharField("ngày ban hành", max_length=10, blank=True)  # ISO day, or month where the day is blank
    words_exact = models.TextField(blank=True)
    words_folded = models.TextField(blank=True)
    # The reading under way: who holds it until when, and how far it is.
    lease_until = models.DateTimeField(null=True, blank=True)
    step = models.CharField("bước", max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Why it could not be read: an issue's code and facts.
    trouble = models.CharField(max_length=60, blank=True)
    trouble_facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint("sha256", Coalesce("unit_id", 0), name="documents_file_once_a_unit"),
            models.CheckConstraint(
                condition=Q(status__in=("refused", "withdrawn")) | Q(trouble=""), name="documents_trouble_when_refused"
            ),
        )
        indexes = (
            models.Index(fields=("status", "-received_at"), name="documents_by_status"),
            models.Index(fields=("unit", "-received_at"), name="documents_by_unit"),
        )

    def __str__(self) -> str:
        return self.title or f"Văn bản {self.pk}"


class Original(models.Model):
    """The file as it came: kept in the data folder under its hash, written and flushed before this row."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="original")
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveBigIntegerField("số byte")
    kind = models.CharField("dạng tệp", max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name


class ReadRecord(models.Model):
    """One reading. `text` is the text as read, to which every offset of `record` points; `record` is {} until read."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    number = models.PositiveIntegerField("lần đọc")
    text = models.TextField("văn bản như đã đọc")
    how = models.CharField("cách lấy chữ", max_length=10)
    from_scan = models.BooleanField("từ bản quét", default=False)
    warnings = models.JSONField(default=list)  # [{code, facts}]
    record = models.JSONField("kết quả đọc", default=dict)
    reader = models.CharField("phiên bản bộ đọc", max_length=40, blank=True)
    read_at = models.DateTimeField("đọc lúc")

    class Meta:
        ordering = ("document", "-number")
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="documents_reading_number_once"),)

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class Correction(models.Model):
    """A person put `new` where the reader had `old`. Withdrawn, never deleted; the newest standing one counts."""

    reading = models.ForeignKey(ReadRecord, models.CASCADE, related_name="corrections")
    path = models.CharField("trường", max_length=120)
    old = models.JSONField("trước", null=True)
    new = models.JSONField("sau", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    carried_from = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name="chuyển từ lần đọc trước",
    )

    class Meta:
        ordering = ("reading", "pk")
        indexes = (models.Index(fields=("reading", "path"), name="documents_correction_of"),)

    def __str__(self) -> str:
        return f"{self.reading_id} {self.path}"


class Check(models.Model):
    """A person looked at the value and found it right as it stands."""

    reading = models.ForeignKey(ReadRecord, models.CASCADE, related_name="checks")
    path = models.CharField("trường", max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("reading", "path"), name="documents_checked_once"),)

    def __str__(self) -> str:
        return f"{self.reading_id} {self.path}"


class Confirmation(models.Model):
    """Who confirmed what: the record as corrected, sealed by its hash. Withdrawn, never deleted."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="confirmations")
    reading = models.ForeignKey(ReadRecord, models.PROTECT, related_name="+")
    record = models.JSONField("nội dung đã xác nhận")
    record_sha256 = models.CharField("mã băm nội dung", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("document", "-at")
        constraints = (
            models.UniqueConstraint(
                fields=("document",), condition=Q(withdrawn_at__isnull=True), name="documents_one_standing_confirmation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.record_sha256[:8]}"


class LawImport(models.Model):
    """A confirmed document entered the legal library. `differs` keeps what it says otherwise: [{name, held, said}]."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="law_imports")
    confirmation = models.OneToOneField(Confirmation, models.CASCADE, related_name="law_import")
    act = models.ForeignKey(Act, models.PROTECT, related_name="+", verbose_name="văn bản pháp luật")
    text_sha256 = models.CharField("mã băm toàn văn", max_length=64)
    differs = models.JSONField("điểm khác", default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.document_id} {self.act_id}"


class SecretRefusal(models.Model):
    """A document with a secrecy mark was turned away. No name, no size, no hash: nothing that could tell of it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by_id} {self.at:%Y-%m-%d}"
