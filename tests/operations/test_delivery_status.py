"""`manage.py delivery_status`: what the server processes of this host keep and hand out."""

import io
import json
import os

from django.core.management import call_command

from cms.delivery.counters import Count, Counters


def told(*options):
    out = io.StringIO()
    call_command("delivery_status", *options, stdout=out)
    return out.getvalue()


def test_it_says_so_when_nothing_is_kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert "No server process" in told()


def test_every_process_has_a_column(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    counters = Counters(tmp_path / "delivery" / "counters")
    counters.add(Count.HITS, 12_345)

    assert "12,345" in told()
    assert str(os.getpid()) in told()
    assert json.loads(told("--json"))[str(os.getpid())]["hits"] == 12_345
