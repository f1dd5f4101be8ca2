"""The words of the screen before addresses change."""

OUTCOME = "What are readers of the old addresses to find?"
OUTCOMES = [
    ("page", "Another page, which replaces it"),
    ("address", "Another address"),
    ("gone", "A note that it was removed for good (410)"),
    ("nothing", "Nothing, as if it had never been there (404)"),
]
TARGET_PAGE = "Choose the page that comes closest. It stays right when that page moves."
TARGET_LINK = "A path of this site, such as /topics/knee/, or a full address that begins with https://."

NO_OUTCOME = "Choose what readers of the old addresses are to find."
NO_PAGE = "Choose the page that readers are to be sent to."
NO_LINK = "Type the address that readers are to be sent to."
PAGE_NOT_PUBLIC = "“{title}” is not public, so readers cannot be sent there. Choose one that is."
PAGE_GOES_TOO = "“{title}” is one of the pages that go. Choose one that stays."
BACK_TO_ITSELF = "This leads back to an address that goes. Type another one."
CANNOT_UNDO = "This cannot be undone any more: “{title}” has been changed since."
ALREADY_UNDONE = "This has been undone already."
