"""Answers to requests that tools may repeat."""

import django.db.models.deletion
import django.core.serializers.json
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('api', '0005_more_resources'),
    ]

    operations = [
        migrations.CreateModel(
            name='Written',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('digest', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField()),
                ('body', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='written', to='api.apikey')),
            ],
            options={
                'verbose_name': 'repeatable request',
                'verbose_name_plural': 'repeatable requests',
                'constraints': [models.UniqueConstraint(fields=('key', 'name'), name='written_once')],
            },
        ),
    ]
