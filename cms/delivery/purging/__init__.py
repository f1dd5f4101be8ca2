"""Tells a CDN which of the answers that it holds are no longer true.

tags.py       the header by which a CDN knows an answer again
handover.py   takes what the store has dropped, one process for each host
queue.py      purges that wait, are sent, are tried again
services.py   Fastly, Cloudflare, Varnish
addresses.py  everything else, through Wagtail's front-end cache backends
"""
