"""Registers articles, authors and topics with the admin."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.viewsets import ArticleListingViewSet, ArticlesBelowViewSet, AuthorViewSet, TopicViewSet

register_snippet(TopicViewSet)
register_snippet(AuthorViewSet)


@hooks.register("register_admin_viewset")
def register_article_lists() -> list[Any]:
    """Add the list of all articles, and the columns of the explorer below article lists."""
    return [ArticleListingViewSet(), ArticlesBelowViewSet()]
