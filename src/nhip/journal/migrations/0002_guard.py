"""The database refuses to change or remove an entry."""

from django.db import migrations

from nhip.journal import guard


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            # no parameters and no parsing: a trigger's body holds semicolons
            schema_editor.connection.cursor().execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(_run(guard.ON), _run(guard.OFF))]
