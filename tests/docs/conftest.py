"""The demo as `make run` shows it on port 8000, loaded once for the tests of this package."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client, TestCase, override_settings
from wagtail.models import Site

from cms.core.models import Heartbeat, Image
from cms.core.renditions import make_renditions
from tests.docs.examples import ORIGIN


@pytest.fixture(scope="package")
def _documented_site(django_db_setup, django_db_blocker, tmp_path_factory):
    settings = {
        "MEDIA_ROOT": tmp_path_factory.mktemp("media"),
        "WAGTAILADMIN_BASE_URL": ORIGIN,
        # The sizes of 21 pictures take longer than all other tests together; one picture is enough, and the
        # search index is written at once instead of row by row.
        "TASKS": {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}},
    }
    with django_db_blocker.unblock(), override_settings(**settings), transaction.atomic():
        _count_from_one()
        with TestCase.captureOnCommitCallbacks(execute=True):
            call_command("load_demo", stdout=StringIO())
        call_command("update_index", stdout=StringIO())
        Site.objects.filter(is_default_site=True).update(port=8000)
        Heartbeat.objects.beat("worker")
        make_renditions.func(Image.objects.get(title="A healthy knee joint").pk)
        yield
        transaction.set_rollback(True)


def _count_from_one():
    """Continue with the ids of a new database: other tests have used some up, and PostgreSQL remembers."""
    models = connection.introspection.installed_models(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@pytest.fixture
def documented_site(_documented_site, db):
    """A client of the demo at the address that the documentation names."""
    return Client(
        enforce_csrf_checks=True, HTTP_HOST="localhost:8000", SERVER_NAME="localhost", SERVER_PORT="8000"
    )
