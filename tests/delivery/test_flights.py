"""One makes, the others wait, whoever they are; when the one dies the others go on."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from cms.delivery.flights import Flights
from cms.operations.environment import ROOT

WAIT_SECONDS = 20

# Makes "a" unless it is made, as one of some threads of one of some processes.
ASKING = """
import pathlib, sys, threading, time
from cms.delivery.flights import Flights
place = pathlib.Path(sys.argv[1])
flights = Flights(place / "flights.lock")
def ask():
    with flights.one("a"):
        if not (place / "answer").exists():
            with open(place / "made", "a") as file:
                file.write("x")
            time.sleep(float(sys.argv[2]))
            (place / "answer").write_text("made")
threads = [threading.Thread(target=ask) for _number in range(10)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.fixture
def flights(tmp_path):
    return Flights(tmp_path / "flights.lock")


def start_asking(place, *, seconds):
    return subprocess.Popen([sys.executable, "-c", ASKING, str(place), str(seconds)], cwd=ROOT)


def wait_for(file):
    deadline = time.monotonic() + WAIT_SECONDS
    while not file.exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_threads_and_processes_make_one_thing_once(tmp_path):
    processes = [start_asking(tmp_path, seconds=0.2) for _number in range(3)]
    assert [process.wait(WAIT_SECONDS) for process in processes] == [0, 0, 0]

    assert (tmp_path / "made").read_text() == "x"


def test_when_the_process_that_makes_is_killed_another_takes_its_place(tmp_path):
    first = start_asking(tmp_path, seconds=60)
    wait_for(tmp_path / "made")
    second = start_asking(tmp_path, seconds=0)
    time.sleep(0.2)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    assert second.wait(WAIT_SECONDS) == 0
    assert (tmp_path / "made").read_text() == "xx"


def test_different_things_are_made_side_by_side(flights):
    both_are_at_it = threading.Barrier(2, timeout=WAIT_SECONDS)

    def make(key):
        with flights.one(key):
            return both_are_at_it.wait()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(make, ("a", "b"))) == [0, 1]


def test_one_that_fails_lets_the_next_one_try(flights):
    with pytest.raises(ValueError, match="broken"), flights.one("a"):
        raise ValueError("broken")

    with flights.one("a"):
        pass
    assert flights._threads == {}


def test_nobody_waits_for_what_is_not_for_everybody(flights):
    flights.fly_apart("a")
    both_are_at_it = threading.Barrier(2, timeout=WAIT_SECONDS)

    def make(_number):
        with flights.one("a"):
            return both_are_at_it.wait()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(make, range(2))) == [0, 1]
