"""Articles, authors and topics in the admin: menu, lists, filters, exports, choosers."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Count, Q, QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, NumberColumn, UpdatedAtColumn
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.listings import ArticleFilterSet, ArticleIndexView, ArticlesBelowIndexView, article_columns
from blog.models import ArticleIndexPage, ArticlePage, Author, Topic
from cms.core.listings import used_in_column
from cms.core.models import BasePage
from cms.core.snippet_lists import TranslatableSnippetIndexView
from cms.core.viewsets import page_columns
from cms.integrity.snippet_views import SnippetDeleteView, SnippetUnpublishView
from cms.integrity.viewsets import AskingPageViews

AUTHOR_EXPORT: dict[str, str] = {
    "name": "Name",
    "credentials": "Credentials",
    "role": "Role",
    "locale": "Language",
    "articles_count": "Articles",
    "full_url": "Address for readers",
    "live": "Published",
}
TOPIC_EXPORT: dict[str, str] = {
    "name": "Name",
    "get_kind_display": "Kind",
    "synonyms": "Synonyms",
    "locale": "Language",
    "articles_count": "Articles",
    "full_url": "Address for readers",
    "live": "Published",
}
ARTICLE_EXPORT: dict[str, str] = {
    "title": "Title",
    "full_url": "Address for readers",
    "locale": "Language",
    "published_at": "Publication date",
    "updated_at": "Last substantive change",
    "last_reviewed_at": "Last reviewed",
    "next_review_at": "Next review",
    "status_string": "Status",
}


class _ChooserColumns:
    """The columns of a chooser with one more after the name."""

    extra: Column

    @property
    def columns(self) -> list[Column]:
        """Return the columns."""
        title, *others = super().columns  # type: ignore[misc]
        return [title, self.extra, *others]


class _AuthorColumns(_ChooserColumns):
    extra = Column("role", label="Role")


class _TopicColumns(_ChooserColumns):
    extra = Column("kind", label="Kind", accessor="get_kind_display")


class AuthorChooseView(_AuthorColumns, ChooseView):
    """The chooser of authors."""


class AuthorChooseResultsView(_AuthorColumns, ChooseResultsView):
    """Its results."""


class AuthorChooserViewSet(SnippetChooserViewSet):
    """The chooser of authors, with their roles."""

    choose_view_class = AuthorChooseView
    choose_results_view_class = AuthorChooseResultsView


class TopicChooseView(_TopicColumns, ChooseView):
    """The chooser of topics."""


class TopicChooseResultsView(_TopicColumns, ChooseResultsView):
    """Its results."""


class TopicChooserViewSet(SnippetChooserViewSet):
    """The chooser of topics, with their kinds."""

    choose_view_class = TopicChooseView
    choose_results_view_class = TopicChooseResultsView


class AuthorFilterSet(WagtailFilterSet):
    """Whether readers see the author."""

    live = django_filters.BooleanFilter(label="Published", widget=BooleanRadioSelect)

    class Meta:
        model = Author
        fields: ClassVar = ["live"]


class TopicFilterSet(WagtailFilterSet):
    """Kind, and whether readers see the topic."""

    live = django_filters.BooleanFilter(label="Published", widget=BooleanRadioSelect)

    class Meta:
        model = Topic
        fields: ClassVar = ["kind", "live"]


class NamedSnippetViewSet(SnippetViewSet):
    """What the lists of authors and topics have in common."""

    unpublish_view_class = SnippetUnpublishView
    delete_view_class = SnippetDeleteView
    index_view_class = TranslatableSnippetIndexView
    add_to_admin_menu = True
    inspect_view_enabled = True
    ordering: ClassVar = ("name", "pk")
    list_per_page = 50
    chooser_per_page = 25
    articles_path: str

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        """Count the live articles of each."""
        live = Q(**{f"{self.articles_path}__live": True})
        return self.model._default_manager.annotate(
            articles_count=Count(self.articles_path, filter=live, distinct=True)
        )


def _columns_after(*own: Any) -> list[Any]:
    """Return the columns of a list: name, its own, then what both lists show."""
    return [
        "name",
        *own,
        NumberColumn("articles_count", label="Articles", sort_key="articles_count", width="8%"),
        used_in_column(),
        LocaleColumn(label="Language", width="10%"),
        UpdatedAtColumn(width="10%"),
        LiveStatusTagColumn(width="8%"),
    ]


class TopicViewSet(NamedSnippetViewSet):
    """Topics in the menu of the admin."""

    model = Topic
    icon = "tag"
    menu_label = "Topics"
    menu_order = 220
    articles_path = "articles"
    filterset_class = TopicFilterSet
    chooser_viewset_class = TopicChooserViewSet
    list_display: ClassVar = _columns_after(
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind")
    )
    list_export: ClassVar = list(TOPIC_EXPORT)
    export_headings: ClassVar = TOPIC_EXPORT
    export_filename = "topics"
    inspect_view_fields: ClassVar = ["name", "slug", "kind", "description", "synonyms", "codes"]


class AuthorViewSet(NamedSnippetViewSet):
    """Authors in the menu of the admin."""

    model = Author
    icon = "user"
    menu_label = "Authors"
    menu_order = 230
    articles_path = "articles"
    filterset_class = AuthorFilterSet
    chooser_viewset_class = AuthorChooserViewSet
    list_display: ClassVar = _columns_after(
        Column("role", label="Role", sort_key="role"), Column("credentials", label="Credentials")
    )
    list_export: ClassVar = list(AUTHOR_EXPORT)
    export_headings: ClassVar = AUTHOR_EXPORT
    export_filename = "authors"
    inspect_view_fields: ClassVar = [
        "name",
        "slug",
        "credentials",
        "role",
        "biography",
        "photo",
        "profile_links",
    ]


class ArticlesBelowViewSet(AskingPageViews, PageViewSet):
    """The explorer below an article list, where lists may stand among articles."""

    model = ArticlePage
    parent_models: ClassVar = [ArticleIndexPage]
    index_view_class = ArticlesBelowIndexView
    columns = page_columns(*article_columns())

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Show pages of every type that can be there."""
        return dict(super().get_index_view_kwargs(**{"model": BasePage, **kwargs}))


class ArticleListingViewSet(PageListingViewSet):
    """All articles in one list, in the menu of the admin."""

    name = "articles"
    model = ArticlePage
    icon = "doc-full"
    menu_label = "Articles"
    menu_order = 200
    add_to_admin_menu = True
    index_view_class = ArticleIndexView
    filterset_class = ArticleFilterSet
    list_per_page = 50
    list_export: ClassVar = list(ARTICLE_EXPORT)
    export_headings: ClassVar = ARTICLE_EXPORT
    export_filename = "articles"
    columns = [
        column for column in page_columns(*article_columns(), with_type=False) if column.name != "parent"
    ]
