"""Files that are prepared when they are written, what is known of them, how the making of sizes goes."""

import cms.core.image_fields
import django.db.models.deletion
import wagtail.images.models
from django.db import migrations, models


def let_gifs_pass(apps, schema_editor):
    """Until now every GIF was served as it is; those that move must not become still."""
    apps.get_model("core", "Image").objects.filter(file__iendswith=".gif").update(is_animated=True)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_page_permissions"),
    ]

    operations = [
        migrations.AddField(
            model_name="image",
            name="is_animated",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(let_gifs_pass, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="image",
            name="file",
            field=cms.core.image_fields.ImageField(
                height_field="height", upload_to=wagtail.images.models.get_upload_to, width_field="width"
            ),
        ),
        migrations.AlterField(
            model_name="rendition",
            name="file",
            field=cms.core.image_fields.RenditionField(
                height_field="height",
                storage=wagtail.images.models.get_rendition_storage,
                upload_to=wagtail.images.models.get_rendition_upload_to,
                width_field="width",
            ),
        ),
        migrations.CreateModel(
            name="ImageSizes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("presets", models.CharField(blank=True, max_length=16)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=255)),
                (
                    "image",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sizes", to="core.image"
                    ),
                ),
            ],
            options={
                "verbose_name": "sizes of an image",
                "verbose_name_plural": "sizes of images",
            },
        ),
    ]
