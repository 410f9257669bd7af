"""PostgreSQL: vectors lie apart from their rows, however short they are, for what answers is read without them; and
nothing is known of how common words are, for the server thinks reading every vector cheaper than its index."""

from django.db import migrations


def narrow(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("ALTER TABLE assistant_words SET (toast_tuple_target = 128)")
    for column in ("exact", "folded"):
        schema_editor.execute(f"ALTER TABLE assistant_words ALTER COLUMN {column} SET STATISTICS 0")


def widen(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("ALTER TABLE assistant_words RESET (toast_tuple_target)")
    for column in ("exact", "folded"):
        schema_editor.execute(f"ALTER TABLE assistant_words ALTER COLUMN {column} SET STATISTICS -1")


class Migration(migrations.Migration):
    dependencies = [("assistant", "0002_coverage")]
    operations = [migrations.RunPython(narrow, widen)]
