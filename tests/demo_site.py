"""The demo as `make run` shows it on port 8000, for tests that want a site as large as life."""

from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import TestCase, override_settings
from wagtail.models import Site

from cms.core.models import Heartbeat, Image
from cms.core.renditions import make_renditions

ORIGIN = "http://localhost:8000"
_DUMMY_TASKS = "django_tasks.backends.dummy.DummyBackend"


@contextmanager
def demo_site(*, media_root):
    """Load the demo, in a transaction that is taken back at the end."""
    changed = {
        "MEDIA_ROOT": media_root,
        "WAGTAILADMIN_BASE_URL": ORIGIN,
        # The sizes of 21 pictures take longer than all other tests together; one picture is enough, and the
        # search index is written at once instead of row by row.
        "TASKS": {"default": {"BACKEND": _DUMMY_TASKS, "QUEUES": settings.TASK_QUEUES}},
    }
    with override_settings(**changed), transaction.atomic():
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
