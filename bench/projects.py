"""The two projects that are measured, and what is asked of each."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from bench import content
from cms.operations.launcher import THREADS

ROOT: Final = Path(__file__).resolve().parent.parent
DIRECTORY: Final = ROOT / "var" / "bench"
# Articles have the same ids in both projects.
FIRST_ID: Final = 1000
# How many different articles a scenario asks for in turn.
SAMPLE: Final = 300
LIST: Final = "list of 20"
WHOLE: Final = "100 whole articles"
BY_ADDRESS: Final = "article by address"

# As many as this project has for what has to be made.
STOCK_THREADS: Final = "16"

Paths = Callable[[int], dict[str, list[str]]]


@dataclass(frozen=True)
class Project:
    """One project: `rows` is the module that fills its tables, `paths` what is asked, by scenario.

    `keeps` says whether answers are kept; else each is made anew. `threads` is how many the server itself
    gives each worker, `by_address` how many requests one article by address takes.
    """

    key: str
    label: str
    settings: str
    wsgi: str
    rows: str
    article_model: str
    paths: Paths
    keeps: bool = False
    threads: str = THREADS
    has_cursors: bool = True
    by_address: int = 1

    def database(self, directory: Path, articles: int) -> Path:
        """Return the database file that holds so many articles."""
        return directory / f"{self.key}-{articles}.sqlite3"

    def environment(self, directory: Path, articles: int) -> dict[str, str]:
        """Return the environment in which the project uses that file and nobody else's files."""
        database = self.database(directory, articles)
        files = directory / self.key
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DATABASE_URL": f"sqlite:///{database}",
            "DATA_DIR": str(files),
            "MEDIA_ROOT": str(files / "media"),
            "CACHE_URL": "",
            "DELIVERY_CACHE": "1" if self.keeps else "0",
            "BENCH_DIRECTORY": str(directory),
            "BENCH_DATABASE": str(database),
            "PYTHONPATH": str(ROOT),
        }

    def scenarios(self, articles: int) -> dict[str, list[str]]:
        """Return the addresses of each scenario, the same articles in the same order for all projects."""
        return self.paths(articles)


def sample(articles: int) -> list[int]:
    """Return the numbers of the articles that are asked for, always the same ones."""
    return random.Random(articles).sample(range(articles), min(SAMPLE, articles))


def _pages(**parameters: Any) -> str:
    return f"/api/v2/pages/?{urlencode(parameters, safe=',/')}"


def _our_paths(articles: int) -> dict[str, list[str]]:
    listing = {"type": "blog.ArticlePage", "order": "-published_at", "limit": 20}
    texts = {**listing, "fields": "summary,published_at"}
    cards = {**listing, "fields": "summary,published_at,hero_image,authors,topics"}
    return {
        "article by id": _by_id(articles),
        BY_ADDRESS: [
            f"/api/v2/resolve/?path=/articles/{content.slug(number)}/" for number in sample(articles)
        ],
        LIST: [_pages(**texts)],
        "list of 20, pictures": [_pages(**cards)],
        "filtered list": [_pages(**texts, topics__slug=topic) for topic in content.TOPICS],
        WHOLE: [_pages(type="blog.ArticlePage", fields="*", limit=100, cursor="*", total_count="false")],
    }


def _stock_paths(articles: int) -> dict[str, list[str]]:
    article = "stock_wagtail.Article"
    # By a column with an index, as ours: stock has one on this date only.
    listing = {"type": article, "order": "-first_published_at", "limit": 20}
    texts = {**listing, "fields": "summary,date"}
    return {
        "article by id": _by_id(articles),
        # find/ answers with a redirect to the id: two requests, one after the other.
        BY_ADDRESS: [
            address
            for number, by_id in zip(sample(articles), _by_id(articles), strict=True)
            for address in (f"/api/v2/pages/find/?html_path=/{content.slug(number)}/", by_id)
        ],
        LIST: [_pages(**texts)],
        "list of 20, pictures": [_pages(**listing, fields="summary,date,hero_image")],
        "filtered list": [_pages(**texts, topic=topic) for topic in content.TOPICS],
        WHOLE: [_pages(type=article, fields="*", limit=100, offset=articles // 2)],
    }


def _by_id(articles: int) -> list[str]:
    return [f"/api/v2/pages/{FIRST_ID + number}/" for number in sample(articles)]


OURS: Final = Project(
    key="ours",
    label="this project",
    settings="cms.settings.local",
    wsgi="cms.wsgi:application",
    rows="bench.rows",
    article_model="blog.ArticlePage",
    paths=_our_paths,
)
STOCK: Final = Project(
    key="stock",
    label="stock Wagtail",
    settings="bench.stock_wagtail.settings",
    wsgi="bench.stock_wagtail.wsgi:application",
    rows="bench.stock_wagtail.rows",
    article_model="stock_wagtail.Article",
    paths=_stock_paths,
    threads=STOCK_THREADS,
    has_cursors=False,
    by_address=2,
)
# This project as it is served: with kept answers, and with content of its own that may change.
KEEPING: Final = replace(OURS, key="keeping", keeps=True)
# The same, saying of each answer which worker gave it.
MARKED: Final = replace(KEEPING, wsgi="bench.marked_wsgi:application")
PROJECTS: Final = {project.key: project for project in (OURS, STOCK)}
