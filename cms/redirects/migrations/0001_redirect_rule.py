"""The companion of Wagtail's redirect: 308 and 410, and whether what lies below is meant too."""

import django.db.models.deletion
from django.db import migrations, models

MATCHES = [
    ("exact", "This address only"),
    ("prefix", "This address and everything below it, all to the one target"),
    ("prefix_and_rest", "This address and everything below it, each to its place below the target"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("wagtailredirects", "0008_add_verbose_name_plural")]

    operations = [
        migrations.CreateModel(
            name="RedirectRule",
            fields=[
                (
                    "redirect",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rule",
                        serialize=False,
                        to="wagtailredirects.redirect",
                    ),
                ),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(308, "308"), (410, "410")],
                        help_text="Empty for 301 and 302, which the redirect's own column tells apart.",
                        null=True,
                    ),
                ),
                ("match", models.CharField(choices=MATCHES, default="exact", max_length=20)),
            ],
            options={"verbose_name": "redirect rule"},
        ),
    ]
