"""Whatever editors do to a tree, no address that was ever public answers 404 unless someone chose so."""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cms.core.models import BasePage
from cms.core.scope import PublicScope
from cms.redirects.enums import Status
from cms.redirects.outcomes import GONE, NOTHING, Outcome, decided
from tests.factories.pages import default_home
from tests.redirects.history import answer, fresh, section

pytestmark = pytest.mark.django_db

SLUGS = ["a", "b", "c"]
EXAMPLES = int(os.environ.get("DEEP_EXAMPLES", "15"))


class Editors(RuleBasedStateMachine):
    """A tree of a few pages whose slugs are so few that addresses are used again and again.

    `known` are all addresses that were ever public, but those that somebody let answer 404.
    """

    def __init__(self):
        super().__init__()
        self.known = set()
        # Each example begins with an empty site.
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def start(self):
        self.refuge = section("refuge").pk
        for slug in ("a", "b"):
            parent = section(slug)
            section("c", parent=parent)
        self.look()

    def pages(self, **condition):
        others = BasePage.objects.filter(depth__gt=2, **condition).exclude(pk=self.refuge)
        return list(others.order_by("pk"))

    def public(self):
        scope = PublicScope.for_host()
        pages = BasePage.objects.filter(depth__gt=2, live=True)
        return {
            scope.page_path(path=path, url_path=url) for path, url in pages.values_list("path", "url_path")
        }

    def look(self):
        self.known |= self.public()

    def pick(self, data, pages):
        return fresh(data.draw(st.sampled_from(pages)))

    def free(self, parent, slug):
        return not parent.get_children().filter(slug=slug).exists()

    @rule(data=st.data(), slug=st.sampled_from(SLUGS), live=st.booleans())
    def create(self, data, slug, live):
        parent = data.draw(st.sampled_from([default_home(), *self.pages(depth__lt=5)]))
        parent = fresh(parent)
        if self.free(parent, slug) and BasePage.objects.count() < 12:
            section(slug, parent=parent, live=live)
        self.look()

    @precondition(lambda self: self.pages())
    @rule(data=st.data(), slug=st.sampled_from(SLUGS))
    def rename(self, data, slug):
        page = self.pick(data, self.pages())
        if page.slug != slug and self.free(page.get_parent(), slug):
            page.slug = slug
            page.save()
        self.look()

    @precondition(lambda self: self.pages())
    @rule(data=st.data())
    def move(self, data):
        page = self.pick(data, self.pages())
        targets = [
            target
            for target in [default_home(), *self.pages(depth__lt=5)]
            if not (target.path.startswith(page.path))
        ]
        target = fresh(data.draw(st.sampled_from(targets)))
        if self.free(target, page.slug):
            page.move(target, pos="last-child")
        self.look()

    @precondition(lambda self: self.pages(live=False))
    @rule(data=st.data())
    def publish(self, data):
        page = self.pick(data, self.pages(live=False))
        page.save_revision(clean=False).publish()
        self.look()

    def choice(self, data):
        return data.draw(
            st.sampled_from([None, GONE, NOTHING, Outcome(Status.FOUND, page_id=self.refuge)]), label="choice"
        )

    @precondition(lambda self: self.pages(live=True))
    @rule(data=st.data(), below=st.booleans())
    def unpublish(self, data, below):
        page = self.pick(data, self.pages(live=True))
        choice = self.choice(data)
        before = self.addresses()
        pages = [page, *(page.get_descendants().live().specific() if below else [])]
        if choice is None:
            for one in pages:
                one.unpublish()
        else:
            with decided(choice, whole=(page.path,) if below else ()):
                for one in pages:
                    one.unpublish()
        if choice == NOTHING:
            self.forget(before, {one.pk for one in pages})

    @precondition(lambda self: self.pages())
    @rule(data=st.data())
    def delete(self, data):
        page = self.pick(data, self.pages())
        choice, before = self.choice(data), self.addresses()
        keys = {page.pk, *page.get_descendants().values_list("pk", flat=True)}
        if choice is None:
            page.delete()
        else:
            with decided(choice):
                page.delete()
        if choice == NOTHING:
            self.forget(before, keys)

    def addresses(self):
        return {path: answer(path) for path in self.known}

    def forget(self, before, keys):
        """Somebody chose that what led to these pages answers 404, now or when what is above says no more."""
        led_to_them = {path for path, said in before.items() if isinstance(said, tuple) and said[1] in keys}
        lost = {path for path, said in before.items() if said != 404 and answer(path) == 404}
        self.known -= led_to_them | lost

    @invariant()
    def every_address_answers(self):
        lost = sorted(path for path in self.known if answer(path) == 404)
        assert not lost, lost

    @invariant()
    def published_pages_are_found_at_their_addresses(self):
        for path in self.public():
            assert answer(path)[0] == "page", path


def test_no_address_is_lost():
    run_state_machine_as_test(
        Editors,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=12,
            deadline=None,
            # The same stories each time, unless somebody goes looking for others.
            derandomize="DEEP_EXAMPLES" not in os.environ,
            # A failing story is short enough to be read; making it shorter takes minutes.
            phases=[Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
