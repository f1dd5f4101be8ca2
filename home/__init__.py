"""The home page and plain pages: about, contact, policies. May know articles; nothing knows it."""
