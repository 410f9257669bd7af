import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("media", "0002_picture_rendition"),
        ("newsroom", "0004_desk_tools"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpokenStory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("seconds", models.PositiveIntegerField(default=0)),
                ("fault", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("original", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="media.original")),
                ("revision", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wagtailcore.revision")),
                ("story", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="spoken", to="newsroom.story")),
            ],
        ),
    ]
