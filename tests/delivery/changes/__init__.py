"""Every way in which content changes: what editors do, commands, jobs, and code that tells nobody."""

from tests.delivery.changes import files, pages, snippets, surroundings
from tests.delivery.changes.registry import CHANGES

__all__ = ["CHANGES", "files", "pages", "snippets", "surroundings"]
