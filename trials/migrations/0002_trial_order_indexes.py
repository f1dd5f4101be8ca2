from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trials", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="trial",
            index=models.Index(fields=["last_published_at"], name="trials_trial_last_published"),
        ),
        migrations.AddIndex(
            model_name="trial",
            index=models.Index(fields=["last_update_posted"], name="trials_trial_last_update"),
        ),
    ]
