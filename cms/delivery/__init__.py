"""Answers kept as bytes: what they were made from, when they stop being true, and how they are handed out.

Knows requests, SQL and bytes, and no kind of content.
"""
