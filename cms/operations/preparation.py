"""What stands between an installed checkout and a served site, step by step; each can be repeated."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
FIRST_ADMINISTRATOR: Final = (
    "DJANGO_SUPERUSER_USERNAME",
    "DJANGO_SUPERUSER_EMAIL",
    "DJANGO_SUPERUSER_PASSWORD",
)


def pending_migrations() -> int:
    """Return how many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def has_superuser() -> bool:
    """Say whether anybody can log in who may do everything."""
    return get_user_model().objects.filter(is_superuser=True, is_active=True).exists()


def demo_logins() -> str:
    """Return which of the demo's users exist and with which password they were made."""
    # Importing it registers steps of the demo, which only the demo itself may do first.
    from cms.demo.steps.roles import ADMINISTRATOR, DEMO_USERS, PASSWORD

    names = [ADMINISTRATOR, *(name for name, *_ in DEMO_USERS)]
    users = get_user_model().objects.filter(username__in=names, is_active=True)
    existing = set(users.values_list("username", flat=True))
    found = [name for name in names if name in existing]
    return f"{', '.join(found)} (password {PASSWORD})" if found else ""


def follow_port(port: int) -> Site | None:
    """Let the default site's address follow the port, if it is this machine's; return it when changed.

    The site record is the reader's address. A site with a real host name was set by somebody and is left
    alone, and so is one whose new address another site has already.
    """
    site = Site.objects.filter(is_default_site=True, hostname__in=LOOPBACK).exclude(port=port).first()
    if site is None or Site.objects.filter(hostname=site.hostname, port=port).exists():
        return None
    site.port = port
    site.save()
    return site


def static_fingerprint() -> str:
    """Return a hash that changes whenever a static file is added, removed or edited."""
    digest = hashlib.sha256()
    for path in sorted(static_files()):
        status = path.stat()
        digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_files() -> Iterator[Path]:
    """Yield every file that ``collectstatic`` would collect."""
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            yield Path(storage.path(name))


def collect_static_files() -> bool:
    """Collect, hash and compress static files if any has changed; say whether it was needed."""
    fingerprint = static_fingerprint()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def make_first_administrator() -> bool:
    """Make a superuser from ``DJANGO_SUPERUSER_*`` or by asking; say whether there is one now."""
    if all(os.environ.get(name) for name in FIRST_ADMINISTRATOR):
        call_command("createsuperuser", interactive=False, verbosity=0)
    elif sys.stdin.isatty():
        call_command("createsuperuser", interactive=True, verbosity=0)
    return has_superuser()
