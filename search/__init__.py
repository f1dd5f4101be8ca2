"""What readers find: one search over articles, pages and trials.

May know the content apps; nothing knows it.
"""
