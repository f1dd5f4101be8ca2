"""The languages that this installation offers, so that translation works from the first day."""

from django.conf import settings
from django.db import migrations


def create_languages(apps, schema_editor):
    Locale = apps.get_model("wagtailcore.Locale")
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


class Migration(migrations.Migration):
    dependencies = [("core", "0005_page_reviewer")]

    operations = [migrations.RunPython(create_languages, migrations.RunPython.noop)]
