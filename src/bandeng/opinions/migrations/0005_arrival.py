import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reactions of a large file arrive piece by piece."""

    dependencies = [("opinions", "0004_who_draws")]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rows", models.BinaryField()),
                ("total", models.PositiveIntegerField()),
                ("laid", models.PositiveIntegerField(default=0)),
                (
                    "conversation",
                    models.OneToOneField(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="arrival",
                        to="opinions.conversation",
                    ),
                ),
            ],
        ),
    ]  # fmt: skip
