"""Sitemaps: what search engines may find, on the reader's addresses, streamed whatever its size.

`/sitemap.xml` names the parts, `/sitemaps/articlepage-3-0.xml` is one of them. It knows no kind of content
but pages: apps add theirs with `register_source`.
"""
