"""The CDN that the settings name."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from cms.delivery.purging.services import Cdn, Cloudflare, Fastly, Varnish


def cdn() -> Cdn | None:
    """Return the CDN of `CDN_BACKEND`, None when there is none."""
    return _KINDS[settings.CDN_BACKEND]() if settings.CDN_BACKEND else None


def _fastly() -> Cdn:
    return Fastly(
        token=settings.FASTLY_API_TOKEN,
        service=settings.FASTLY_SERVICE_ID,
        is_soft=settings.CDN_SOFT_PURGE,
        most_tags=settings.CDN_MOST_TAGS,
    )


def _cloudflare() -> Cdn:
    return Cloudflare(
        token=settings.CLOUDFLARE_API_TOKEN,
        zone=settings.CLOUDFLARE_ZONE_ID,
        most_tags=settings.CDN_MOST_TAGS,
    )


def _varnish() -> Cdn:
    return Varnish(
        addresses=settings.VARNISH_ADDRESSES,
        is_soft=settings.CDN_SOFT_PURGE,
        most_tags=settings.CDN_MOST_TAGS,
    )


def _wagtail() -> Cdn:
    from cms.delivery.purging.addresses import AddressedCdn

    return AddressedCdn(
        sites=settings.CDN_SITES, backends=settings.WAGTAILFRONTENDCACHE, most=settings.CDN_MOST_TAGS
    )


_KINDS: dict[str, Callable[[], Cdn]] = {
    "fastly": _fastly,
    "cloudflare": _cloudflare,
    "varnish": _varnish,
    "wagtail": _wagtail,
}
