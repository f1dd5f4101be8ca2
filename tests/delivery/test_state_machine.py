"""Whatever is edited and read in whatever order, no answer is stale and none goes without need.

`make test-deep` looks for longer, and elsewhere each time; EXAMPLES says how many sites it edits.
"""

import os
import shutil
import tempfile
from contextlib import nullcontext
from pathlib import Path

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.connections import restored
from tests.delivery.changes import CHANGES
from tests.delivery.inherent import is_inherent

DEEP_EXAMPLES = int(os.environ.get("DEEP_EXAMPLES", "0"))
READ_AT_ONCE = 16
# A change that what happened before has made impossible: the page is gone, the slug is taken.
IMPOSSIBLE = (ObjectDoesNotExist, IntegrityError, ValidationError, AssertionError)


def whole_or_not_at_all():
    """Where changes are committed each is as in real life, and what fails in its middle is half done."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


class EditsAndReads(RuleBasedStateMachine):
    """One site, and two workers of a host that share their answers."""

    world = kept = make_delivery = direct = None
    steps = reads = 0

    def __init__(self):
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.workers = [self.make_delivery(self.directory) for _ in range(2)]
        self.site = restored()
        self.site.__enter__()
        self.world.put_files_back()
        cache.clear()
        self.kept.give_to(self.workers[0])
        self.changes = []
        # By address: the body, and how many changes there had been when it was read.
        self.known = {address: (body, 0) for address, body in self.kept.bodies.items()}

    @rule(name=st.sampled_from(sorted(CHANGES)))
    def change(self, name):
        type(self).steps += 1
        try:
            with whole_or_not_at_all():
                CHANGES[name](self.world)
        except IMPOSSIBLE:
            if connection.in_atomic_block:
                return
            self.changes.append("a half of")
        self.changes.append(name)

    @rule(
        worker=st.integers(0, 1),
        numbers=st.lists(st.integers(0, 10_000), min_size=READ_AT_ONCE, max_size=READ_AT_ONCE),
    )
    def read(self, worker, numbers):
        addresses = list(dict.fromkeys(self.world.addresses[n % len(self.world.addresses)] for n in numbers))
        for address in addresses:
            type(self).reads += 1
            answer = self.workers[worker].get(address)
            cache.clear()
            true = self.direct.get(address)
            assert (answer.status, answer.body) == (true.status, true.body), (address, self.changes)
            self._was_needed(address, answer)
            self.known[address] = (answer.body, len(self.changes))

    def _was_needed(self, address, answer):
        """With one change at most since the last time, an answer goes because it is another one."""
        body, changes = self.known[address]
        since = self.changes[changes:]
        if answer.is_hit or answer.body != body or len(since) > 1 or answer.status != 200:
            return
        assert since, f"{address} went though nothing has changed"
        assert is_inherent(since[0], address), f"{address} went without need by {since[0]}"

    def teardown(self):
        self.site.__exit__(None, None, None)
        shutil.rmtree(self.directory, ignore_errors=True)


def test_no_answer_is_stale_and_none_goes_without_need(db, world, kept, make_delivery, direct):
    EditsAndReads.world, EditsAndReads.kept, EditsAndReads.direct = world, kept, direct
    EditsAndReads.make_delivery = staticmethod(make_delivery)
    EditsAndReads.steps = EditsAndReads.reads = 0
    run_state_machine_as_test(
        EditsAndReads,
        settings=settings(
            max_examples=DEEP_EXAMPLES or 12,
            stateful_step_count=40 if DEEP_EXAMPLES else 20,
            derandomize=not DEEP_EXAMPLES,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{EditsAndReads.steps} changes, {EditsAndReads.reads} reads")
