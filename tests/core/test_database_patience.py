"""A statement that takes too long is ended; one that is asked among many others is not.

That a server is left which does not even hear of it is tested in `tests/delivery/test_trouble.py`.
"""

import time

import pytest
from django.db import OperationalError, connection, transaction

from cms.core.database_patience import patience
from cms.core.database_trouble import SLOW, trouble_of

pytestmark = pytest.mark.django_db

ENDLESS = {
    "sqlite": "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT MAX(x) FROM c",
    "postgresql": "SELECT pg_sleep(3600)",
}


def ask(statement="SELECT 1"):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def test_what_takes_too_long_is_ended_and_the_connection_is_good_for_the_next():
    with pytest.raises(OperationalError) as caught, transaction.atomic(), patience(0.1):
        ask(ENDLESS[connection.vendor])
    assert trouble_of(caught.value) is SLOW
    assert ask() == (1,)


def test_it_is_each_answer_that_may_take_so_long_not_all_together():
    with patience(0.3):
        for _number in range(8):
            time.sleep(0.1)
            assert ask() == (1,)


def test_nothing_is_left_behind_on_the_connection():
    before = list(connection.execute_wrappers)
    with patience(1), patience(2):
        assert len(connection.execute_wrappers) == len(before) + 2
        # Others come when a connection is opened, and stay.
        connection.execute_wrappers.append(ask)
    connection.execute_wrappers.remove(ask)
    assert connection.execute_wrappers == before
