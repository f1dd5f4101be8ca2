"""How often readers come by a redirect."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("redirects", "0003_taken_down_page")]

    operations = [
        migrations.CreateModel(
            name="RedirectHits",
            fields=[
                (
                    "redirect",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hits",
                        serialize=False,
                        to="wagtailredirects.redirect",
                    ),
                ),
                ("hits", models.PositiveBigIntegerField(default=0)),
                ("last_hit_at", models.DateTimeField()),
            ],
            options={"verbose_name": "hits of a redirect", "verbose_name_plural": "hits of redirects"},
        ),
    ]
