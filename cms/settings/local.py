"""``make run``: production over plain HTTP on loopback, with a secret of its own and mail on the console."""

from __future__ import annotations

import secrets

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATA_DIR, STORAGES, Path, env


def local_secret(path: Path) -> str:
    """Return this machine's secret key, made once: sessions survive a restart and no copy shares it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()


PORT = env.number("PORT", default=8000, minimum=1, maximum=65535)

# Error pages with source and slow static files: for work on the code with ``manage.py runserver``.
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", default="") or local_secret(DATA_DIR / "local_secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.items("ALLOWED_HOSTS", default=[])]
WAGTAILADMIN_BASE_URL = env.origin("WAGTAILADMIN_BASE_URL", default=f"http://localhost:{PORT}")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEMO_USERS = True
API_FIXTURES = env.flag("API_FIXTURES", default=True)

if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
