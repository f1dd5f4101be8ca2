"""What is said of kept answers follows from what was measured."""

import sqlite3
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen

import pytest

from bench import kept
from bench.goals import Goal, Skipped, goals_table
from bench.kept import FILE, HIT, Figures, Options, goals_of, percentile, prepare_content
from bench.nginx import find_nginx, serving_files
from bench.pressure import OWN_GENERATOR, WRK, PressureProblem, Sample, put_under_pressure
from bench.projects import KEEPING, OURS
from bench.steady import RATE, hits_at_a_steady_rate
from cms.operations.launcher import HOST

PORT = 8197


@pytest.mark.parametrize(
    ("value", "at_most", "verdict"),
    [
        (0.39, False, "not met"),
        (0.4, False, "met"),
        (0.7, False, "met, and the aim"),
        (0.71, True, "not met"),
        (0.7, True, "met"),
        (0.4, True, "met, and the aim"),
    ],
)
def test_a_goal_is_met_from_its_bound_on(value, at_most, verdict):
    must, aim = (0.7, 0.4) if at_most else (0.4, 0.7)

    assert Goal("x", value, must, aim, at_most=at_most).verdict == verdict


def test_the_table_says_what_is_required_and_why_a_number_is_missing():
    table = goals_table([Goal("hit", 0.5, 0.4, 0.7, ours="5/s", other="10/s"), Skipped("file", "no nginx")])

    _heading, _line, hit, file = table.splitlines()
    assert hit.split() == ["hit", "5/s", "10/s", "0.5", "≥", "0.4", "0.7", "met"]
    assert file.split(maxsplit=1) == ["file", "not measured: no nginx"]


def test_ratios_are_of_medians():
    goals = goals_of(_figures(**{HIT: [10, 50, 90], FILE: [60, 100, 101]}), generator=WRK)

    assert goals[0].value == 0.5


def test_what_a_machine_lacks_is_said():
    assert "install nginx" in goals_of(_figures(**{HIT: [1]}), generator=WRK)[0].reason
    assert "install wrk" in goals_of(_figures(**{HIT: [1], FILE: [1]}), generator=OWN_GENERATOR)[0].reason


@pytest.mark.parametrize(("part", "value"), [(50, 50), (99, 99), (100, 100)])
def test_a_percentile_is_a_value_that_was_measured(part, value):
    assert percentile([float(number) for number in range(1, 101)], part) == value


def test_the_loaded_content_stays_as_it_was_and_nothing_kept_is_left_of_an_earlier_run(tmp_path):
    options = Options(articles=20, rounds=1, seconds=1, generator=WRK, directory=tmp_path, port=PORT)
    source = OURS.database(tmp_path, 20)
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("CREATE TABLE page (title)")
    (tmp_path / KEEPING.key / "delivery").mkdir(parents=True)

    prepare_content(options)

    with closing(sqlite3.connect(KEEPING.database(tmp_path, 20))) as copy:
        assert copy.execute("SELECT name FROM sqlite_master").fetchall() == [("page",)]
    assert source.exists()
    assert not (tmp_path / KEEPING.key).exists()


def test_only_one_of_the_projects_keeps_answers(tmp_path):
    assert OURS.environment(tmp_path, 20)["DELIVERY_CACHE"] == "0"
    assert KEEPING.environment(tmp_path, 20)["DELIVERY_CACHE"] == "1"


def test_nginx_serves_the_given_bytes_without_rights_of_its_own(tmp_path):
    program = find_nginx()
    if program is None:
        pytest.skip("nginx is not installed")
    files = {"1005.json": b'{"id": 1005}'}
    with serving_files(files, program=program, directory=tmp_path, port=PORT):
        with urlopen(f"http://{HOST}:{PORT}/1005.json") as response:
            assert response.read() == files["1005.json"]
        measured = put_under_pressure(["/1005.json"], port=PORT, seconds=0.2, using=OWN_GENERATOR)

    assert measured.requests > 0


def _figures(**speeds):
    figures = Figures(visible=[0.1])
    others = {name: [1] for name in (kept.CONFIRMED, kept.STOCK.key, "quiet", "while publishing")}
    for name, values in (others | speeds).items():
        for value in values:
            figures.add(name, Sample(requests=1, requests_per_second=value, p50=1, p99=1))
    return figures


def test_a_steady_rate_counts_answers_from_memory_alone():
    class Server(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.send_response(200)
            self.send_header("Cache-Status", "cms; hit; ttl=9" if self.path == "/hit" else "cms; fwd=miss")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer((HOST, 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings = {"port": server.server_port, "seconds": 0.3}
        measured = hits_at_a_steady_rate(["/hit", "/miss"], **settings)
        with pytest.raises(PressureProblem, match="from memory"):
            hits_at_a_steady_rate(["/miss"], **settings)
        server.shutdown()

    assert 0 < measured.requests <= RATE * 0.3
    assert measured.p50 <= measured.p99
