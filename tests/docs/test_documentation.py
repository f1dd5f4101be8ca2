"""The documentation names everything there is, and what it names exists."""

import os
import re
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import find_commands
from wagtail.models import get_page_models

from cms.api.pages import PageAPIViewSet
from cms.api.registry import router

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"
OURS = ("cms", "home", "blog", "trials", "search")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)>\s]+)>?[^)]*\)|<(?:img|a)\b[^>]*?(?:src|href)=\"([^\"]+)\"")
MARKDOWN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("[a-z]*/README.md")])
MARKDOWN += ROOT.glob("clients/*/README.md")
NAMES = [str(path.relative_to(ROOT)) for path in MARKDOWN]


@cache
def text_of(path):
    return path.read_text(encoding="utf-8")


@cache
def anchors_of(path):
    """Return the anchors that the headings of a Markdown file have on a forge."""
    headings = re.findall(r"^#{1,6} (.+?)\s*$", FENCED.sub("", text_of(path)), re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def make(*arguments):
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def broken_links(path):
    """Return the links and pictures of a page that lead nowhere; other sites are not asked."""
    targets = [one or other for one, other in LINK.findall(FENCED.sub("", text_of(path)))]
    return [
        target for target in targets if not re.match(r"[a-z]+:", target) and not leads_somewhere(path, target)
    ]


def leads_somewhere(path, target):
    name, _, anchor = unquote(target).partition("#")
    file = (path.parent / name).resolve() if name else path
    if not file.exists() or not file.is_relative_to(ROOT):
        return False
    return not anchor or file.suffix != ".md" or anchor in anchors_of(file)


class TestLinks:
    @pytest.mark.parametrize("path", MARKDOWN, ids=NAMES)
    def test_everything_that_is_linked_or_shown_exists(self, path):
        assert broken_links(path) == []

    def test_every_page_is_in_the_index(self):
        linked = {target.partition("#")[0] for target, _ in LINK.findall(text_of(DOCS / "README.md"))}

        assert {page.name for page in DOCS.glob("*.md")} - linked - {"README.md"} == set()

    @pytest.mark.parametrize("path", MARKDOWN, ids=NAMES)
    def test_key_files_exist(self, path):
        section = re.search(r"^#+ Key files\n(.*?)(?=^#|\Z)", text_of(path), re.DOTALL | re.MULTILINE)
        rows = re.findall(r"^\| (`.*?) \|", section[1], re.MULTILINE) if section else []
        names = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]

        assert [name for name in names if not exists_somewhere(name)] == []


@cache
def all_files():
    """Return the paths of all files and directories of the project, each with a slash before it."""
    tops = [*OURS, "tests", "docs", "schemas", "bench", ".ci"]
    tops += [f"clients/typescript/{name}" for name in ("src", "test")]
    paths = [ROOT / top for top in tops] + [path for top in tops for path in (ROOT / top).rglob("*")]
    return [f"/{path.relative_to(ROOT)}" for path in paths if "__pycache__" not in path.parts]


def exists_somewhere(name):
    """Whether a file or module has this name; pages about one family of files leave their directory out."""
    ending = f"*/{name.rstrip('/')}"
    return any(fnmatch(path, ending) or fnmatch(path, f"{ending}.py") for path in all_files())


class TestReadme:
    @pytest.mark.parametrize("command", ["make run", "make test"])
    def test_shows_the_two_commands_before_any_heading(self, command):
        first_screen = text_of(ROOT / "README.md").split("\n## ")[0]

        assert command in first_screen

    def test_shows_the_admin_and_the_reader_in_pictures_that_load_quickly(self):
        first_screen = text_of(ROOT / "README.md").split("\n## ")[0]
        pictures = [ROOT / name for name in re.findall(r'src="(docs/pictures/[^"]+)"', first_screen)]

        assert len(pictures) == 2
        assert [picture.name for picture in pictures if os.path.getsize(picture) > 300_000] == []


class TestMakefile:
    TARGETS = [
        name
        for line in re.findall(r"^\.PHONY:((?:.*\\\n)*.*)$", text_of(ROOT / "Makefile"), re.MULTILINE)
        for name in line.replace("\\\n", " ").split()
    ]

    @pytest.mark.parametrize("target", [name for name in TARGETS if name != "python"])
    def test_target_is_listed_by_make_help(self, target):
        assert re.search(rf"^  make {target} +\S", make("help"), re.MULTILINE)

    def test_every_target_that_is_documented_exists(self):
        documented = "\n".join(code_in(text_of(path)) for path in MARKDOWN)
        named = set(re.findall(r"(?:`|^|\s)make ([a-z][a-z-]+)(?=`| |$)", documented, re.MULTILINE))

        assert "run" in named
        assert named - set(self.TARGETS) == set()


def code_in(text):
    """Return only what a Markdown text sets as code."""
    return "\n".join([*FENCED.findall(text), *re.findall(r"`[^`\n]+`", FENCED.sub("", text))])


class TestCommands:
    COMMANDS = [
        name
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in OURS
        for name in find_commands(str(Path(config.path) / "management"))
    ]

    @pytest.mark.parametrize("command", COMMANDS)
    def test_command_is_documented(self, command):
        documented = "\n".join(map(text_of, MARKDOWN))

        assert re.search(rf"manage\.py {command}\b", documented)


class TestApi:
    MODELS = [*get_page_models(), *(viewset.model for _, viewset in router.endpoints())]

    @pytest.mark.parametrize("address", router.addresses())
    def test_endpoint_has_a_section(self, address):
        api = text_of(DOCS / "api.md")

        assert f"`/api/v2/{address}`" in api
        assert re.search(rf"^## {address.split('/')[0]}\b", api, re.MULTILINE | re.IGNORECASE)

    @pytest.mark.parametrize("model", MODELS)
    def test_every_field_and_filter_is_named(self, model):
        viewset = next((each for _, each in router.endpoints() if each.model is model), PageAPIViewSet)
        named = set(re.findall(r"`([a-z_]+)`", text_of(DOCS / "api.md")))

        assert {*viewset.get_available_fields(model), *viewset().get_filterable_names(model)} - named == set()

    @pytest.mark.parametrize("model", [model for model in get_page_models() if model.is_creatable])
    def test_every_type_of_page_is_named(self, model):
        assert f"`{model._meta.label}`" in text_of(DOCS / "api.md")


def test_anchors_are_made_as_forges_make_them(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("## Resolve: what is at *this* path\n\n```\n# a comment\n```\n### [API](api.md), v2\n")

    assert anchors_of(page) == {"resolve-what-is-at-this-path", "api-v2"}
