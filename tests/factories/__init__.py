"""Objects for tests: saved as editors save them, in a real page tree, with real files and revisions."""
