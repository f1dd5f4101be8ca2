"""Workers of a server share the processors out among themselves, where there are no more than workers."""

import multiprocessing
import os
import threading
import time

import pytest

from cms.operations import processors

CONTEXT = multiprocessing.get_context("spawn")
WAIT_SECONDS = 30


def work(directory, workers, allowed, found, end):
    os.sched_setaffinity(0, allowed)
    processors.LOOK_AGAIN_SECONDS = 0.05
    processors.keep_to_one(directory, workers=workers)
    thread = threading.Thread(target=end.wait)
    thread.start()
    seen = None
    while not end.is_set():
        kept_to = frozenset(os.sched_getaffinity(0)), frozenset(os.sched_getaffinity(thread.native_id))
        if kept_to != seen:
            found.put((os.getpid(), *kept_to))
            seen = kept_to
        time.sleep(0.02)
    thread.join()


@pytest.fixture
def start(tmp_path):
    started = []

    def start(*, workers, allowed):
        found, end = CONTEXT.Queue(), CONTEXT.Event()
        process = CONTEXT.Process(target=work, args=(tmp_path, workers, allowed, found, end))
        process.start()
        started.append((process, end))
        return process, end, found

    yield start
    for process, end in started:
        end.set()
        process.join()


def two_processors():
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("this system keeps no process to a processor")
    allowed = sorted(os.sched_getaffinity(0))[:2]
    if len(allowed) < 2:
        pytest.skip("this machine has one processor")
    return allowed


def kept_to(found):
    _process, processors, of_a_thread = found.get(timeout=WAIT_SECONDS)
    assert processors == of_a_thread
    return processors


def test_each_worker_has_one_of_its_own_and_the_next_takes_over_from_one_that_has_ended(start):
    allowed = two_processors()
    first, end, found = start(workers=2, allowed=allowed)
    _second, _end, found_by_second = start(workers=2, allowed=allowed)
    theirs = [kept_to(found), kept_to(found_by_second)]
    assert sorted(map(sorted, theirs)) == [[number] for number in allowed]

    _third, _end, found_by_third = start(workers=2, allowed=allowed)
    assert kept_to(found_by_third) == set(allowed)
    end.set()
    first.join()

    assert kept_to(found_by_third) == theirs[0]


def test_with_processors_to_spare_workers_go_where_they_like(start):
    allowed = two_processors()
    _process, _end, found = start(workers=1, allowed=allowed)

    assert kept_to(found) == set(allowed)


def test_a_process_that_no_server_has_started_is_left_alone(tmp_path):
    processors.keep_to_one(tmp_path, workers=256)

    assert not list(tmp_path.iterdir())
