"""The TypeScript client: what it is made from, what it weighs, and that it works against the running server.

Its own tests are in `clients/typescript/test/`; those of its types are compiled, not run.
"""

import json
import re

import pytest

from tests.clients.conftest import CLIENT

LIVE = ("live", "wagtail-js", "examples")


def test_types_are_those_of_the_committed_document(npm):
    # Where this fails, `make client` writes them anew.
    npm("types", "--check")


def test_the_openapi_document_leaves_spectral_nothing_to_say(npm):
    assert "No results" in npm("lint:openapi")


def test_it_is_under_ten_kilobytes_with_nothing_else_to_load(built):
    modules = list(built.glob("*.js"))

    assert sum(module.stat().st_size for module in modules) < 10_000
    imported = {name for module in modules for name in re.findall(r'from "([^"]+)"', module.read_text())}
    assert {name for name in imported if not name.startswith("./")} == set()
    assert "dependencies" not in json.loads((CLIENT / "package.json").read_text())


def test_right_uses_compile_and_wrong_ones_do_not(npm, built):
    npm("check-types")


def test_a_block_that_is_not_drawn_does_not_compile(npm, built):
    source = (CLIENT / "test" / "types.ts").read_text()
    forgetful = CLIENT / ".examples" / "forgetful.ts"
    forgetful.parent.mkdir(exist_ok=True)
    forgetful.write_text(re.sub(r'    case "quote":\n.*?;\n', "", source, count=1, flags=re.DOTALL))
    settings = {"extends": "../test/tsconfig.json", "files": ["forgetful.ts"], "include": []}
    (forgetful.parent / "tsconfig.json").write_text(json.dumps(settings))

    with pytest.raises(AssertionError, match=r'forgetful\.ts.*type: "quote".*is not assignable.*never'):
        npm("check-types", "-p", ".examples")


def test_requests_answers_and_errors_without_a_server(npm, built):
    npm("test", "test/offline.test.mjs")


@pytest.mark.parametrize("name", LIVE)
def test_it_works_against_the_running_server(npm, built, site, name):
    npm("test", f"test/{name}.test.mjs", CMS_URL=site.url)


def test_the_lock_file_names_no_address_to_download_from():
    lock = json.loads((CLIENT / "package-lock.json").read_text())

    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
