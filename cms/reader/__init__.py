"""The built-in reader: one shell for every path, and static modules that render from the public API.

It owns the HTTP side of a reader address (status, head, redirects) and the front end in `static/reader/`.
It must not know anything that a front end on another host could not read from the delivery API.
"""
