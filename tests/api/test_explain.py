"""`?explain=1`: what an answer cost, for members of staff who show their token."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import APIToken

from tests.api.conftest import assert_problem
from tests.factories.blog import ArticlePageFactory, AuthorFactory, TopicFactory
from tests.factories.core import UserFactory
from tests.factories.trials import TrialFactory

pytestmark = pytest.mark.django_db


def token_of(user):
    return APIToken.create_token(user=user, name="Explaining")[1]


@pytest.fixture
def staff():
    group = Group.objects.create(name="Staff")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = UserFactory()
    user.groups.add(group)
    return user


@pytest.fixture
def ask(staff):
    token = token_of(staff)

    def get(path, authorization=f"Bearer {token}"):
        headers = {"Authorization": authorization} if authorization else {}
        return Client(raise_request_exception=False).get(f"/api/v2/{path}", headers=headers)

    return get


def places():
    article = ArticlePageFactory(title="Knees")
    trial, author, topic = TrialFactory(), AuthorFactory(), TopicFactory()
    return [
        f"pages/{article.pk}/",
        "pages/",
        f"trials/{trial.pk}/",
        f"authors/{author.pk}/",
        f"topics/{topic.slug}/",
        "resolve/?path=/articles/knees/",
        "site/",
        "search/?q=knee",
    ]


def explaining(path):
    return f"{path}{'&' if '?' in path else '?'}explain=1"


def test_every_kind_of_answer_explains_itself(ask):
    for path in places():
        plain, response = ask(path), ask(explaining(path))

        answer = response.json()
        explanation = answer.pop("explain")
        assert answer == plain.json(), path
        assert explanation["bytes"] == len(plain.content)
        assert explanation["sql_count"] > 0
        assert explanation["milliseconds"] >= explanation["sql_milliseconds"] > 0
        assert response["Cache-Control"] == "no-store, private"
        assert [field["name"] for field in explanation["fields"]]


def test_queries_are_counted_exactly(ask):
    path = f"pages/{ArticlePageFactory().pk}/"
    ask(path)
    with CaptureQueriesContext(connection) as captured:
        ask(path)
        count = len(captured)

    assert ask(explaining(path)).json()["explain"]["sql_count"] == count


def test_every_field_has_its_size_and_its_share(ask):
    article = ArticlePageFactory(body=[{"type": "paragraph", "value": "<p>Knees</p>", "id": "1"}])
    document = ask(f"pages/{article.pk}/").json()

    explanation = ask(f"pages/{article.pk}/?explain=1").json()["explain"]

    fields = {field["name"]: field for field in explanation["fields"]}
    assert set(fields) == {*document, *document["meta"]} - {"meta"}
    compact = json.dumps(document["body"], separators=(",", ":"), ensure_ascii=False)
    assert fields["body"]["bytes"] == len(compact.encode())
    assert fields["html_url"]["bytes"] == len(document["meta"]["html_url"]) + 2
    assert sum(field["milliseconds"] for field in fields.values()) <= explanation["milliseconds"]
    counted = sum(entry["sql_count"] for entry in (*fields.values(), *explanation["references"]))
    assert counted <= explanation["sql_count"]
    assert "page" in {reference["kind"] for reference in explanation["references"]}


def test_only_the_fields_that_were_asked_for_are_explained(ask):
    ArticlePageFactory()

    explanation = ask("pages/?fields=_,title&explain=1").json()["explain"]

    assert [field["name"] for field in explanation["fields"]] == ["title"]


def test_a_request_without_a_token_is_asked_for_one(ask):
    response = ask("site/?explain=1", authorization=None)

    assert_problem(response, status=401)
    assert "Bearer" in response["WWW-Authenticate"]
    assert "Authorization: Bearer" in response.json()["detail"]
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("authorization", ["Bearer", "Bearer wrong", "Basic dTpw", "Bearer \x00", "Bearer é"])
def test_a_wrong_token_is_refused(ask, authorization):
    assert_problem(ask("site/?explain=1", authorization=authorization), status=401)


def test_a_revoked_token_is_refused(ask, staff):
    APIToken.objects.get(user=staff).revoke()

    assert_problem(ask("site/?explain=1"), status=401)


def test_the_token_of_somebody_who_has_left_is_refused(ask, staff):
    staff.is_active = False
    staff.save()

    assert_problem(ask("site/?explain=1"), status=401)


def test_the_token_of_somebody_outside_the_admin_is_refused(ask):
    response = ask("site/?explain=1", authorization=f"Bearer {token_of(UserFactory())}")

    assert_problem(response, status=403)


def test_a_cookie_is_no_token(staff):
    client = Client()
    client.force_login(staff)

    assert_problem(client.get("/api/v2/site/?explain=1"), status=401)


@pytest.mark.parametrize("value", ["0", "yes", "", "1&explain=1"])
def test_any_other_value_is_refused(ask, value):
    response = ask(f"site/?explain={value}")

    assert_problem(response, status=400)
    assert response.json()["parameter"] == "explain"


def test_a_token_alone_changes_nothing(ask):
    path = f"pages/{ArticlePageFactory().pk}/"

    with_token, without = ask(path), ask(path, authorization=None)

    assert with_token.content == without.content
    # Only that no store in between may keep it: what a token asks for is nobody else's.
    assert with_token["Cache-Control"] == "no-store, private"
    del with_token["Cache-Control"]
    assert dict(with_token.items()) == dict(without.items())
    assert "Authorization" not in without["Vary"]


def test_what_is_found_is_explained_too(ask):
    article = ArticlePageFactory()

    response = ask(f"pages/find/?id={article.pk}&explain=1")

    assert response.status_code == 302
    assert "explain" in ask(response["Location"].removeprefix("/api/v2/")).json()


def test_errors_stay_what_they_are(ask):
    response = ask("pages/0/?explain=1")

    assert_problem(response, status=404)
    assert response["Cache-Control"] == "no-store, private"


def test_drafts_stay_hidden_from_staff(ask):
    article = ArticlePageFactory(live=False)

    assert_problem(ask(f"pages/{article.pk}/?explain=1"), status=404)


def test_the_token_says_when_it_was_last_used(ask, staff):
    ask("site/?explain=1")

    assert APIToken.objects.get(user=staff).last_used_at is not None
