"""Two permissions that divide a page: what it says, and what its medical review found."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0006_languages")]

    operations = [
        migrations.AlterModelOptions(
            name="basepage",
            options={
                "permissions": [
                    ("bulk_delete_basepage", "Delete pages with children"),
                    ("lock_basepage", "Lock/unlock pages you've locked"),
                    ("publish_basepage", "Publish any page"),
                    ("unlock_basepage", "Unlock any page"),
                    ("change_content", "Change what pages say, not only how search engines show them"),
                    ("record_review", "Record who checked the medical content of pages, and when"),
                ],
                "verbose_name": "page",
                "verbose_name_plural": "pages",
            },
        ),
    ]
