"""The words that editors read in and around body blocks: descriptions, hints, and what is wrong.

A problem is one sentence or two: what is wrong, and what would be right.
"""

from __future__ import annotations

from typing import Final

# The groups of the block picker, in editors' words.
GROUP_TEXT: Final = "Text"
GROUP_MEDIA: Final = "Pictures and video"
GROUP_FACTS: Final = "Facts and figures"
GROUP_LINKS: Final = "Links and further reading"

HEADING: Final = "Opens a section. Readers find the headings in the table of contents."
HEADING_TEXT_MISSING: Final = "The heading has no words. Write it, or delete this block."
HEADING_LEVEL: Final = "2 opens a section, 3 a part of that section, 4 a part of that part."
HEADING_ANCHOR: Final = (
    "The end of the address that leads straight to this heading. It is made from the words when you save, "
    "and then stays as it is so that links keep working."
)
HEADING_FIRST_LEVEL: Final = "The first heading of the text must have level 2. Change its level to 2."
HEADING_SKIPS_LEVEL: Final = (
    "This heading jumps from level {previous} to level {level}. Change it to level {expected} or a smaller "
    "number, or put a heading of level {expected} before it."
)
HEADING_LEVEL_MISSING: Final = "The heading has no level. Choose 2, 3 or 4."

PARAGRAPH: Final = "Running text with bold, italic, links and short lists."
PARAGRAPH_MISSING: Final = "This paragraph is empty. Write something, or delete the block."

BULLET_LIST: Final = "Points in no particular order, each with a bullet."
NUMBERED_LIST: Final = "Steps or points in an order, each with a number."
LIST_MISSING: Final = "This list has no points. Add at least one, or delete the block."
LIST_ITEM_MISSING: Final = "This point is empty. Write something, or delete the point."

QUOTE: Final = "Somebody's own words, with their name."
QUOTE_TEXT_MISSING: Final = "The quotation is empty. Write it, or delete the block."
QUOTE_ATTRIBUTION: Final = "Who said or wrote it, for example a person and their role."
QUOTE_SOURCE_URL: Final = "Where it can be read in full, if that is on the web."

CALLOUT: Final = "A box that stands out: information, a tip, a warning, a disclaimer or a key message."
CALLOUT_KIND: Final = "Sets the colour and the symbol of the box."
CALLOUT_TITLE: Final = "A few words at the top of the box; may be left empty."
CALLOUT_EMPTY: Final = "This box has no text. Write what readers should notice, or delete the block."

QUESTION: Final = "One question that readers ask, and its answer."
QUESTION_MISSING: Final = "The question is missing. Write it as a reader would ask it."
ANSWER_MISSING: Final = "The answer is missing. Write it, or delete the block."

IMAGE: Final = "A picture with a description for people who cannot see it, a caption and a credit."
IMAGE_CAPTION: Final = "Shown under the picture."
IMAGE_CREDIT: Final = "Who made the picture. Leave this empty to use the credit that is stored with it."

IMAGE_MISSING: Final = "No picture is chosen. Choose one, or delete the block."

EMBED: Final = "A video or another player from a well-known site, such as YouTube or Vimeo."
EMBED_URL: Final = "Copy the address of the video's page, for example https://www.youtube.com/watch?v=…"
EMBED_CAPTION: Final = "Shown under the player."
EMBED_URL_MISSING: Final = "The address of the video is missing. Paste it, or delete the block."
EMBED_UNKNOWN_PROVIDER: Final = (
    "We do not know how to show a player for this address. Use the address of a video on YouTube, Vimeo or "
    "another well-known site, or put in a link instead."
)
EMBED_NOT_FOUND: Final = (
    "The site did not give us a player for this address. Check that the video exists and that everybody may "
    "see it, then save again."
)

TABLE: Final = "Rows and columns, for comparisons. Each column holds words, formatted text or numbers."
TABLE_NO_COLUMNS: Final = "This table has no columns. Add at least one, or delete the block."
TABLE_NO_ROWS: Final = "This table has no rows. Add at least one, or delete the block."
TABLE_RAGGED: Final = "Row {row} has {found} cells, but the table has {expected} columns. Fill or remove it."
TABLE_HEADING_MISSING: Final = "Column {column} has no heading. Say in a word or two what stands in it."

