"""Wiring of the blog: cards, relations, what is indexed."""

from __future__ import annotations

from django.apps import AppConfig


class BlogConfig(AppConfig):
    """Articles, authors and topics."""

    name = "blog"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Register what articles, authors and topics look like inside other things."""
        from blog import api, cards, feeds, heads, markdown, related, relations, sitemap, structured_data
        from blog.fixtures import api as fixtures_api
        from blog.indexing import forget_topic_words, keep_found_trials, keep_index_rows, keep_topic_words
        from blog.models.snippet import ARTICLE_COLUMNS
        from cms.api.filterable import register_filters
        from cms.core.cards import register_page_card
        from cms.publishing.events import before_content_deleted, on_content_changed
        from cms.seo.fields import register_head_links

        register_page_card(
            "blog.ArticlePage", summary="articlepage__summary", image="articlepage__hero_image_id"
        )
        register_page_card("blog.ArticleIndexPage")
        register_filters("trials.Trial", relations={"articles": ARTICLE_COLUMNS})
        cards.register()
        relations.register()
        related.register()
        heads.register()
        structured_data.register()
        sitemap.register()
        feeds.register()
        markdown.register()
        register_head_links(feeds.head_links)
        api.register()
        fixtures_api.register()
        on_content_changed(keep_index_rows)
        on_content_changed(keep_found_trials)
        on_content_changed(keep_topic_words)
        before_content_deleted(forget_topic_words)
