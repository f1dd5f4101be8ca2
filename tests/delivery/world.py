"""A small site with everything on it, and the addresses at which readers look at it."""

from pathlib import Path

from wagtail.models import Collection, Site

from home.models import FeaturedPage
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory, article_index
from tests.factories.core import (
    CollectionFactory,
    DocumentFactory,
    ImageFactory,
    RedirectFactory,
    SiteFactory,
    SiteSettingsFactory,
    after_commit,
)
from tests.factories.home import HomePageFactory, StandardPageFactory
from tests.factories.pages import default_home, publish, translate
from tests.factories.trials import TrialFactory, TrialSummaryFactory

OTHER_HOST = "other.example.org"


class World:
    """The objects of the site by what they are for; `addresses` is what readers ask for."""

    def __init__(self):
        with after_commit():
            self._files()
            self._snippets()
            self._pages()
            self._other_site()
            self._surroundings()
        self.addresses = tuple(self._addresses())
        files = (self.hero, self.photo, self.picture, self.lone_picture, self.leaflet, self.lone_document)
        self._contents = {path: path.read_bytes() for path in (Path(each.file.path) for each in files)}

    def put_files_back(self):
        """Have all files again; who commits that an image is deleted deletes its file."""
        for path, content in self._contents.items():
            if not path.exists():
                path.write_bytes(content)

    def _files(self):
        root = Collection.get_first_root_node()
        self.collection = CollectionFactory(parent=root, name="Open")
        self.hero = ImageFactory(title="Hero", collection=self.collection)
        self.photo = ImageFactory(title="Photo")
        self.picture = ImageFactory(title="In the body")
        self.lone_picture = ImageFactory(title="Alone")
        self.picture.tags.add("bones")
        self.leaflet = DocumentFactory(title="Leaflet", collection=self.collection)
        self.lone_document = DocumentFactory(title="Alone")

    def _snippets(self):
        self.author = AuthorFactory(name="Ada Lim", photo=self.photo)
        self.lone_author = AuthorFactory(name="Ben Tan")
        self.knee, self.hip = TopicFactory(name="Knee"), TopicFactory(name="Hip")
        self.trial = TrialFactory(registry_id="NCT00000001", brief_title="Cells for knees")
        self.summary = TrialSummaryFactory(trial=self.trial)
        self.lone_trial = TrialFactory(
            registry_id="NCT00000002",
            brief_title="Gel for hips",
            conditions=["Hip pain"],
            countries=["Turkey"],
        )

    def _pages(self):
        self.home, self.index = default_home(), article_index()
        self.policy = StandardPageFactory(
            title="Policy", slug="policy", body=blocks.stream(blocks.paragraph())
        )
        self.below = StandardPageFactory(title="Below", slug="below", parent=self.policy)
        self.hips = ArticlePageFactory(title="Hips", slug="hips", topics=[self.hip], tags=["gel"])
        self.knees = ArticlePageFactory(
            title="Knees",
            slug="knees",
            hero_image=self.hero,
            authors=[self.author],
            topics=[self.knee],
            tags=["cells"],
            body=[
                blocks.paragraph(
                    f"<p>{blocks.page_link(self.policy)} {blocks.document_link(self.leaflet)}</p>"
                ),
                blocks.image(self.picture),
                blocks.price_range(),
                blocks.trial_list(self.trial),
            ],
        )
        self.more_knees = ArticlePageFactory(title="More knees", slug="more-knees", topics=[self.knee])
        self.lone_article = ArticlePageFactory(title="Alone", slug="alone")
        self.draft = ArticlePageFactory(title="Draft", slug="draft", live=False)
        self.lutut = translate(self.knees, "ms", title="Lutut", slug="lutut")
        home = default_home()
        home.featured_links = [FeaturedPage(page=self.knees.basepage_ptr)]
        self.home = publish(home)

    def _other_site(self):
        self.other_home = HomePageFactory(title="Other home", slug="other-home")
        self.other_page = StandardPageFactory(title="Elsewhere", slug="elsewhere", parent=self.other_home)
        self.other_site = SiteFactory(hostname=OTHER_HOST, root_page=self.other_home)

    def _surroundings(self):
        self.site = Site.objects.get(is_default_site=True)
        self.settings = SiteSettingsFactory(
            site=self.site, organisation_name="A publisher", logo=self.lone_picture
        )
        self.redirect = RedirectFactory(old_path="/old-knees", redirect_page=self.knees)
        self.outward = RedirectFactory(old_path="/away", redirect_link="https://example.com/")

    def _addresses(self):
        pages = (
            self.home, self.index, self.policy, self.below, self.knees, self.hips, self.more_knees,
            self.lone_article, self.draft, self.lutut, self.other_page,
        )  # fmt: skip
        for page in pages:
            yield f"/api/v2/pages/{page.pk}/"
        for kind, snippets in (
            ("authors", (self.author, self.lone_author)),
            ("topics", (self.knee, self.hip)),
            ("trials", (self.trial, self.lone_trial)),
            ("images", (self.hero, self.lone_picture)),
            ("documents", (self.leaflet, self.lone_document)),
            ("redirects", (self.redirect, self.outward)),
        ):
            for snippet in snippets:
                yield f"/api/v2/{kind}/{snippet.pk}/"
        for path in ("/articles/knees/", "/policy/below/", "/old-knees", "/nothing/", "/ms/articles/lutut/"):
            yield f"/api/v2/resolve/?path={path}"
        for query in (
            "", "?fields=title&limit=3&offset=3", "?type=blog.ArticlePage&fields=title,summary",
            "?type=blog.ArticlePage&topics__slug=knee&fields=title",
            f"?child_of={self.index.pk}&fields=title", f"?descendant_of={self.policy.pk}",
            f"?ancestor_of={self.below.pk}", "?locale=ms",
            "?type=blog.ArticlePage&authors__slug=ada-lim&order=-published_at", "?slug=hips",
            "?type=blog.ArticlePage&trials__registry_id=NCT00000001&fields=_,title",
            "?type=blog.ArticlePage&prices__low__lte=4000&fields=title", "?type=blog.ArticlePage&tags=gel",
            "?type=blog.ArticlePage&search=knees&fields=title", "?type=home.StandardPage",
            f"?site={OTHER_HOST}", "?cursor=*&limit=2", "?type=blog.ArticlePage&fields=*",
        ):  # fmt: skip
            yield f"/api/v2/pages/{query}"
        for query in (
            "authors/", "topics/", "topics/?kind=treatment", "trials/", "trials/?countries=Malaysia",
            "images/", "images/?tags=bones", "documents/", "redirects/", "site/", "site/?locale=ms",
            "search/?q=knees", "search/?q=gel&type=trial", "openapi.json",
        ):  # fmt: skip
            yield f"/api/v2/{query}"
