"""The full-text index of the library: one column with marks, one without, on either database."""

from django.db import migrations

SQLITE = 'CREATE VIRTUAL TABLE law_act_words USING fts5(exact, folded, tokenize = "unicode61 remove_diacritics 0")'

POSTGRESQL = [
    "CREATE TABLE law_act_words (act_id bigint PRIMARY KEY REFERENCES law_act (id) ON DELETE CASCADE, "
    "exact tsvector NOT NULL, folded tsvector NOT NULL)",
    "CREATE INDEX law_act_words_exact ON law_act_words USING gin (exact)",
    "CREATE INDEX law_act_words_folded ON law_act_words USING gin (folded)",
]


def create(apps, schema_editor):
    statements = [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE law_act_words")


class Migration(migrations.Migration):
    dependencies = [("law", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
