"""Several findings of a trip may become one matter together."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0007_raised_on_a_research_trip"), ("research", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="matter",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="found_as", to="matters.matter"
            ),
        ),
    ]
