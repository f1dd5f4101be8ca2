"""The form of the article editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from wagtail.admin.staticfiles import versioned_static

from blog.enums import TopicKind
from cms.core.forms import PageForm

__all__ = ["ArticleForm", "TopicsWidget"]


class TopicsWidget(forms.CheckboxSelectMultiple):
    """All topics at a glance, to tick; the style sheet sets them in columns."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(attrs={"class": "topics", **(attrs or {})}, choices=choices)

    @property
    def media(self) -> forms.Media:
        """Return the style sheet of the article editor."""
        return forms.Media(css={"all": [versioned_static("blog/admin.css")]})


class TopicsByKind(ModelChoiceIterator):
    """The topics to choose from, under the names of their kinds."""

    def __iter__(self) -> Iterator[Any]:
        groups: dict[str, list[Any]] = {kind: [] for kind in TopicKind.values}
        for topic in self.queryset:
            groups[topic.kind].append(self.choice(topic))
        yield from ((TopicKind(kind).label, choices) for kind, choices in groups.items() if choices)


class ArticleForm(PageForm):
    """Offers the topics of the article's own language, besides those that it has already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topics" in self.fields:
            self._offer_topics(self.fields["topics"])

    def _offer_topics(self, field: Any) -> None:
        chosen = [topic.pk for topic in self.instance.topics.all()]
        of_language = Q(locale_id=self.instance.locale_id) | Q(pk__in=chosen)
        field.iterator = TopicsByKind
        field.label_from_instance = _topic_label
        field.queryset = field.queryset.filter(of_language).order_by("name")


def _topic_label(topic: Any) -> str:
    return str(topic) if topic.live else f"{topic} (draft)"
