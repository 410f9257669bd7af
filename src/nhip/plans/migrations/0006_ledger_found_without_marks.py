from django.db import migrations, models

from nhip.plans.ledger import search_key


def fill(apps, schema_editor):
    """Activities logged before are found as well."""
    activities = apps.get_model("plans", "Activity")
    for row in activities.objects.only("title", "place", "channel", "audience").iterator(chunk_size=2000):
        key = search_key(row.title, row.place, row.channel, row.audience)
        activities.objects.filter(pk=row.pk).update(search_key=key)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_quiet_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='search_key',
            field=models.TextField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
