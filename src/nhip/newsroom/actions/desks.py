"""The desks of agencies, and who may sit at them in the editor. Wagtail's groups follow the permits (ruling 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyascii import anyascii
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may, reach_of
from nhip.agencies.queries.units import names
from nhip.journal.actions import write
from nhip.newsroom.models.desks import Desk
from nhip.text.languages import codes

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

_PAGE = ("add_page", "change_page", "lock_page")
_PICTURE = ("add_image", "change_image", "choose_image")  # asked on Wagtail's own model, whatever the picture model is


@transaction.atomic
def open_desk(asker: Account, unit: Unit) -> Desk:
    """The desk of an agency, made when it first writes. Asking twice gives the same. Raises PermissionDenied."""
    if not may(asker, "newsroom.write", unit):
        raise PermissionDenied("newsroom.write")
    root = _root()
    known = Desk.objects.filter(unit=unit).first()
    if known is not None:
        return known
    name = names(asker, [unit.pk], timezone.localdate()).get(unit.pk, unit.key)
    desk = root.add_child(
        instance=Desk(title=name, slug=f"{slugify(anyascii(name))[:80]}-{unit.pk}", unit=unit, live=False)
    )
    _let_sit(desk)
    write(asker, "newsroom.open_desk", desk, name)
    return desk


@transaction.atomic
def take_seat(account: Account) -> bool:
    """Give the account the groups that its posts of today allow and take the others; False where none does.

    No journal line: it decides nothing, the table of permits and the appointments did.
    """
    reach = reach_of(account, "newsroom.write")
    desks = Desk.objects.all() if reach is None else Desk.objects.filter(unit__in=reach)
    due = {_group_name(pk) for pk in desks.values_list("pk", flat=True)}
    if may(account, "newsroom.write"):
        due.add(_editors().name)
    held = set(account.groups.filter(name__startswith="newsroom:").values_list("name", flat=True))
    if due - held:
        account.groups.add(*Group.objects.filter(name__in=due - held))
    if held - due:
        account.groups.remove(*Group.objects.filter(name__in=held - due))
    return bool(due)


def _root() -> Page:
    """The root of the tree with the languages below it; made again where a database came without."""
    for code in codes():
        Locale.objects.get_or_create(language_code=code)
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(instance=Page(title="Root", slug="root", locale=Locale.objects.get(language_code="vi")))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": root, "site_name": "Nhịp"}
    )
    return root


def _group_name(desk: int) -> str:
    return f"newsroom:desk-{desk}"


def _editors() -> Group:
    """Whoever may open the editor, and the pictures all agencies share."""
    group, made = Group.objects.get_or_create(name="newsroom:editors")
    if made:
        group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
        for permission in Permission.objects.filter(codename__in=_PICTURE, content_type__app_label="wagtailimages"):
            GroupCollectionPermission.objects.create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
    return group


def _let_sit(desk: Desk) -> None:
    group, _ = Group.objects.get_or_create(name=_group_name(desk.pk))
    for permission in Permission.objects.filter(codename__in=_PAGE, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=desk, permission=permission)
