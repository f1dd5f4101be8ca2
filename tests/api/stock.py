"""The project with Wagtail's own viewsets beside it, below `/stock/`: what existing clients were written for.

`SideBySide` asks both for the same thing.
"""

from urllib.parse import urlencode

from django.test import Client
from django.urls import path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms import urls


class StockPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's pages, with those of our fields that are columns: it cannot write what is computed."""

    @classmethod
    def get_body_fields(cls, model):
        columns = {field.name for field in model._meta.get_fields()}
        fields = super().get_body_fields(model)
        return [APIField(field.name) for field in fields if field.name in columns]


router = WagtailAPIRouter("stock")
router.register_endpoint("pages", StockPagesAPIViewSet)
router.register_endpoint("images", ImagesAPIViewSet)
router.register_endpoint("documents", DocumentsAPIViewSet)
router.register_endpoint("redirects", RedirectsAPIViewSet)

urlpatterns = [path("stock/", router.urls), *urls.urlpatterns]


class SideBySide:
    """Asks Wagtail's viewsets and ours for the same thing."""

    def __init__(self):
        self.client = Client(raise_request_exception=False)

    def responses(self, path, /, **parameters):
        """Return Wagtail's response and ours."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        return [self.client.get(f"/{base}/{path}{query}") for base in ("stock", "api/v2")]

    def agree(self, path, /, **parameters):
        """Both answer 200; what Wagtail says, we say too, in the same order. Returns our answer."""
        stock, ours = self.responses(path, **parameters)
        assert (stock.status_code, ours.status_code) == (200, 200), (stock.content, ours.content)
        assert missing(at_our_address(stock.json()), ours.json()) == []
        return ours.json()

    def ids(self, path, /, **parameters):
        """Return the ids of a list on which both agree."""
        return [item["id"] for item in self.agree(path, **parameters)["items"]]

    def refuse(self, path, /, status=400, **parameters):
        """Both answer with the same error status, and our message starts with Wagtail's. Returns it."""
        stock, ours = self.responses(path, **parameters)
        assert (stock.status_code, ours.status_code) == (status, status), (stock.content, ours.content)
        message, beginning = ours.json()["message"], stock.json()["message"]
        assert status == 404 or message.replace("'", "").startswith(beginning.replace("'", ""))
        return message


def at_our_address(text):
    """Return an answer of Wagtail's as if it lived at our address."""
    if isinstance(text, dict):
        return {name: at_our_address(value) for name, value in text.items()}
    if isinstance(text, list):
        return [at_our_address(value) for value in text]
    return text.replace("/stock/", "/api/v2/") if isinstance(text, str) else text


def missing(expected, found, place="answer"):
    """Return the places where `found` lacks, or contradicts, something of `expected`; it may have more."""
    if isinstance(expected, dict) and isinstance(found, dict):
        lacking = [f"{place}.{name} is missing" for name in expected.keys() - found.keys()]
        both = [name for name in expected if name in found]
        return lacking + [
            line for name in both for line in missing(expected[name], found[name], f"{place}.{name}")
        ]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return [line for number, (one, other) in pairs for line in missing(one, other, f"{place}[{number}]")]
    return [] if expected == found else [f"{place}: {expected!r} became {found!r}"]
