"""Index rows: what lies in the bodies of live articles, so that lists can be filtered by it.

`blog.indexing` keeps them. Nobody edits them, and none outlives its article or what it points to.
"""

from __future__ import annotations

from django.db import models

from blog.blocks import BodyBlock
from cms.core.blocks.prices import CURRENCIES

# A number from a stored body has up to fifteen digits before the point (`cms.core.blocks.raw`).
AMOUNT_DIGITS = 18
AMOUNT_PLACES = 2
TEXT_LENGTH = 255


def currency_choices() -> list[tuple[str, str]]:
    """Return the currencies; a function, so that a new one needs no migration."""
    return CURRENCIES


def block_type_choices() -> list[tuple[str, str]]:
    """Return the types of blocks that a body can have."""
    return [(name, name) for name in BodyBlock.base_blocks]


class ArticleTrial(models.Model):
    """This article shows this trial: chosen by an editor, or found by a saved query of the article."""

    page = models.ForeignKey("blog.ArticlePage", related_name="trial_links", on_delete=models.CASCADE)
    trial = models.ForeignKey("trials.Trial", related_name="article_links", on_delete=models.CASCADE)
    is_chosen = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("page", "trial"), name="blog_articletrial_unique")]

    def __str__(self) -> str:
        return f"article {self.page_id} shows trial {self.trial_id}"


class ArticlePrice(models.Model):
    """This article names this price. A price that is no range is its own `low` and `high`."""

    page = models.ForeignKey("blog.ArticlePage", related_name="prices", on_delete=models.CASCADE)
    low = models.DecimalField(max_digits=AMOUNT_DIGITS, decimal_places=AMOUNT_PLACES, null=True)
    high = models.DecimalField(max_digits=AMOUNT_DIGITS, decimal_places=AMOUNT_PLACES, null=True)
    currency = models.CharField(max_length=3, choices=currency_choices, blank=True)
    unit = models.CharField(max_length=TEXT_LENGTH, blank=True)
    place = models.CharField(max_length=TEXT_LENGTH, blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=("currency", "low"), name="blog_articleprice_currency_low")]

    def __str__(self) -> str:
        return f"article {self.page_id} names {self.low} to {self.high} {self.currency}"


class ArticleBlock(models.Model):
    """This article has at least one block of this type."""

    page = models.ForeignKey("blog.ArticlePage", related_name="blocks", on_delete=models.CASCADE)
    type = models.CharField(max_length=50, choices=block_type_choices, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("page", "type"), name="blog_articleblock_unique")]

    def __str__(self) -> str:
        return f"article {self.page_id} has a block of the type {self.type}"


class ArticleTrialQuery(models.Model):
    """This article has this saved query of trials (`trials.querysets.TrialQuery`, as JSON)."""

    page = models.ForeignKey("blog.ArticlePage", related_name="trial_queries", on_delete=models.CASCADE)
    query = models.JSONField()

    def __str__(self) -> str:
        return f"article {self.page_id} asks for trials: {self.query}"