PRICE_RANGE: Final = "What something costs: from, to, currency, for what, where and as of when."
PRICE_LOW: Final = "The lowest price. If there is only one price, fill in only this."
PRICE_HIGH: Final = "The highest price; may be left empty."
PRICE_UNIT: Final = "For what one pays this price, for example “per knee” or “per session”."
PRICE_PLACE: Final = "Where this price holds: a country, a city or a clinic."
PRICE_AS_OF: Final = "The day when this price was true. Readers see how old it is."
PRICE_SOURCE: Final = "Who names this price, for example a clinic's price list."
PRICE_SOURCE_URL: Final = "Where it can be checked, if that is on the web."
PRICE_MISSING: Final = "The price is missing. Fill in the lowest price, or delete the block."
PRICE_NEGATIVE: Final = "A price cannot be less than zero."
PRICE_HIGH_BELOW_LOW: Final = "The highest price ({high}) is below the lowest ({low}). Correct one of them."

LINK_TEXT: Final = "The words that readers click."
LINK_PAGE: Final = "A page of this site. If it moves, the link follows."
LINK_URL: Final = (
    "An address elsewhere, starting with https://, or an e-mail address as in mailto:name@example.org."
)
LINK_BOTH: Final = "The link has both a page and an address. Keep one of them."
LINK_TARGET_MISSING: Final = "The link leads nowhere. Choose a page or fill in an address."
LINK_TEXT_MISSING: Final = "The link has no words. Write what readers click."

LINK_BUTTON: Final = "A button that leads to a page of this site or to another site."
LINK_BUTTON_STYLE: Final = "The main button stands out; use it once per page at most."

REFERENCES: Final = "The list of sources: studies, trials and pages that the text rests on."
REFERENCE_CITATION: Final = "Authors, title, journal and year, as you would print it."
REFERENCE_KIND: Final = "What kind of number or address identifies the source."
REFERENCE_IDENTIFIER: Final = (
    "For example 10.1000/xyz123 (DOI), 31234567 (PubMed), NCT01234567 (trial registry) or https://…"
)
REFERENCES_MISSING: Final = "The list of sources is empty. Add one, or delete the block."
REFERENCE_CITATION_MISSING: Final = "The source has no title. Write authors, title and year."
REFERENCE_IDENTIFIER_MISSING: Final = (
    "The source has no number or address by which readers find it. Fill it in."
)
DOI_MALFORMED: Final = (
    "“{identifier}” is no DOI. A DOI starts with 10 and a dot, and a slash follows, as in 10.1000/xyz123."
)
PMID_MALFORMED: Final = "“{identifier}” is no PubMed number. That is up to eight digits, as in 31234567."
REGISTRY_MALFORMED: Final = (
    "“{identifier}” is no trial registry number that we know. Write it as the registry does, as in "
    "NCT01234567 or ISRCTN12345678."
)

ADDRESS_MALFORMED: Final = "“{address}” is no web address. It must start with https:// or http://."
LINK_ADDRESS_MALFORMED: Final = (
    "“{address}” is no address that a link can lead to. Start it with https://, with / for a page of this "
    "site, with # for a heading of this page, or with mailto: or tel:."
)

RELATED_POSTS: Final = "Further articles: those that you choose, and others on the same topics if you like."
RELATED_POSTS_TITLE: Final = "Stands above the articles; may be left empty."
RELATED_POSTS_PAGES: Final = "These come first, in this order."
RELATED_POSTS_AUTOMATIC: Final = "Fill up with articles that share topics, tags or trials with this one."
RELATED_POSTS_MAXIMUM: Final = "How many articles to show at most, chosen ones included."
RELATED_POSTS_MISSING: Final = "No article is chosen. Choose one, or let them be found automatically."
RELATED_POSTS_PAGE_MISSING: Final = "No article is chosen here. Choose one, or delete the entry."
RELATED_POSTS_TWICE: Final = "This article is chosen twice. Remove one of the two."
