"""The static modules agree with the CMS and with each other. (Their behaviour: tests/browser.)"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from blog.blocks import BodyBlock
from cms.reader.own_pages import OWN_PAGES
from cms.reader.shell import STATIC_DIR, module_addresses
from cms.reader.storage import ModuleStaticFilesStorage
from cms.reader.urls import NOT_OURS

READER = STATIC_DIR / "reader"
MODULES = sorted(READER.rglob("*.js"))
IMPORT = re.compile(r'^(?:import|export)\s[^;]*?from "([^"]+)";', re.MULTILINE | re.DOTALL)


def source(name):
    return (READER / name).read_text()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(READER).as_posix())
def test_a_module_imports_only_files_that_are_here(module):
    for target in IMPORT.findall(module.read_text()):
        assert target.startswith("."), f"{target}: the reader has no dependencies"
        assert (module.parent / target).is_file(), target


def test_the_shell_announces_every_module():
    assert len(module_addresses()) == len(MODULES)
    assert all(finders.find(address.removeprefix("/static/")) for address in module_addresses())


def test_every_block_of_the_body_has_a_renderer():
    drawn = set(re.findall(r'\["(\w+)", \w+\]', source("blocks/index.js")))

    assert drawn == set(BodyBlock().child_blocks)


def test_browser_and_server_know_the_same_own_pages():
    in_browser = set(re.findall(r'\["(/\w+/)", \w+\]', source("pages/index.js")))

    assert in_browser | {"/preview/"} == set(OWN_PAGES)


def test_browser_and_server_agree_on_what_is_not_the_readers():
    in_browser = re.search(r"FOREIGN_PATHS = /\^\\/\((.+?)\)", source("address.js"))[1]
    on_server = re.search(r"\(\?:(.+?)\)", NOT_OURS)[1]

    assert in_browser == on_server


@pytest.mark.parametrize("language", ["ms", "zh_hans"])
def test_every_word_is_translated(language):
    def keys(name):
        return set(re.findall(r"^  (\w+):", source(f"words/{name}.js"), re.MULTILINE))

    # Names of registries are the same everywhere.
    assert keys("en") - keys(language) == {"registries"}
    assert keys(language) <= keys("en")


def test_every_status_phase_and_kind_of_study_has_a_word():
    from trials import enums

    words = source("words/en.js")
    values = [*enums.OverallStatus.values, *enums.Phase.values, *enums.StudyType.values]
    missing = [value for value in values if not re.search(rf"\b{value.lower()}:", words)]

    assert missing == []


def test_hashed_modules_import_hashed_modules(tmp_path, settings):
    settings.DEBUG = False
    files = FileSystemStorage(str(STATIC_DIR))
    names = [path.relative_to(STATIC_DIR).as_posix() for path in STATIC_DIR.rglob("*") if path.is_file()]
    storage = ModuleStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    for name in names:
        storage.save(name, files.open(name))

    outcomes = list(storage.post_process({name: (files, name) for name in names}))

    assert not [outcome for _name, _hashed, outcome in outcomes if isinstance(outcome, Exception)]
    hashed = Path(storage.path(storage.stored_name("reader/main.js"))).read_text()
    targets = IMPORT.findall(hashed)
    assert len(targets) == len(IMPORT.findall(source("main.js")))
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", target) for target in targets)
