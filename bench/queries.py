"""SQL queries per request, counted in this process: `python -m bench.queries ours 1000`.

The first request of a process also fills Django's and Wagtail's own caches (content types and the like);
what is reported is the request after it, for another article: everything that an answer is made from is
read anew.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from bench.load import article_count
from bench.projects import BY_ADDRESS, DIRECTORY, FIRST_ID, LIST, PROJECTS, Project

# A body of 25 blocks, four times: 100.
TIMES = 4


def main() -> None:
    """Print the counts as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.queries", description=__doc__)
    parser.add_argument("project", choices=sorted(PROJECTS))
    parser.add_argument("articles", type=article_count)
    parser.add_argument("--directory", type=Path, default=DIRECTORY)
    parser.add_argument("--show", action="store_true", help="print the statements too")
    options = parser.parse_args()
    project = PROJECTS[options.project]
    os.environ.update(project.environment(options.directory.resolve(), options.articles))
    import django

    django.setup()
    print(json.dumps(count_queries(project, options.articles, show=options.show)))


def count_queries(project: Project, articles: int, *, show: bool = False) -> dict[str, int]:
    """Return the number of queries by what is asked for, in the database that Django is set up with."""
    scenarios = project.scenarios(articles)
    counts = {name: _queries(paths[0], paths[-1], show=show) for name, paths in scenarios.items()}
    if project.by_address == 2:
        finding = scenarios[BY_ADDRESS][::2]
        counts[BY_ADDRESS] += _queries(finding[0], finding[-1], show=show)
    listing = scenarios[LIST][0]
    counts["list of 100"] = _queries(listing, listing.replace("limit=20", "limit=100"))
    counts["article of 100 blocks"] = _queries_of_long_article(project)
    return counts


def _queries(warm_up: str, path: str, *, show: bool = False) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _get(warm_up)
    with CaptureQueriesContext(connection) as captured:
        _get(path)
    if show:
        print(f"\n== {path}")
        for query in captured.captured_queries:
            print(f"  {query['time']} {query['sql'][:2000]}")
    return len(captured)


def _queries_of_long_article(project: Project) -> int:
    """Count for an article whose body is four times as long; the file stays as it was."""
    from django.apps import apps
    from django.db import transaction

    model = apps.get_model(project.article_model)
    article = model._default_manager.get(pk=FIRST_ID)
    with transaction.atomic():
        model._default_manager.filter(pk=FIRST_ID).update(body=list(article.body.raw_data) * TIMES)
        count = _queries(f"/api/v2/pages/{FIRST_ID + 1}/", f"/api/v2/pages/{FIRST_ID}/")
        transaction.set_rollback(True)
    return count


def _get(path: str) -> Any:
    from django.test import Client

    response = Client(headers={"host": "localhost"}).get(path)
    if response.status_code not in (200, 302):
        raise RuntimeError(f"{path} answered {response.status_code}: {response.content[:300]!r}")
    return response


if __name__ == "__main__":
    main()
