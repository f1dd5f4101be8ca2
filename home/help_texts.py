"""The words that editors read beside the fields of the home page."""

HERO_TITLE = "The first words readers see. Leave it empty to use the page's title."
HERO_TEXT = "One or two sentences below them."
HERO_IMAGE = "The picture beside them."
HERO_LINK = "A button that leads on, to a page or to an address."
HERO_LINK_TEXT = "The words on the button."
FEATURED = "Pages shown first, in this order."
BODY = "Press + to add a block. The eye beside a block's name shows what it looks like."
