from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_site_texts_by_language"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="basepage",
            index=models.Index(
                condition=models.Q(("expire_at__isnull", False)),
                fields=["expire_at"],
                name="core_basepage_expire_at",
            ),
        ),
    ]
