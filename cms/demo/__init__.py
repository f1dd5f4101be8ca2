"""Demo content: a small health publisher to look at, to search in and to build a front end against.

It owns the texts, drawings and example records and the functions that put them into an empty site. It never
changes what exists: every function creates what is missing, by a key that outlives editing, and leaves the
rest alone. Nothing else in the project may import it, and it imports no tests.
"""
