from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0003_articles_by_last_change"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["basepage_ptr", "published_at"], name="blog_article_date"),
        ),
    ]
