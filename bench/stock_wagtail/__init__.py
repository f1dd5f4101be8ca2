"""Stock Wagtail: what `wagtail start` and Wagtail's API guide lead to, with the benchmark's articles.

Only the two chooser blocks do more than stock: they expand what they point to, since a list of bare ids
would be no comparison.
"""
