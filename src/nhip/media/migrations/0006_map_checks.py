import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of the newsroom, as it is: checks of maps belong to the picture, and places ask them as well."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("media", "0005_rendition_signed_at"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="MapCheck",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("file_hash", models.CharField(max_length=40)),
                        ("right", models.BooleanField()),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("picture", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="map_checks", to="media.picture")),
                    ],
                    options={"db_table": "newsroom_mapcheck", "ordering": ("pk",)},
                ),
            ],
        ),
    ]
