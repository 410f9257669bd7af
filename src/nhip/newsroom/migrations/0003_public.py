"""What the public has: pictures, the edition, and the index of words on either database (as law's migration 0002)."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = 'CREATE VIRTUAL TABLE newsroom_words USING fts5(exact, folded, tokenize = "unicode61 remove_diacritics 0")'

POSTGRESQL = [
    "CREATE TABLE newsroom_words (story_id integer PRIMARY KEY REFERENCES newsroom_story (page_ptr_id) "
    "ON DELETE CASCADE, exact tsvector NOT NULL, folded tsvector NOT NULL)",
    "CREATE INDEX newsroom_words_exact ON newsroom_words USING gin (exact)",
    "CREATE INDEX newsroom_words_folded ON newsroom_words USING gin (folded)",
]


def create(apps, schema_editor):
    for statement in [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE newsroom_words")


class Migration(migrations.Migration):
    dependencies = [("media", "0002_picture_rendition"), ("newsroom", "0002_alter_story_body")]
    operations = [
        migrations.CreateModel(
            name="PublicEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="PublicPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="media.picture"
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_pictures",
                        to="newsroom.story",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("story", "picture"), name="picture_public_once_in_a_story")
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
