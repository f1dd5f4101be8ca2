"""Articles, the people who write and check them, and what they are about.

May know trials; must not know the home pages or the search.
"""
