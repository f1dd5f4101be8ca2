"""The words that editors read beside the fields that every page has."""

TITLE = "What readers see at the top of the page and in lists."

SLUG = "The last part of the page's address. It is filled from the title; letters, digits and hyphens."
SEO_TITLE = (
    "What search engines show as the headline. Leave it empty to use the page's title. About 60 characters "
    "are shown."
)
SEARCH_DESCRIPTION = (
    "One or two sentences that search engines show below the headline. Leave it empty to use the summary. "
    "About 155 characters are shown."
)
CANONICAL_URL = (
    "Only if this page repeats another one: the full address of the original, so that search engines show "
    "that one."
)
ROBOTS_NOINDEX = "Ask search engines not to show this page in their results."
ROBOTS_NOFOLLOW = "Ask search engines not to follow the links on this page."
ROBOTS_SECTION = (
    "What search engines are asked to do with this page and all pages below it. A page further down that "
    "says something here itself goes by that."
)
SITE_ROBOTS = "What search engines are asked to do where neither a page nor a section above it says anything."
ROBOTS_TXT = (
    "What programs that visit the site are told at /robots.txt. Leave it empty for a text that lets them "
    "read everything that readers can. The addresses of the sitemaps are added by themselves."
)
SOCIAL_TITLE = (
    "The headline when someone shares this page. Leave it empty to use the title for search engines."
)
SOCIAL_DESCRIPTION = "The text below it. Leave it empty to use the description for search engines."
SOCIAL_IMAGE = (
    "The picture when someone shares this page, at best 1200 by 630 pixels. Leave it empty to use the page's "
    "own picture."
)
SCHEMA_TYPE = "What the page is, in the words of schema.org. Automatic is right for nearly every page."

REVIEWED_BY = "Who checked the medical content. Readers see the name and the date."
LAST_REVIEWED_AT = "The day of that check."
NEXT_REVIEW_AT = "When it must be checked again. Editors are reminded, readers are told when it is overdue."
NOT_YET = "Not yet"

IMAGE_CREDIT = "Who made the picture or holds the rights, as it should be printed beside it."

ORGANISATION_NAME = "The publisher's name, as readers and search engines see it."
ORGANISATION_DESCRIPTION = "One or two sentences on who publishes this site."
ORGANISATION_PROFILES = "The publisher's pages elsewhere, one address a line (social networks, registers)."
CONTACT_EMAIL = "Where readers can write to. It is public."
LOGO = "The publisher's logo."
DEFAULT_SOCIAL_IMAGE = "Shown when someone shares a page that has no picture of its own."
NAVIGATION = "The main menu. Each entry leads to a page or to an address, and may have entries below it."
FOOTER_TEXT = "The closing lines of every page."
FOOTER_LINKS = "The links below them."
DISCLAIMERS = "Standing notes, such as “not medical advice”, that front ends show where they belong."

NAVIGATION_LABEL = "The words of the entry; the page's title if left empty."
NAVIGATION_LABELS = (
    "Without words of its own, a link to a page shows the title of its translation, and any other link the "
    "words above."
)
NAVIGATION_LABEL_URL = "Only for a link to an address, where it is another one in this language."
DISCLAIMER_LANGUAGE = (
    "Leave empty for all languages. A note with the same key and a language takes its place there."
)
LANGUAGE_TEXTS = "The texts of the site in other languages; what is left empty stays in the main language."
NAVIGATION_PAGE = "The page it leads to; its address follows the page when it moves."
NAVIGATION_URL = "Or an address, such as https://example.org or /trials/."
