import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_deliveries_by_machine"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CountsTaken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="subscriber",
            name="topics",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.CreateModel(
            name="PageDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("path", models.CharField(max_length=300)),
                ("views", models.PositiveIntegerField(default=0)),
                ("visits", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["path", "on"], name="days_of_a_page")],
                "constraints": [models.UniqueConstraint(fields=("on", "path"), name="page_counted_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="RatingDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("path", models.CharField(max_length=300)),
                ("said", models.CharField(max_length=20)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["path", "on"], name="ratings_of_a_page")],
                "constraints": [models.UniqueConstraint(fields=("on", "path", "said"), name="page_rated_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="WebSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("base", models.URLField(blank=True, max_length=300)),
                ("site", models.CharField(blank=True, max_length=120)),
                ("sealed", models.TextField(blank=True)),
                ("since", models.DateField()),
                ("read_until", models.DateField(blank=True, null=True)),
                ("fault", models.CharField(blank=True, max_length=300)),
                ("joined_at", models.DateTimeField()),
                (
                    "joined_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "outlet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counter", to="channels.outlet"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WebDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("language", models.CharField(blank=True, max_length=20)),
                ("definition", models.CharField(max_length=60)),
                ("views", models.PositiveBigIntegerField()),
                ("visits", models.PositiveBigIntegerField()),
                ("foreign_visits", models.PositiveBigIntegerField(blank=True, null=True)),
                ("read_at", models.DateTimeField()),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="channels.outlet"
                    ),
                ),
            ],
            options={
                "ordering": ("on", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("outlet", "on", "language"), name="site_counted_once_a_day")
                ],
            },
        ),
    ]
