"""Kept answers belong to one program with its settings, whichever process looks at them."""

import os
import subprocess
import sys

import pytest

from cms.delivery import stamp as stamp_module
from cms.delivery.stamp import stamp
from tests.factories.blog import ArticlePageFactory

FIXTURE = "/api/v2/fixtures/article/"
PRINT = "import django; django.setup(); from cms.delivery.stamp import stamp; print(stamp('x'))"


def test_every_process_has_the_same(tmp_path):
    # Those of the tests name a directory that is another one each time.
    same = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.local", "DATA_DIR": str(tmp_path)}
    environments = [{**same, "PYTHONHASHSEED": seed} for seed in ("1", "2")]

    stamps = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PRINT], env=environment, capture_output=True, check=True
        ).stdout
        for environment in environments
    ]

    assert stamps[0] == stamps[1]


def test_other_code_has_another(monkeypatch, tmp_path):
    before = stamp("x")
    files = list(stamp_module._code_files())
    (tmp_path / "new.py").write_text("")
    monkeypatch.setattr(stamp_module, "_code_files", lambda: [*files, tmp_path / "new.py"])
    stamp_module._code.cache_clear()

    after = stamp("x")
    stamp_module._code.cache_clear()

    assert after != before


@pytest.mark.parametrize("name", ["WAGTAILAPI_LIMIT_MAX", "READER_URL_PATTERNS", "DELIVERY_CACHE_CONTROL"])
def test_what_shapes_answers_makes_another(settings, name):
    before = stamp("x")
    setattr(settings, name, type(getattr(settings, name))())

    assert stamp("x") != before


@pytest.mark.parametrize(
    "name", ["DATA_DIR", "EMAIL_HOST_PASSWORD", "SERVER_THREADS", "DELIVERY_CACHE_MEGABYTES"]
)
def test_what_shapes_nothing_makes_no_other(settings, name):
    before = stamp("x")
    setattr(settings, name, "something else")

    assert stamp("x") == before


def test_the_fixture_changes_with_settings_and_not_with_content(delivery, start_delivery, settings):
    delivery.get(FIXTURE)
    ArticlePageFactory()
    assert start_delivery().get(FIXTURE).is_hit

    settings.WAGTAILAPI_LIMIT_MAX = 7
    assert not start_delivery().get(FIXTURE).is_hit
