"""The tables of the stock project."""

import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("registry_id", models.CharField(max_length=20, unique=True)),
                ("title", models.CharField(max_length=255)),
                ("phase", models.CharField(max_length=20)),
                ("status", models.CharField(max_length=40)),
                ("condition", models.CharField(max_length=100)),
                ("sponsor", models.CharField(max_length=100)),
                ("enrolment", models.IntegerField()),
                ("start", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("date", models.DateField()),
                ("topic", models.CharField(db_index=True, max_length=50)),
                ("summary", models.TextField(blank=True)),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 0),
                            ("paragraph", 1),
                            ("bullet_list", 2),
                            ("callout", 5),
                            ("related", 7),
                            ("trials", 9),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {}),
                            1: ("wagtail.blocks.RichTextBlock", (), {}),
                            2: ("wagtail.blocks.ListBlock", (0,), {}),
                            3: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("information", "Information"), ("warning", "Warning")]},
                            ),
                            4: ("wagtail.blocks.TextBlock", (), {}),
                            5: ("wagtail.blocks.StructBlock", [[("kind", 3), ("title", 0), ("text", 4)]], {}),
                            6: ("bench.stock_wagtail.models.RelatedPageBlock", (), {}),
                            7: ("wagtail.blocks.ListBlock", (6,), {}),
                            8: ("bench.stock_wagtail.models.TrialBlock", ("stock_wagtail.Trial",), {}),
                            9: ("wagtail.blocks.ListBlock", (8,), {}),
                        },
                    ),
                ),
                (
                    "hero_image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
    ]
