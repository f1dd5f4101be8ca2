"""The hook itself: what the document does not describe fails the test that received it."""

import copy
import json

import pytest
from django.test import Client

from cms.openapi.document import document
from tests.contract.document import Answer, Contract, ContractError
from tests.contract.hook import answer_of
from tests.factories.blog import ArticlePageFactory

pytestmark = pytest.mark.django_db

CONTRACT = Contract(document())


@pytest.fixture
def article():
    return ArticlePageFactory(title="Knees")


def received(path, **parameters):
    response = Client().get(f"/api/v2/{path}", parameters)
    return answer_of(response.wsgi_request, response)


def changed(answer, **changes):
    return Answer(**{**answer.__dict__, **changes})


def with_body(answer, change):
    body = json.loads(answer.body)
    change(body)
    return changed(answer, body=json.dumps(body).encode())


def test_every_answer_of_a_client_was_looked_at(contract_watch, article):
    before = contract_watch.checked

    Client().get("/api/v2/pages/")
    Client().head("/api/v2/pages/")
    Client().post("/api/v2/pages/")
    Client().options("/api/v2/pages/")
    Client().get("/api/v2/nothing/here/")

    assert contract_watch.checked == before + 5


def test_a_client_raises_for_an_answer_that_the_document_does_not_describe(monkeypatch, article):
    from cms.api.pages import PageAPIViewSet

    written = PageAPIViewSet.document_of
    monkeypatch.setattr(
        PageAPIViewSet, "document_of", lambda view, page: {**written(view, page), "surprise": True}
    )

    with pytest.raises(ContractError, match=r"getPage .*'surprise'"):
        Client().get(f"/api/v2/pages/{article.pk}/")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda page: page.pop("title"), r"getPage .*the body: .*\"title\" is a required property"),
        (lambda page: page.update(title=None), r"getPage .*\.title: .*string"),
        (lambda page: page.update(surprise=1), r"getPage .*surprise"),
        (lambda page: page["meta"].update(type="blog.Nonsense"), r"getPage"),
        (
            lambda page: page["meta"].update(first_published_at="yesterday"),
            r"first_published_at: .*date-time",
        ),
        (lambda page: page["body"].append({"type": "nonsense", "value": 1, "id": ""}), r"\.body\[\d+\]"),
        (lambda page: page["seo"].pop("robots"), r"\.seo: .*robots"),
    ],
)
def test_a_wrong_member_is_named_with_its_place(article, change, said):
    answer = received(f"pages/{article.pk}/")

    CONTRACT.check(answer)
    with pytest.raises(ContractError, match=said):
        CONTRACT.check(with_body(answer, change))


def test_parts_are_enough_only_where_fields_asks_for_them(article):
    answer = received(f"pages/{article.pk}/", fields="_,title")

    CONTRACT.check(answer)
    with pytest.raises(ContractError, match="required"):
        CONTRACT.check(changed(answer, query={}))


def test_an_undocumented_status_is_refused(article):
    answer = received(f"pages/{article.pk}/")

    with pytest.raises(ContractError, match=r"answered 418.*it has 200, 400"):
        CONTRACT.check(changed(answer, status=418))


def test_another_media_type_is_refused(article):
    answer = received(f"pages/{article.pk}/")

    with pytest.raises(ContractError, match=r"as text/html.*application/json"):
        CONTRACT.check(changed(answer, headers={**answer.headers, "content-type": "text/html"}))


def test_a_promised_header_must_be_there(article):
    answer = received("pages/find/", id=str(article.pk))

    CONTRACT.check(answer)
    headers = {name: value for name, value in answer.headers.items() if name != "location"}
    with pytest.raises(ContractError, match="Location"):
        CONTRACT.check(changed(answer, headers=headers))


def test_an_unknown_address_must_be_a_404_in_the_shape_of_errors():
    answer = received("nothing/here/")

    CONTRACT.check(answer)
    with pytest.raises(ContractError, match="should be 404"):
        CONTRACT.check(changed(answer, status=200))
    with pytest.raises(ContractError, match="detail"):
        CONTRACT.check(with_body(answer, lambda problem: problem.pop("detail")))


def test_a_document_that_forgets_a_member_is_noticed(article):
    described = copy.deepcopy(document())
    for name in ("ArticlePage", "ArticlePageListItem"):
        del described["components"]["schemas"][name]["properties"]["summary"]

    with pytest.raises(ContractError, match="summary"):
        Contract(described).check(received(f"pages/{article.pk}/"))
