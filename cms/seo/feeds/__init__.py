"""Feeds: what is new on a site, in a section, about a topic, as RSS, Atom and JSON Feed.

It knows no kind of content: apps say what is new at a reader's path with `register_feeds`.
"""
