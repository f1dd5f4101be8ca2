"""What every endpoint of the delivery API needs: errors, query language, documents, the endpoint registry.

Wagtail's API v2 with its router, parameters and envelope; knows no kind of content. Apps register their
endpoints in `ready()`.
"""
