from django.db import migrations


class Migration(migrations.Migration):
    """The table stays; from here on it is the library's (media 0006)."""

    dependencies = [
        ("newsroom", "0011_people_said"),
        ("media", "0006_map_checks"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="MapCheck")]),
    ]
