from __future__ import annotations

import ast
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from cms.settings import env

ROOT = settings.BASE_DIR
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "abcdefghij" * 6,
    "ALLOWED_HOSTS": "cms.example.org, www.example.org",
    "WAGTAILADMIN_BASE_URL": "https://cms.example.org",
}


def settings_in_a_fresh_process(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import the settings module that ``environment`` names and print one expression over it."""
    code = (
        "import importlib, os\n"
        "s = importlib.import_module(os.environ['DJANGO_SETTINGS_MODULE'])\n"
        f"print({expression})"
    )
    inherited = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class TestReadingTheEnvironment:
    def test_a_missing_variable_is_named_with_an_example(self, monkeypatch):
        monkeypatch.delenv("CMS_THING", raising=False)
        with pytest.raises(env.BadVariable, match=r"CMS_THING is missing.*CMS_THING=blue"):
            env.text("CMS_THING", example="blue")

    def test_an_empty_variable_counts_as_unset(self, monkeypatch):
        monkeypatch.setenv("CMS_THING", "  ")
        assert env.text("CMS_THING", default="blue") == "blue"
        assert env.number("CMS_THING", default=7) == 7
        assert env.flag("CMS_THING", default=True) is True
        assert env.items("CMS_THING", default=["a"]) == ["a"]

    @pytest.mark.parametrize(
        ("value", "expected"), [("1", True), ("Yes", True), ("off", False), ("0", False)]
    )
    def test_flags_are_read_in_the_usual_spellings(self, monkeypatch, value, expected):
        monkeypatch.setenv("CMS_THING", value)
        assert env.flag("CMS_THING", default=not expected) is expected

    @pytest.mark.parametrize(
        ("read", "value", "message"),
        [
            (lambda: env.flag("CMS_THING", default=True), "maybe", "neither yes nor no. Use 1 or 0"),
            (lambda: env.number("CMS_THING", default=1), "many", "not a number"),
            (lambda: env.number("CMS_THING", default=1, maximum=9), "10", "from 0 to 9"),
            (lambda: env.origin("CMS_THING"), "cms.example.org", "not a web address"),
            (lambda: env.origin("CMS_THING"), "https://cms.example.org/admin", "without a path"),
            (lambda: env.cache("CMS_THING"), "memcached://x", "Use redis://"),
            (
                lambda: env.database("CMS_THING", default="", sqlite_options={}),
                "mysql://x/y",
                "Use sqlite:////path/to/db.sqlite3 or postgres://",
            ),
        ],
    )
    def test_a_value_that_makes_no_sense_is_refused_with_what_would_be_right(
        self, monkeypatch, read, value, message
    ):
        monkeypatch.setenv("CMS_THING", value)
        with pytest.raises(env.BadVariable) as caught:
            read()
        assert "CMS_THING" in str(caught.value)
        assert message in str(caught.value)

    def test_the_database_url_chooses_the_engine(self, monkeypatch):
        monkeypatch.setenv("CMS_THING", "postgres://cms:secret@db.example.org:5433/articles")
        chosen = env.database("CMS_THING", default="", sqlite_options={"timeout": 20})
        assert chosen["ENGINE"] == "django.db.backends.postgresql"
        assert (chosen["HOST"], chosen["PORT"], chosen["NAME"]) == ("db.example.org", 5433, "articles")
        assert chosen["CONN_MAX_AGE"] == 60
        assert chosen["OPTIONS"]["connect_timeout"] == 5

    def test_the_database_url_has_the_last_word_on_options(self, monkeypatch):
        monkeypatch.setenv("CMS_THING", "postgres://db/articles?connect_timeout=9&sslmode=require")
        options = env.database("CMS_THING", default="", sqlite_options={})["OPTIONS"]
        assert (options["connect_timeout"], options["sslmode"]) == (9, "require")
        assert options["tcp_user_timeout"] == 30_000

    def test_without_a_database_url_sqlite_waits_for_its_turn_to_write(self, monkeypatch):
        monkeypatch.delenv("CMS_THING", raising=False)
        chosen = env.database(
            "CMS_THING", default="sqlite:////data/db.sqlite3", sqlite_options={"timeout": 20}
        )
        assert chosen["NAME"] == "/data/db.sqlite3"
        assert chosen["OPTIONS"] == {"timeout": 20}

    def test_the_cache_url_chooses_redis(self, monkeypatch):
        monkeypatch.setenv("CMS_THING", "redis://127.0.0.1:6379/2")
        assert env.cache("CMS_THING")["LOCATION"] == "redis://127.0.0.1:6379/2"


class TestProduction:
    @pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "WAGTAILADMIN_BASE_URL"])
    def test_a_missing_secret_stops_the_start_by_its_name(self, name):
        environment = {key: value for key, value in PRODUCTION.items() if key != name}
        result = settings_in_a_fresh_process("s.DEBUG", **environment)
        assert result.returncode != 0
        assert f"The environment variable {name} is missing" in result.stderr

    def test_a_short_secret_is_refused(self):
        result = settings_in_a_fresh_process("s.DEBUG", **{**PRODUCTION, "SECRET_KEY": "short"})
        assert "Use at least 50 random ones" in result.stderr

    def test_everything_goes_over_https(self):
        names = "DEBUG SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_SECONDS"
        expression = f"[getattr(s, name) for name in '{names}'.split()]"
        result = settings_in_a_fresh_process(expression, **PRODUCTION)
        assert result.stdout.strip() == "[False, True, True, True, 31536000]"

    def test_the_deployment_check_has_nothing_to_say(self):
        result = subprocess.run(
            [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **PRODUCTION},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr


class TestLocal:
    def test_differs_from_production_only_where_plain_http_and_a_local_secret_demand_it(self, tmp_path):
        expression = "{name: repr(getattr(s, name)) for name in dir(s) if name.isupper()}"
        read = lambda **environment: ast.literal_eval(  # noqa: E731
            settings_in_a_fresh_process(expression, DATA_DIR=str(tmp_path), **environment).stdout
        )
        production = read(**PRODUCTION)
        local = read(DJANGO_SETTINGS_MODULE="cms.settings.local")
        different = {name for name in production | local if production.get(name) != local.get(name)}
        assert different == {
            "ALLOWED_HOSTS",
            "API_FIXTURES",
            "CSRF_COOKIE_SECURE",
            "CSRF_TRUSTED_ORIGINS",
            "DEMO_USERS",
            "EMAIL_BACKEND",
            "PORT",
            "SECRET_KEY",
            "SECURE_HSTS_INCLUDE_SUBDOMAINS",
            "SECURE_HSTS_PRELOAD",
            "SECURE_HSTS_SECONDS",
            "SECURE_PROXY_SSL_HEADER",
            "SECURE_REDIRECT_EXEMPT",
            "SECURE_SSL_REDIRECT",
            "SESSION_COOKIE_SECURE",
            "WAGTAILADMIN_BASE_URL",
        }

    def test_the_secret_is_made_once_and_readable_by_its_owner_only(self, tmp_path):
        first, second = (
            settings_in_a_fresh_process(
                "s.SECRET_KEY", DJANGO_SETTINGS_MODULE="cms.settings.local", DATA_DIR=str(tmp_path)
            ).stdout
            for _ in range(2)
        )
        assert first == second
        assert len(first.strip()) >= 50
        assert (tmp_path / "local_secret_key").stat().st_mode & 0o077 == 0


class TestSqliteUnderTwoProcesses:
    def test_takes_the_write_lock_at_once_and_never_per_request(self):
        result = settings_in_a_fresh_process("s.DATABASES['default']", **PRODUCTION)
        chosen = ast.literal_eval(result.stdout)
        assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert "journal_mode=WAL" in chosen["OPTIONS"]["init_command"]
        assert not chosen.get("ATOMIC_REQUESTS")


def test_every_environment_variable_is_documented():
    names = set()
    for path in (ROOT / "cms" / "settings").glob("*.py"):
        names |= set(re.findall(r'(?:env\.|= _)\w+\(\s*"([A-Z_]+)"', path.read_text()))
    assert {"DATABASE_URL", "SECRET_KEY", "API_CORS_ORIGINS"} <= names
    pages = "".join((ROOT / "docs" / name).read_text() for name in ("operations.md", "cdn.md"))
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", pages, re.M))
    assert names <= documented
    example = (ROOT / ".env.example").read_text()
    only_local = {"PORT", "DEBUG", "DEMO"}
    assert {name for name in names - only_local if name not in example} == set()
