"""The places that can hold one object inside another, and values that put the secrets there.

Those in a body are found by walking the block classes, so that a new block is covered without being named.
"""

from wagtail import blocks as wagtail_blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blog.blocks import BodyBlock
from blog.models import ArticlePage, Author, Topic
from cms.core.models import Document, Image
from tests.factories import blocks
from trials.models import Trial

# What blocks can refer to.
MODELS = {
    "page": ArticlePage,
    "trial": Trial,
    "author": Author,
    "topic": Topic,
    "image": Image,
    "document": Document,
}
LINKS = {
    "page": '<a linktype="page" id="{}">on</a>',
    "document": '<a linktype="document" id="{}">on</a>',
    "image": '<embed embedtype="image" id="{}" format="fullwidth" alt=""/>',
}

# Where a document shows what it holds: the public object, the path in its document, the kind of secret.
PLACES = [
    ("article", "hero_image", "image"),
    ("article", "social_image", "image"),
    ("article", "seo.open_graph.image", "image"),
    ("article", "authors", "author"),
    ("article", "topics", "topic"),
    ("article", "related_articles", "page"),
    ("article", "related", "page"),
    ("article", "review.reviewed_by", "author"),
    ("article", "translations", "page_translation"),
    ("neighbour", "related", "image"),
    ("cousin", "related", "page"),
    ("cousin", "body", "page"),
    ("cousin", "authors", "image"),
    ("child", "meta.parent", "parent"),
    ("child", "breadcrumbs", "parent"),
    ("alias", "meta.alias_of", "page"),
    ("home", "featured", "page"),
    ("home", "hero_link", "page"),
    ("home", "hero_image", "image"),
    ("home", "translations", "language"),
    *(("home", "hero_text", kind) for kind in LINKS),
    *(("index", "intro", kind) for kind in LINKS),
    *(("author", "biography", kind) for kind in LINKS),
    ("author", "photo", "image"),
    ("author", "translations", "author_translation"),
    *(("topic", "description", kind) for kind in LINKS),
    ("topic", "translations", "topic_translation"),
    ("site", "logo", "image"),
    ("site", "default_social_image", "image"),
    ("site", "navigation.0", "page"),
    ("site", "navigation.1.children", "page"),
    ("site", "footer.links", "page"),
    *(("site", "footer.text", kind) for kind in LINKS),
    *(("site", "disclaimers", kind) for kind in LINKS),
    ("redirect", "location", "page"),
]

# The columns and relations behind these places, by which a new one is noticed.
RELATIONS = {
    "ArticleIndexPage.intro",
    "ArticlePage.article_authors",
    "ArticlePage.authors",
    "ArticlePage.hero_image",
    "ArticlePage.related_links",
    "ArticlePage.topics",
    "ArticlePage.trials",
    "Author.biography",
    "Author.photo",
    "BasePage.alias_of",
    "BasePage.reviewed_by",
    "BasePage.social_image",
    "HomePage.featured_links",
    "HomePage.hero_image",
    "HomePage.hero_link_page",
    "HomePage.hero_text",
    "Redirect.redirect_page",
    "SiteSettings.default_social_image",
    "SiteSettings.footer_text",
    "SiteSettings.logo",
    "Topic.description",
    *(f"{page}.body" for page in ("ArticleIndexPage", "ArticlePage", "HomePage", "StandardPage")),
    *(f"SiteSettings.{name}" for name in ("disclaimers", "footer_links", "language_texts", "navigation")),
}
# Streams of plain values, which refer to nothing.
PLAIN_STREAMS = {"Author.profile_links", "Topic.codes"}


def body_holding(ids):
    """A body with one block for each kind of secret and each kind of block that can refer to it.

    `ids` are the secrets' by kind, here and below.
    """
    children = BodyBlock().child_blocks
    holders = [blocks.block(name, _holding(children[name], kind, ids[kind])) for name, kind in body_places()]
    by_query = {"condition": "quadriceps", "statuses": ["SUSPENDED"], "maximum": 5}
    return [*holders, blocks.trial_list(query=by_query)]


def body_places():
    """The places in a body as (type of the block, kind of secret that it can hold)."""
    return [
        (name, kind)
        for name, block in BodyBlock().child_blocks.items()
        for kind in MODELS
        if _holding(block, kind, 1) is not None
    ]


def rich_text_holding(ids):
    """A rich text with a link to each kind of secret that it can refer to."""
    return "".join(f"<p>Read {link.format(ids[kind])}.</p>" for kind, link in LINKS.items())


def settings_holding(ids):
    """The fields of the site's settings that refer to pages, documents and images."""
    link = {"label": "On", "page": ids["page"], "url": ""}
    menu = {"label": "More", "page": None, "url": "/more/", "children": blocks.items(link)}
    note = {"key": "medical", "text": rich_text_holding(ids)}
    malay = {"language": "ms", "organisation_description": "", "footer_text": rich_text_holding(ids)}
    return {
        "navigation": blocks.stream(
            blocks.block("item", {**link, "children": []}), blocks.block("item", menu)
        ),
        "footer_links": blocks.stream(blocks.block("link", link)),
        "footer_text": rich_text_holding(ids),
        "disclaimers": blocks.stream(blocks.block("disclaimer", note)),
        "language_texts": blocks.stream(blocks.block("texts", malay)),
    }


def _holding(block, kind, pk):
    """The raw value of a block that refers to the secret wherever it can; None where it cannot."""
    if isinstance(block, wagtail_blocks.ChooserBlock):
        return pk if issubclass(MODELS[kind], block.target_model) else None
    if isinstance(block, wagtail_blocks.RichTextBlock):
        return f"<p>Read {LINKS[kind].format(pk)}.</p>" if kind in LINKS else None
    if isinstance(block, wagtail_blocks.ListBlock):
        value = _holding(block.child_block, kind, pk)
        return None if value is None else blocks.items(value)
    if isinstance(block, (wagtail_blocks.StructBlock, TypedTableBlock)):
        values = {name: _holding(child, kind, pk) for name, child in block.child_blocks.items()}
        held = {name: value for name, value in values.items() if value is not None}
        return (_table(held) if isinstance(block, TypedTableBlock) else held) if held else None
    return None


def _table(cells):
    columns = [{"type": name, "heading": name} for name in cells]
    return {"caption": "", "columns": columns, "rows": [{"values": list(cells.values())}]}
