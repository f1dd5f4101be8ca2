"""Settings of the test suite: the production behaviour, with cheap passwords, and files that vanish."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit

from cms.settings.base import *  # noqa: F403
from cms.settings.base import CACHES, DATABASES, STORAGES, TASK_QUEUES, Path

SECRET_KEY = "for tests only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver", ".example.org"]
WAGTAILADMIN_BASE_URL = "http://localhost"
API_FIXTURES = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tasks run where they are enqueued; those of the worker itself name the database backend.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": TASK_QUEUES}}

FILES = Path(tempfile.mkdtemp(prefix="cms-test-"))
atexit.register(shutil.rmtree, FILES, ignore_errors=True)
DATA_DIR = FILES
MEDIA_ROOT = FILES / "media"
STATIC_ROOT = FILES / "static"
STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In memory, where WAL does not exist.
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}

# Processes of one run share its Redis; each empties a database of its own in it, and starts servers on that.
worker = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
if worker and os.environ.get("CACHE_URL"):
    url = urlsplit(os.environ["CACHE_URL"])._replace(path=f"/{worker}").geturl()
    os.environ["CACHE_URL"] = CACHES["default"]["LOCATION"] = url
