"""robots.txt: what a site's settings say, a safe text where they say nothing, and what it would block."""
