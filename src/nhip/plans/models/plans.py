"""A plan that was adopted: what was meant."""

from django.db import models


class Plan(models.Model):
    """A confirmed plan document that was adopted: its duties stand on desks from then on."""

    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="plan")
    title = models.TextField()
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField()

    def __str__(self) -> str:
        return self.title
