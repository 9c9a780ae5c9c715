from django.db import migrations, models


class Migration(migrations.Migration):
    """Who works on the next map: whoever's claim ran out meanwhile must keep nothing."""

    dependencies = [("opinions", "0003_asked_for_a_meeting")]

    operations = [
        migrations.AddField("drawn", "taken_by", models.CharField(blank=True, default="", max_length=40)),
    ]
