from __future__ import annotations

import pytest

from cms.operations import environment


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout of nothing but two requirement files, with a virtual environment that looks made."""
    (tmp_path / "requirements.txt").write_text("wagtail==8.0.1\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2.0\n")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", python)
    monkeypatch.setattr(environment, "PIP", python)
    return tmp_path


@pytest.fixture
def installed(monkeypatch):
    """Record what would be handed to pip."""
    files: list[str] = []
    monkeypatch.setattr(environment, "install", files.append)
    return files


def test_requirements_are_installed_once(checkout, installed):
    environment.ensure_environment(development=False)
    environment.ensure_environment(development=False)
    assert installed == ["requirements.txt"]


def test_a_changed_pin_is_installed_again(checkout, installed):
    environment.ensure_environment(development=False)
    (checkout / "requirements.txt").write_text("wagtail==8.0.2\n")
    environment.ensure_environment(development=False)
    assert installed == ["requirements.txt"] * 2


def test_what_development_needs_covers_what_running_needs(checkout, installed):
    environment.ensure_environment(development=True)
    environment.ensure_environment(development=False)
    assert installed == ["requirements-dev.txt"]


def test_running_does_not_cover_development(checkout, installed):
    environment.ensure_environment(development=False)
    environment.ensure_environment(development=True)
    assert installed == ["requirements.txt", "requirements-dev.txt"]


def test_a_failed_installation_is_not_taken_for_done(checkout, monkeypatch):
    def fail(wanted: str) -> None:
        raise environment.EnvironmentProblem("no network")

    monkeypatch.setattr(environment, "install", fail)
    with pytest.raises(environment.EnvironmentProblem):
        environment.ensure_environment(development=False)
    assert not environment.is_installed("requirements.txt")


def test_an_environment_whose_making_was_interrupted_is_made_again(checkout, installed, monkeypatch):
    made: list[bool] = []
    monkeypatch.setattr(environment, "PIP", checkout / ".venv" / "bin" / "pip")
    monkeypatch.setattr(environment, "make_environment", lambda: made.append(True))
    environment.ensure_environment(development=False)
    assert made == [True]


@pytest.mark.parametrize(
    ("line", "package"),
    [
        ("Collecting wagtail==8.0.1 (from -r requirements.txt (line 5))", "wagtail==8.0.1"),
        ("Processing /wheels/idna-3.20-py3-none-any.whl (from -r requirements.txt (line 41))", "idna-3.20"),
        ("Requirement already satisfied: six==1.17.0 in ./.venv/lib (from -r x (line 1))", "six==1.17.0"),
    ],
)
def test_progress_names_the_package(line, package):
    assert environment.package_of(line) == package
