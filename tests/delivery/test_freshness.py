"""After every kind of change the next answer is the true one, and no answer goes that was still true."""

import pytest
from django.core.cache import cache

from tests.delivery.changes import CHANGES
from tests.delivery.inherent import is_inherent
from tests.delivery.reasons import reasons


@pytest.mark.parametrize("name", CHANGES)
def test_every_answer_is_fresh_and_no_other_goes(db, world, kept, tmp_path, make_delivery, direct, name):
    before = kept.bodies
    world.put_files_back()
    client = make_delivery(tmp_path)
    kept.give_to(client)
    CHANGES[name](world)
    cache.clear()
    answers = {address: client.get(address) for address in world.addresses}
    cache.clear()
    true = {address: direct.get(address) for address in world.addresses}

    stale = [address for address in before if answers[address].body != true[address].body]
    needless = [
        address
        for address in before
        if not answers[address].is_hit
        and true[address].body == before[address]
        and not is_inherent(name, address, true[address].status)
    ]

    assert stale == []
    found = reasons(kept.file, needless)
    assert [(address, why[:150]) for address in needless for why in found[address]] == []
    assert needless == []
