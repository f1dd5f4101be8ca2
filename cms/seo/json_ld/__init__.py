"""Structured data: one JSON-LD `@graph` for whatever has a reader address, in the words of schema.org 30.

Owns the nodes that every page has (publisher, site, breadcrumbs, the page itself) and those of the core's
blocks. It knows no kind of content: apps add theirs with `register_graph` and `register_block_nodes`.
"""
