"""The portal finds stories by the index of `assistant`; the newsroom's own table of words goes."""

from typing import Any

from django.db import migrations


def drop(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE newsroom_words")


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0009_keywords")]

    operations = [migrations.RunPython(drop, migrations.RunPython.noop)]
