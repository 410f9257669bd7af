
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('channels', '0003_outlets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Circuit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('faults', models.PositiveIntegerField(default=0)),
                ('paused_until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'chờ gửi'), ('sending', 'đang gửi'), ('out', 'đã gửi'), ('failed', 'không gửi được'), ('unclear', 'không rõ đã gửi'), ('cancelled', 'đã hủy')], default='waiting', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('out_at', models.DateTimeField(blank=True, null=True)),
                ('fault', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='OutletKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField()),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('renewing_until', models.DateTimeField(blank=True, null=True)),
                ('fault', models.CharField(blank=True, max_length=300)),
                ('joined_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=32, unique=True)),
                ('language', models.CharField(default='vi', max_length=10)),
                ('state', models.CharField(choices=[('asked', 'chờ xác nhận'), ('confirmed', 'đang nhận'), ('left', 'đã thôi'), ('dead', 'địa chỉ không còn')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('bounces', models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SubscriberAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254)),
                ('address_key', models.CharField(max_length=254, unique=True)),
            ],
        ),
        migrations.AddField(
            model_name='delivery',
            name='next_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='outlet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='channels.outlet'),
        ),
        migrations.AddField(
            model_name='release',
            name='held',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['state', 'next_at'], name='deliveries_to_work'),
        ),
        migrations.AddField(
            model_name='letter',
            name='delivery',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='channels.delivery'),
        ),
        migrations.AddField(
            model_name='outletkey',
            name='joined_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='outletkey',
            name='outlet',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='channels.outlet'),
        ),
        migrations.AddField(
            model_name='letter',
            name='subscriber',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='channels.subscriber'),
        ),
        migrations.AddField(
            model_name='subscriberaddress',
            name='subscriber',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='where', to='channels.subscriber'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['state', 'next_at'], name='letters_to_send'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('delivery', 'subscriber'), name='letter_goes_once_to_a_subscriber'),
        ),
    ]
