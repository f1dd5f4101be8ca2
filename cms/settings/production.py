"""Production: secrets and addresses come from the environment, and everything goes over HTTPS.

A missing variable stops the start with its name. ``manage.py check --deploy`` is clean.
"""

from __future__ import annotations

from cms.settings.base import *  # noqa: F403
from cms.settings.base import env

SECRET_KEY = env.text("SECRET_KEY", example="$(openssl rand -base64 48)")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", example="cms.example.org,www.example.org")
WAGTAILADMIN_BASE_URL = env.origin("WAGTAILADMIN_BASE_URL")
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS", default=[WAGTAILADMIN_BASE_URL])

if len(SECRET_KEY) < 50:
    raise env.BadVariable(f"SECRET_KEY has {len(SECRET_KEY)} characters. Use at least 50 random ones.")

# The proxy in front ends HTTPS and must set this header itself, whatever the client sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Probes inside a cluster ask over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
