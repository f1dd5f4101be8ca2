"""The project: wiring (settings, addresses, server), and everything that is not one kind of content.

It may import every app; the apps below it (see ``pyproject.toml``, import contracts) never import it.
"""
