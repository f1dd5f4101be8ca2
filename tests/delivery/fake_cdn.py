"""A CDN that notes what it is asked to purge."""

from cms.delivery.purging.services import Cdn
from cms.delivery.purging.tags import EVERYTHING, tags_to_purge


class FakeCdn(Cdn):
    """Notes what it is asked to purge."""

    def __init__(self):
        self.purges = []
        self.errors = []

    def names_of(self, keys):
        return [EVERYTHING] if keys is None else tags_to_purge(keys, most=500)

    def purge(self, names):
        self.purges.append(list(names))
        if self.errors:
            raise self.errors.pop(0)
