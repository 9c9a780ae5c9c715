"""Findings of research trips stand on agendas."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_own_seats'),
        ('research', '0003_what_was_heard_at_meetings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Carried',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='research.finding')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'finding'), name='finding_once_on_agenda')],
            },
        ),
    ]
