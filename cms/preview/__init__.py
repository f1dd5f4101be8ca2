"""Preview of drafts in whatever front end the site's settings name.

Owns preview tokens, the stored drafts behind them and the endpoint that serves them. Knows no kind of
content: pages come with `wagtail-headless-preview`, snippets with the mixin here.
"""
