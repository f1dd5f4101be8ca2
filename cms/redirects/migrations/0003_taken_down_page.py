"""A redirect may stand for an unpublished page until that is published again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("redirects", "0002_index_small_letters"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="redirectrule",
            name="taken_down_page",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The unpublished page for which this redirect stands until it is published again.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
            ),
        ),
    ]
