import pytest
from django.db import connection

from cms.operations.statistics import gather_statistics
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db


def test_sqlite_knows_what_the_indexes_of_pages_hold():
    StandardPageFactory(history=False)

    gather_statistics()

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT idx FROM sqlite_stat1 WHERE tbl = 'core_basepage'")
            assert "core_basepage_last_published" in {name for (name,) in cursor.fetchall()}
