"""Choices of the core's models."""

from __future__ import annotations

from django.db import models


class SchemaType(models.TextChoices):
    """The schema.org type that a page is announced as; automatic leaves it to the page type."""

    AUTOMATIC = "", "Automatic"
    MEDICAL_WEB_PAGE = "MedicalWebPage", "Medical web page"
    ARTICLE = "Article", "Article"
    NEWS_ARTICLE = "NewsArticle", "News article"
    WEB_PAGE = "WebPage", "Web page"
    ABOUT_PAGE = "AboutPage", "About page"
    CONTACT_PAGE = "ContactPage", "Contact page"
    FAQ_PAGE = "FAQPage", "Questions and answers"


class ReviewStatus(models.TextChoices):
    """Where a page stands in medical review."""

    NONE = "none", "Not reviewed"
    CURRENT = "current", "Current"
    DUE = "due", "Due soon"
    OVERDUE = "overdue", "Overdue"


class Robots(models.TextChoices):
    """What search engines are asked to do with a page and everything below it."""

    NOT_SAID = "", "As the section above says, or the site"
    INDEX_FOLLOW = "index, follow", "Show in search engines"
    INDEX_NOFOLLOW = "index, nofollow", "Show, but do not follow links"
    NOINDEX_FOLLOW = "noindex, follow", "Hide from search engines"
    NOINDEX_NOFOLLOW = "noindex, nofollow", "Hide, and do not follow links"
