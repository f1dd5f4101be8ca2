"""Redirects as editors make them, and what resolve says of a path."""

from cms.redirects.enums import Match, Status
from cms.redirects.models import set_rule
from tests.factories.core import RedirectFactory


def redirect(old_path, link="", *, status=301, match="exact", **fields):
    made = RedirectFactory(old_path=old_path, redirect_link=link, **fields)
    set_rule(made, status=Status(status), match=Match(match))
    return made


def resolve(api, path, **parameters):
    return api.get("resolve/", path=path, **parameters)


def location(api, path):
    answer = resolve(api, path)
    assert answer["kind"] == "redirect", answer
    return answer["location"]


def missing(api, path, *, status=404):
    return api.problem("resolve/", path=path, status=status)
