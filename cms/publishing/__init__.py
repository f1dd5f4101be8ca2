"""Publishing as one event: the only listener to Wagtail's and Django's signals about content.

Emits an immutable `ContentChanged` after commit; other apps register handlers. Knows no kind of content.
"""
