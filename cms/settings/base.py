"""Settings shared by every environment, safe by default.

Nothing here needs a service: SQLite, local files and an in-process cache. ``DATABASE_URL`` and
``CACHE_URL`` switch to PostgreSQL and Redis (``docs/operations.md``).
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from cms.settings import env
from cms.settings.cdn import *  # noqa: F403
from cms.settings.cdn import CDN_BACKEND, CDN_CONTROL_HEADER, CDN_SHARED_CONTROL

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Everything that the running site writes is below one directory: what is backed up, and what git ignores.
DATA_DIR = Path(env.text("DATA_DIR", default=str(BASE_DIR / "var")))

DEBUG = False
ALLOWED_HOSTS: list[str] = []
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS", default=[])

# Applications

INSTALLED_APPS = [
    # ours first, so that our templates win over Wagtail's
    "home",
    "blog",
    "trials",
    "search",
    "cms.operations",
    "cms.demo",
    "cms.reader",
    "cms.openapi",
    "cms.seo",
    "cms.preview",
    "cms.api",
    "cms.integrity",
    "cms.redirects",
    "cms.delivery.purging",
    "cms.publishing",
    "cms.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    # without "modelsearch" beside it, which would break search and deletes
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "wagtail_headless_preview",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# No LocaleMiddleware: a reader address says its language itself, and public answers must not vary on
# Accept-Language. No redirect middleware: it would ask the database on every 404, the API's included;
# the reader and the resolve endpoint know redirects.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # outside sessions and the like, so that it has the last word on Vary
    "cms.api.middleware.ApiHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.core.database_trouble.DatabaseTroubleMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Models of our own, decided before the first migration

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"
WAGTAIL_PAGE_MODEL = "core.BasePage"
WAGTAILIMAGES_IMAGE_MODEL = "core.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "core.Document"

# Data

# Two processes write to SQLite. A transaction that starts by reading cannot wait for its turn to write,
# so each takes the write lock at once and waits for it up to 20 s. ATOMIC_REQUESTS must stay off: every
# GET would take that lock.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {
    "default": env.database(
        "DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}", sqlite_options=SQLITE_OPTIONS
    )
}
CACHES = {
    "default": env.cache("CACHE_URL"),
    # Renditions are prefetched with their images. A copy of one in a worker's own memory would outlive a
    # replaced file that another worker has deleted.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# The worker runs the queues side by side; image sizes take seconds each, the search index milliseconds.
TASK_QUEUES = ["default", "images"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": TASK_QUEUES}}

# Delivery: answers of the API are kept until what they were made from changes (docs/delivery.md).

# Threads of each server process for what has to be made; cms.delivery.limits shares them out.
SERVER_THREADS = env.number("SERVER_THREADS", default=16, minimum=1, maximum=256)
# Granian reads the same variable. As many as there are processors: each then keeps to one of them.
SERVER_WORKERS = env.number("GRANIAN_WORKERS", default=2, minimum=1, maximum=256)
# Larger requests are refused before anything of them is kept; the largest that the admin sends is an upload.
MOST_REQUEST_BYTES = env.number("MAX_REQUEST_MEGABYTES", default=100, minimum=1) * 2**20
# One fewer than Granian's threads (`--blocking-threads`), so that slow senders never hold all of them.
BODIES_AT_ONCE = 3
# How long a request of a reader waits for any one answer of the database; editors' wait five times as long.
DATABASE_PATIENCE_SECONDS = env.number("DATABASE_PATIENCE_SECONDS", default=10, minimum=1)
DELIVERY_CACHE = env.flag("DELIVERY_CACHE", default=True)
# What kept answers may take in the memory of each server process.
DELIVERY_CACHE_MEGABYTES = env.number("DELIVERY_CACHE_MEGABYTES", default=256, minimum=1)
# What they may take on the disk of each host, for all its processes and over a restart.
DELIVERY_STORE_MEGABYTES = env.number("DELIVERY_STORE_MEGABYTES", default=1024, minimum=1)
# Browsers and caches may keep an answer and have to ask whether it still holds.
DELIVERY_CACHE_CONTROL = "public, max-age=0, must-revalidate, stale-if-error=86400"
if CDN_BACKEND and not CDN_CONTROL_HEADER:
    DELIVERY_CACHE_CONTROL = CDN_SHARED_CONTROL
if CDN_BACKEND and not DELIVERY_CACHE:
    raise env.BadVariable("CDN_BACKEND needs kept answers. Set DELIVERY_CACHE=1, or leave CDN_BACKEND empty.")

# Files

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.api.finders.SwaggerUIFinder",
]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", default=str(DATA_DIR / "media")))
# Off where a web server in front serves /media/ (docs/operations.md: what it must not serve).
SERVE_MEDIA = env.flag("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.reader.storage.ModuleStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
# A page editor posts several fields per block.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("ms", "Malay"),
    ("zh-hans", "Simplified Chinese"),
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", default="UTC")
WAGTAIL_I18N_ENABLED = True

# People

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Users whose password everybody knows: only where nobody else can reach them.
DEMO_USERS = False
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# Security

# The reader is shown in the editor's preview panel, which DENY would forbid on the same origin.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which wants DENY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Mail

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.number("EMAIL_PORT", default=25, minimum=1, maximum=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="cms@localhost")

# Wagtail's admin

WAGTAIL_SITE_NAME = env.text("SITE_NAME", default="Headless CMS")
WAGTAILADMIN_BASE_URL = ""
# No calls to the outside that nobody asked for.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# With the form attribute of cms.preview, typing is seen in the preview panel after about a second.
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 100
# cms.redirects makes them, in the transaction of the change.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False

WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpeg", "jpg", "png", "svg", "webp"]
# What a 50-megapixel camera or phone makes, and all frames of an animation together.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.core.image_forms.ImageForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "key", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Through the view that checks who may read it, never by an address that could be guessed.
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Asked only when a text is saved: first what needs no network, then the providers.
WAGTAILEMBEDS_FINDERS = [
    {"class": "cms.core.embeds.PlayerFinder"},
    {"class": "cms.core.embeds.IframeOEmbedFinder"},
]

# ENGINE is any backend of Wagtail's; what stands around it keeps its failures to the searches.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "cms.core.search_engine", "ENGINE": "wagtail.search.backends.database"}
}

# Delivery API, preview, reader

WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_SEARCH_ENABLED = True
API_CORS_ORIGINS = env.items("API_CORS_ORIGINS", default=["*"])
# /api/v2/fixtures/: made-up documents for front ends to try themselves on.
API_FIXTURES = env.flag("API_FIXTURES", default=False)

# Keys that signed what is still in use, while a new `SECRET_KEY` takes over.
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS", default=[])

# How long a preview works after the editor last changed it.
PREVIEW_LIFETIME = timedelta(minutes=env.number("PREVIEW_LIFETIME_MINUTES", default=60, minimum=1))
READER_PREVIEW_URL = env.text("READER_PREVIEW_URL", default="{SITE_ROOT_URL}/preview/")
WAGTAIL_HEADLESS_PREVIEW = {
    "CLIENT_URLS": {"default": READER_PREVIEW_URL},
    "SERVE_BASE_URL": None,
    # Without it the reader sits in a frame in a frame, and scroll position, checks and metrics are lost.
    "REDIRECT_ON_PREVIEW": True,
    "ENFORCE_TRAILING_SLASH": True,
}
# Where the reader searches, below the home page of a language.
READER_SEARCH_PATTERN = "/search/?q={query}"
# Where the reader shows what is not a page; {key} is the registry id or the slug.
READER_URL_PATTERNS = {
    "trials.Trial": "/trials/{key}/",
    "blog.Topic": "/topics/{key}/",
    "blog.Author": "/authors/{key}/",
}

# Log: one line per event on standard error, where every supervisor looks.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "cms.preview.logs.RedactingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "cms": {"level": env.text("LOG_LEVEL", default="INFO").upper()},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # 404 and the like are everyday; a request that failed with 500 is an ERROR here.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
