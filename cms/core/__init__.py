"""What every kind of content stands on: base page, user, images, shared blocks, references and cards.

Owns the models that Wagtail lets a project swap, and the way one object is shown inside another. Knows
no kind of content: articles, trials and pages register themselves (cards, reference kinds).
"""
