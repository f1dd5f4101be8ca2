from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_search_engines"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="basepage",
            index=models.Index(fields=["title"], name="core_basepage_title"),
        ),
        migrations.AddIndex(
            model_name="basepage",
            index=models.Index(fields=["last_published_at"], name="core_basepage_last_published"),
        ),
        migrations.AddIndex(
            model_name="basepage",
            index=models.Index(fields=["last_reviewed_at"], name="core_basepage_last_reviewed"),
        ),
    ]
