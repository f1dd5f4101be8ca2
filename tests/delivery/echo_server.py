"""What the real server runs to see whether bodies arrive: it says, after a while, how much was sent."""

import time

from cms.delivery.hits_first import serve_hits_first
from cms.delivery.request_bodies import RequestBodies

serve_hits_first(threads=2, bodies=RequestBodies(most_bytes=2**20, most_at_once=1))


def application(environ, start_response):
    # Long enough for the call to end in which the request came.
    time.sleep(0.1)
    sent = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(sent)).encode()]
