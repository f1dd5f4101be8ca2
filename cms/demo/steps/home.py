"""The home page: that of a new site becomes the demo's; any other says that this site is not for the demo."""

from __future__ import annotations

from django.db import transaction

from cms.demo.content import pages
from cms.demo.registry import step
from cms.demo.steps import keys
from home.models import HomePage


@step("Home page")
def adopt_home_page() -> int:
    """Make the empty home page of a new site the demo's, before anything else is created.

    Raises `NotEmptySiteError` when the site has pages or a home page that somebody has written.
    """
    if keys.page(pages.HOME) is not None:
        return 0
    site = keys.default_site()
    home = site.root_page.specific
    if not isinstance(home, HomePage) or home.latest_revision_id or not home.is_leaf():
        raise keys.NotEmptySiteError(
            f"The site already has a home page, “{home.title}”. Load the demo into an empty database: point "
            "DATABASE_URL at a new one."
        )
    home.title = home.draft_title = pages.HOME_TITLE
    home.translation_key = keys.translation_key("page", pages.HOME)
    with transaction.atomic():
        home.save()
        site.site_name = site.site_name or pages.HOME_TITLE
        site.save()
    return 1
