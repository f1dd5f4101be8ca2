"""What goes though it was still true, because what it was made from has changed all the same.

Kept small: whatever else goes without need is a fault.
"""

# Every answer asks which sites there are and what is private; these change a few times a year.
SURROUNDINGS = {
    "a_page_above_becomes_private",
    "all_articles_become_private",
    "an_unrelated_page_becomes_private",
    "a_collection_becomes_private",
    "a_site_gets_another_name",
    "a_site_moves",
    "a_site_begins_elsewhere",
}
# The order of what a search finds depends on the words of everything that can be found.
RANKED = ("search=", "/search/")
# What shows a picture asks in which collection it is; conditions on pages are conditions on their place.
PLACES = {"an_image_moves_to_another_collection", "siblings_are_put_in_order", "a_page_is_moved_in_the_admin"}
# Beginnings of addresses that one change may drop, and why.
ALSO = {
    # What lies inside JSON is not in the log.
    "a_trial_is_new": ("/api/v2/trials/?countries",),
    # Lists read whole rows, with columns that only some show.
    "a_list_of_articles_gets_another_slug": ("/api/v2/pages/?type",),
    "titles_are_updated_silently": ("/api/v2/pages/?", "/api/v2/redirects/"),
    "trials_are_updated_silently": ("/api/v2/trials/",),
    "trials_are_imported": ("/api/v2/trials/",),
    "an_author_gets_another_role": ("/api/v2/authors/",),
    "an_author_loses_the_photo": ("/api/v2/authors/",),
    "an_image_is_described_otherwise": ("/api/v2/images/",),
    # A redirect leads to a page's card, which has a picture.
    "an_image_gets_a_focal_point": ("/api/v2/images/", "/api/v2/redirects/"),
    "a_file_of_an_image_is_replaced": ("/api/v2/redirects/",),
    "an_image_is_edited_in_the_admin": ("/api/v2/redirects/",),
    "an_image_is_deleted": ("/api/v2/redirects/", "/api/v2/pages/?type"),
    "an_article_is_published_in_the_admin": ("/api/v2/redirects/",),
    # `resolve/` too, where an address has become a redirect.
    "a_linked_article_gets_a_new_title": ("/api/v2/redirects/", "/api/v2/resolve/"),
    # A link to a document reads its title as well as its address.
    "a_document_is_called_something_else": ("/api/v2/pages/", "/api/v2/resolve/"),
    # Pages are looked up by slug and whole path; the path, which is long, is not in the log.
    "a_page_is_copied_with_what_is_below_it": ("/api/v2/resolve/",),
}


def is_inherent(change, address, status=200):
    """Tell whether this answer may go by this change though it stays true; that of a 404 is short anyway."""
    return (
        status != 200
        or change in SURROUNDINGS | PLACES
        or any(word in address for word in RANKED)
        or address.startswith(ALSO.get(change, "\0"))
    )
