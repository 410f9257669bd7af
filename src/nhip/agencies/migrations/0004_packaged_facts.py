"""Keep the sums of the packaged facts as the last load found them, to tell later what a person touched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("agencies", "0003_appointment_at_a_unit"),)

    operations = (
        migrations.CreateModel(
            name="PackagedFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(max_length=64)),
                ("sums", models.JSONField(default=dict)),
            ],
        ),
    )
