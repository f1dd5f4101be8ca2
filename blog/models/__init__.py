"""The blog's models, one file each."""

from blog.models.article import ArticleAuthor, ArticlePage, ArticleTag, RelatedArticle
from blog.models.author import Author
from blog.models.index_page import ArticleIndexPage
from blog.models.index_rows import ArticleBlock, ArticlePrice, ArticleTrial, ArticleTrialQuery
from blog.models.topic import Topic

__all__ = [
    "ArticleAuthor",
    "ArticleBlock",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticlePrice",
    "ArticleTag",
    "ArticleTrial",
    "ArticleTrialQuery",
    "Author",
    "RelatedArticle",
    "Topic",
]
