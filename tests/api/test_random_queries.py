"""Random query strings: every list answers 200 or a valid problem, never a fault of the server."""

import string
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.api.filterable import LOOKUPS
from cms.api.registry import router
from tests.api.conftest import assert_problem
from tests.factories import blocks
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import DocumentFactory, ImageFactory, RedirectFactory
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db

COLUMNS = """
    id title slug live body tags locale hero_image published_at kind first_posted enrolment phases conditions
    overall_status has_results is_permanent topics topics__slug topics__id authors__name trials__registry_id
    alias_of parent
""".split()
OPERATIONS = """
    limit offset fields order search search_operator rich_text_format _ format type child_of ancestor_of
    descendant_of translation_of locale site path q
""".split()
TELLING = """
    true 0 -1 random root and or json html markdown en ms null * blog.ArticlePage core.BasePage
    home.HomePage,blog.ArticlePage 2020 2020-01-31 2020-01-31T10:00:00Z 0001-01-01T00:00:00+14:00 RECRUITING
    knee 1,2,3 , localhost
""".split()

PARAMETERS = st.one_of(
    st.sampled_from([*COLUMNS, *OPERATIONS]),
    st.builds("{}__{}".format, st.sampled_from(COLUMNS), st.sampled_from([*LOOKUPS, "regex", "year", ""])),
    st.text(max_size=20),
)
VALUES = st.one_of(
    st.sampled_from(TELLING),
    st.integers().map(str),
    st.text(alphabet=string.ascii_letters + "(),-_*.%\"'\\\x00", max_size=30),
    st.lists(st.sampled_from([*COLUMNS, "-title", "_", "*", "topics(title)"]), max_size=4).map(",".join),
    st.text(max_size=40),
    st.builds(lambda character, count: character * count, st.characters(), st.integers(0, 6000)),
)
QUERIES = st.lists(st.tuples(PARAMETERS, VALUES), max_size=5)


def addresses():
    """What takes a query: every list and view, and the lists of one type of page."""
    every = [f"/api/v2/{name.replace('<id>', '2')}/?" for name in router.endpoint_names()]
    return [*every, "/api/v2/pages/?type=blog.ArticlePage&", "/api/v2/pages/?type=home.HomePage&"]


@pytest.fixture
def content():
    topic, trial = TopicFactory(name="Knee"), TrialFactory()
    ArticlePageFactory(
        title="Knee",
        topics=[topic],
        authors=[AuthorFactory()],
        tags=["knee"],
        hero_image=ImageFactory(),
        body=[blocks.trial_list(trial), blocks.paragraph()],
    )
    DocumentFactory()
    RedirectFactory(redirect_link="/knee/")


def read(address, query):
    response = Client(raise_request_exception=False).get(f"{address}{urlencode(query, errors='replace')}")
    assert response.status_code < 500, (address, query)
    if response.status_code >= 400:
        assert_problem(response)
    return response


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    # The content is only read, so one is enough for all examples.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_query_string_is_a_fault_of_the_server(content, data):
    address = data.draw(st.sampled_from(addresses()))

    read(address, data.draw(QUERIES))


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(path=st.one_of(st.text(max_size=60), st.text(alphabet="/%.?#[]:@ms0123456789abcdef", max_size=40)))
def test_no_path_is_a_fault_of_the_server(content, path):
    read("/api/v2/resolve/?", [("path", path)])
    read("/api/v2/pages/find/?", [("html_path", path)])
    read("/api/v2/redirects/find/?", [("html_path", path)])


@pytest.mark.parametrize("value", ["", "\x00", "9" * 400, "-", "(", '"', "a" * 10_000, "é,🦵", "true", "1"])
def test_no_value_of_a_known_parameter_is_a_fault_of_the_server(content, value):
    for operation in OPERATIONS:
        for address in addresses():
            read(address, [(operation, value)])
    for column in COLUMNS:
        read("/api/v2/pages/?type=blog.ArticlePage&", [(column, value)])
        read("/api/v2/trials/?", [(column, value)])
