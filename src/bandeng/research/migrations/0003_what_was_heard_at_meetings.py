"""Who spoke hears back; where a suggestion was made, and when its unit was reminded."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('research', '0002_findings_share_a_matter'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='told_how',
            field=models.CharField(blank=True, default='', max_length=8),
        ),
        migrations.AddField(
            model_name='finding',
            name='told_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='finding',
            name='told_text',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='heard_at',
            field=models.CharField(blank=True, default='', max_length=240),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='item',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='meeting',
            field=models.UUIDField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='near_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='past_on',
            field=models.DateField(null=True),
        ),
    ]
