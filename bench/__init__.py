"""Measurements: this project beside stock Wagtail, with the same articles, on the same machine, in one run.

`python -m bench` loads articles into two databases of its own, starts each project's server in turn and
prints requests per second, latency, SQL queries and memory. It asserts nothing: figures of a busy machine
are read by people. `docs/benchmarks.md` says how to read them.
"""
