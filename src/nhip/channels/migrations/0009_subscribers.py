"""Subscribers are counted apart from followers; a newsletter's address in the register is its whole mail address."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def apart(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("channels", "OutletCount").objects.filter(definition="newsletter.confirmed").update(name="subscribers")
    for row in apps.get_model("channels", "Outlet").objects.filter(platform="newsletter", address__contains="@"):
        if "/" not in row.address:
            row.address_key = row.address.strip().casefold()
            row.save(update_fields=["address_key"])


class Migration(migrations.Migration):
    dependencies = [("channels", "0008_door_conversation")]
    operations = [migrations.RunPython(apart, migrations.RunPython.noop)]
