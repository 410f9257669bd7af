"""Acts of the packaged book are public; one that came in with a document waits for a person."""

from typing import Any

from django.db import migrations, models


def show_packaged(apps: Any, _schema: Any) -> None:
    state = apps.get_model("law", "PackagedState").objects.filter(pk=1).first()
    keys = [key for key in state.rows if "|" not in key] if state else []
    apps.get_model("law", "Act").objects.filter(symbol_key__in=keys).update(public=True)


class Migration(migrations.Migration):
    dependencies = [("law", "0003_packaged_state")]

    operations = [
        migrations.AddField("act", "public", models.BooleanField(null=True)),
        migrations.RunPython(show_packaged, migrations.RunPython.noop, elidable=True),
    ]
