"""The words that editors read beside the fields of a redirect, and the sentences of what is refused."""

OLD_PATH = (
    "The address that no longer works, for example /old-article/. Capitals and the last slash do not matter. "
    "With a question mark, as in /page?id=7, only this very query is meant."
)
SITE = "Leave it at all sites unless several sites have different content at this address."
STATUS = (
    "Moved for good is right for nearly all. Moved for a while keeps the old address in search engines. Gone "
    "tells readers and search engines that it was removed on purpose; it needs no target."
)
MATCH = (
    "Everything below /old/ is for example /old/a/ and /old/a/b/. Pages that are published below it keep "
    "their own address. “Each to its place” sends /old/a/ to /new/a/, and suits a section that moved."
)
REDIRECT_PAGE = "The best target: it stays right when the page moves."
REDIRECT_LINK = (
    "For anything that is no page: a path of this site, such as /topics/knee/, or a full address that begins "
    "with https://."
)

NO_TARGET = "Choose a page or type an address, or choose “410: gone” if there is no replacement."
TWO_TARGETS = "Choose a page or type an address, not both."
GONE_WITH_TARGET = "An address that is gone leads nowhere: leave the page and the address empty."
GONE_WITH_REST = (
    "What is gone has no target, so choose “This address and everything below it, all to the one target”."
)
BAD_LINK = (
    "This is no address that browsers can be sent to. Type a path that begins with one slash, such as "
    "/topics/knee/, or a full address that begins with https://."
)
FOREIGN_OLD_PATH = (
    "{host} is none of the sites here. Type the part of the address that follows the host, such as /old/."
)
OTHER_SITE = "This address is on {host}, but the redirect is for {site}."
TWICE = "There is already a redirect from this address: {old_path}. Change that one instead."
SHADOWED = (
    "“{title}” is published at this address, so the redirect would never be used. Unpublish it or change its "
    "address first."
)
NOT_PUBLIC = (
    "It was saved, but the page that it leads to is not public, so readers are told that nothing is here."
)
