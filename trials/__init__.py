"""Clinical trials: the facts as registries publish them, an editor's summary per language, import and lists.

Knows the core and the shared machinery; knows neither articles nor pages, which refer to trials by name.
"""
