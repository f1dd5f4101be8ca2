"""Authors and topics, in English and where there is one in a translation."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from blog.models import Author, Topic
from cms.demo.body import stable_id
from cms.demo.content.people import AUTHORS, AuthorContent, AuthorWords
from cms.demo.content.subjects import TOPICS, TopicContent, TopicWords
from cms.demo.registry import step
from cms.demo.steps import keys


@step("Authors")
def create_authors() -> int:
    """Create the authors that are missing."""
    return sum(
        _create_author(author, code, words)
        for author in AUTHORS
        for code, words in {keys.ENGLISH: author.words, **author.translations}.items()
    )


@step("Topics")
def create_topics() -> int:
    """Create the topics that are missing."""
    return sum(
        _create_topic(topic, code, words)
        for topic in TOPICS
        for code, words in {keys.ENGLISH: topic.words, **topic.translations}.items()
    )


def _create_author(author: AuthorContent, code: str, words: AuthorWords) -> int:
    if keys.existing(Author, "author", author.key, code):
        return 0
    publish_new(
        Author(
            name=author.name,
            slug=author.key,
            credentials=words.credentials,
            role=words.role,
            biography=words.biography,
            photo=keys.picture_or_none(author.photo),
            locale=keys.locale(code),
            translation_key=keys.translation_key("author", author.key),
        )
    )
    return 1


def _create_topic(topic: TopicContent, code: str, words: TopicWords) -> int:
    if keys.existing(Topic, "topic", topic.key, code):
        return 0
    codes = [
        {"type": "code", "value": {"system": system, "code": value}, "id": stable_id(topic.key, system)}
        for system, value in topic.codes
    ]
    publish_new(
        Topic(
            name=words.name,
            # In other languages the slug is made from the name.
            slug=topic.key if code == keys.ENGLISH else "",
            kind=topic.kind,
            description=words.description,
            synonyms=list(words.synonyms),
            codes=json.dumps(codes),
            locale=keys.locale(code),
            translation_key=keys.translation_key("topic", topic.key),
        )
    )
    return 1


@transaction.atomic
def publish_new(snippet: Any) -> None:
    """Check, save and publish a new snippet through a revision, so that its history has a beginning."""
    snippet.live = False
    snippet.full_clean()
    snippet.save()
    snippet.save_revision(log_action=True).publish()
