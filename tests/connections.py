"""The connection of a test, which holds a transaction that is rolled back at the test's end."""

from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection


@contextmanager
def kept_connection():
    """Django closes a connection that is in a transaction at the end of a request; a test's has to last."""
    signals = (request_started, request_finished) if connection.in_atomic_block else ()
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
