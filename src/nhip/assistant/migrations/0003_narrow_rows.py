"""PostgreSQL: vectors lie apart from their rows, however short they are, for what answers is read without them; what
is written goes into the index at once, for a list of what is still to be put in is walked through at every question;
and nothing is known of how common words are, for the server thinks reading every vector cheaper than its index."""

from django.db import migrations

INDEXES = ("assistant_words_exact", "assistant_words_folded")


def narrow(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("ALTER TABLE assistant_words SET (toast_tuple_target = 128)")
    for column in ("exact", "folded"):
        schema_editor.execute(f"ALTER TABLE assistant_words ALTER COLUMN {column} SET STATISTICS 0")
    for index in INDEXES:
        schema_editor.execute(f"ALTER INDEX {index} SET (fastupdate = off)")
        schema_editor.execute(f"SELECT gin_clean_pending_list('{index}')")


def widen(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("ALTER TABLE assistant_words RESET (toast_tuple_target)")
    for column in ("exact", "folded"):
        schema_editor.execute(f"ALTER TABLE assistant_words ALTER COLUMN {column} SET STATISTICS -1")
    for index in INDEXES:
        schema_editor.execute(f"ALTER INDEX {index} RESET (fastupdate)")


class Migration(migrations.Migration):
    dependencies = [("assistant", "0002_coverage")]
    operations = [migrations.RunPython(narrow, widen)]
