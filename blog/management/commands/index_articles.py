"""``manage.py index_articles``: write the index rows of articles anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from blog.indexing import index_article
from blog.models import ArticlePage

# Articles in memory at a time.
BATCH = 200


class Command(BaseCommand):
    """Rebuild what lists are filtered by; publishing keeps it, bulk writes to the database do not."""

    help = (
        "Write the index rows of all articles anew: which trials they show, which prices they name and which "
        "blocks they have. With --missing only of live articles that have none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--missing`."""
        parser.add_argument("--missing", action="store_true", help="only articles without any rows")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the articles; nothing changes where all is as it should be."""
        articles = ArticlePage.objects.order_by("pk")
        if options["missing"]:
            articles = articles.filter(live=True, blocks=None).exclude(body=[])
        count = 0
        for article in articles.iterator(chunk_size=BATCH):
            index_article(article)
            count += 1
        if count or options["verbosity"] > 1:
            self.stdout.write(f"Articles indexed: {count}")
