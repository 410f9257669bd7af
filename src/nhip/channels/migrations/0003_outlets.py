
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_packaged_facts'),
        ('channels', '0002_release_delivery_release_release_by_moment_and_more'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('platform', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=200)),
                ('address', models.CharField(max_length=500)),
                ('address_key', models.CharField(max_length=500)),
                ('language', models.CharField(default='vi', max_length=20)),
                ('administrators', models.TextField(blank=True, max_length=1000)),
                ('licence', models.CharField(blank=True, max_length=200)),
                ('licence_until', models.DateField(blank=True, null=True)),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('paused', models.BooleanField(default=False)),
                ('it_enabled', models.BooleanField(blank=True, null=True)),
                ('population', models.PositiveIntegerField(blank=True, null=True)),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('verified_how', models.CharField(blank=True, max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='took_over', to='channels.outlet')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlets', to='agencies.unit')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('platform', 'name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='OutletCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('definition', models.CharField(max_length=60)),
                ('value', models.DecimalField(decimal_places=0, max_digits=18)),
                ('since', models.DateField(blank=True, null=True)),
                ('on', models.DateField()),
                ('proof', models.URLField(blank=True, max_length=500)),
                ('machine', models.BooleanField(default=False)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='channels.outlet')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='OutletShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='channels.outlet')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shared_outlets', to='agencies.unit')),
            ],
        ),
        migrations.CreateModel(
            name='OutletTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fate', models.CharField(max_length=12)),
                ('on', models.DateField()),
                ('decision', models.CharField(max_length=300)),
                ('breaks', models.BooleanField()),
                ('was_name', models.CharField(max_length=200)),
                ('was_address', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.outlet')),
                ('now_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='channels.outlet')),
                ('was_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
            ],
            options={
                'ordering': ('on', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('platform', 'address_key'), name='outlet_stands_once_in_the_register'),
        ),
        migrations.AddConstraint(
            model_name='outletcount',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('outlet', 'definition', 'on'), name='outlet_counted_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='outletshare',
            constraint=models.UniqueConstraint(fields=('outlet', 'unit'), name='outlet_shared_once_by_a_unit'),
        ),
    ]
