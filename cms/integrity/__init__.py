"""What would happen if: what a new slug, a move, unpublishing or deletion would touch, before it does.

One screen in the admin shows the addresses concerned, the other languages, the menus and the links that lead
there, asks what readers of the old addresses are to find, and does it in one step, which another one undoes.
What becomes of the addresses is the business of `cms.redirects`.
"""
