"""The addresses of the files that a site has beside its pages; they come before the reader's own."""

from __future__ import annotations

from django.urls import path, re_path

from cms.seo.feeds.views import feed
from cms.seo.llms import llms_txt
from cms.seo.robots_txt.views import robots_txt
from cms.seo.sitemaps.views import sitemap_index, sitemap_part

urlpatterns = [
    path("robots.txt", robots_txt),
    path("llms.txt", llms_txt),
    path("sitemap.xml", sitemap_index),
    re_path(r"^feeds/(?P<place>(?:[^/]+/)*)(?P<file>rss\.xml|atom\.xml|feed\.json)$", feed),
    re_path(
        r"^sitemaps/(?P<source>[a-z]+)(?:-(?P<section>\d{1,15}))?-(?P<number>\d{1,12})\.xml(?P<packed>\.gz)?$",
        sitemap_part,
    ),
]
