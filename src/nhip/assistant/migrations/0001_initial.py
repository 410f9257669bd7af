"""The search index on either database: FTS5 or two tsvectors (docs/rules/search.md)."""

from django.db import migrations, models

SQLITE = (
    "CREATE VIRTUAL TABLE assistant_words USING fts5("
    'te, tf, be, bf, marks, tokenize = "unicode61 remove_diacritics 0")'
)
POSTGRESQL = [
    "CREATE TABLE assistant_words (entry_id bigint PRIMARY KEY REFERENCES assistant_entry (id) ON DELETE CASCADE, "
    "exact tsvector NOT NULL, folded tsvector NOT NULL)",
    "CREATE INDEX assistant_words_exact ON assistant_words USING gin (exact)",
    "CREATE INDEX assistant_words_folded ON assistant_words USING gin (folded)",
]


def create(apps, schema_editor):
    for statement in [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE assistant_words")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name='Shelf',
            fields=[
                ('kind', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('stamp', models.CharField(blank=True, max_length=200)),
                ('edition', models.PositiveBigIntegerField(default=0)),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('number', models.CharField(max_length=200)),
                ('language', models.CharField(max_length=12)),
                ('everywhere', models.BooleanField(default=False)),
                ('handle', models.CharField(max_length=255)),
                ('title', models.CharField(max_length=600)),
                ('topic', models.CharField(blank=True, max_length=30)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('unit', models.CharField(blank=True, max_length=200)),
                ('on', models.DateField(blank=True, null=True)),
                ('version', models.CharField(blank=True, max_length=64)),
                ('title_exact', models.TextField(blank=True)),
                ('title_folded', models.TextField(blank=True)),
                ('lead_folded', models.TextField(blank=True)),
                ('lead', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('aside', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'number', 'language'), name='entry_of_a_thing_once')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('word', models.CharField(max_length=130, primary_key=True, serialize=False)),
                ('folded', models.CharField(max_length=130)),
                ('pair', models.BooleanField(default=False)),
                ('entries', models.IntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['folded'], name='term_by_folded')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
