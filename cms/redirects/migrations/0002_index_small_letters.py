"""Redirects are looked up in small letters: an index on that expression, on Wagtail's table.

As SQL, because the table is another app's and its state must not change. Where Wagtail's own migrations
rebuild the table (SQLite), the index goes with it; the look-up is then slower and no less right.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("redirects", "0001_redirect_rule")]

    operations = [
        migrations.RunSQL(
            sql="CREATE INDEX IF NOT EXISTS redirects_old_path_small ON wagtailredirects_redirect (LOWER(old_path))",
            reverse_sql="DROP INDEX IF EXISTS redirects_old_path_small",
        ),
    ]
