from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from cms.operations import launcher


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_the_port_is_8000_unless_asked_for():
    assert launcher.chosen_port("") == 8000
    assert launcher.chosen_port("8123") == 8123


@pytest.mark.parametrize("value", ["http", "0", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(value):
    with pytest.raises(launcher.LaunchProblem, match="Use a number from 1 to 65535"):
        launcher.chosen_port(value)


def test_a_taken_port_is_refused_with_another_to_try(taken_port):
    with pytest.raises(launcher.LaunchProblem, match=rf"Port {taken_port} is taken .* make run"):
        launcher.require_free(taken_port)


def test_a_port_is_free_again_right_after_its_server_has_ended(taken_port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    launcher.require_free(port)


def test_a_taken_port_is_noticed_before_anything_is_done(taken_port, tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "cms.operations", "run"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PORT": str(taken_port), "DATA_DIR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert f"Port {taken_port} is taken" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "var").exists()


def test_the_server_listens_on_loopback_with_two_workers_and_one_thread_for_kept_answers():
    command = " ".join(launcher.server_command(8123))
    assert "--host 127.0.0.1 --port 8123" in command
    assert f"--workers {settings.SERVER_WORKERS} --blocking-threads {settings.BODIES_AT_ONCE + 1} " in command
    assert "--respawn-failed-workers" in command
    assert "--interface wsgi" in command
