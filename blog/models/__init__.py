"""The blog's models, one file each."""

from blog.models.article import ArticleAuthor, ArticlePage, ArticleTag, ArticleTrial, RelatedArticle
from blog.models.author import Author
from blog.models.index_page import ArticleIndexPage
from blog.models.topic import Topic

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "ArticleTrial",
    "Author",
    "RelatedArticle",
    "Topic",
]
