"""Keep the packaged rows as the last load found them, so that a corrected release can tell what a person touched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("law", "0002_words"),)

    operations = (
        migrations.CreateModel(
            name="PackagedState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(max_length=64)),
                ("rows", models.JSONField(default=dict)),
            ],
        ),
    )
