"""People as accounts, and what each holds at which agency, from when to when."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import Held


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its e-mail, whatever its capitals."""

    def get_by_natural_key(self, email: str | None) -> Account:
        return self.get(email__iexact=email)


class Account(AbstractBaseUser, PermissionsMixin):
    """A named person of an agency. One person, one account; closed, never deleted, so that the past keeps its names."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    email = models.EmailField("thư điện tử", unique=True)
    name = models.CharField("họ và tên", max_length=120)
    is_active = models.BooleanField("đang dùng", default=True)
    opened_at = models.DateTimeField("mở lúc", default=timezone.now)
    closed_at = models.DateTimeField("đóng lúc", null=True, blank=True)

    objects = AccountManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="agencies_account_email_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def actor_id(self) -> str:
        return f"account:{self.pk}"

    @property
    def actor_label(self) -> str:
        return self.name

    def held(self) -> tuple[Held, ...]:
        """The roles held today, each with its unit; nothing for a closed account. Read once for each object."""
        if not self.is_active:
            return ()
        if not hasattr(self, "_held"):
            today = timezone.localdate()
            rows = self.appointments.filter(since__lte=today).exclude(until__lt=today)
            self._held = tuple(Held(role, unit) for role, unit in rows.order_by("pk").values_list("role", "unit_id"))
        return self._held

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        """The given name stands last in Vietnamese."""
        return self.name.split()[-1] if self.name.split() else self.email


class Appointment(models.Model):
    """A role that an account holds at a unit. Ended by its last day, never deleted."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="appointments", verbose_name="tài khoản")
    role = models.CharField("vai trò", max_length=30)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="agencies_appointment_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["account", "since"], name="agencies_appointment_of")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.unit_id}"
