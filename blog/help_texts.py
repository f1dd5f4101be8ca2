"""The words that editors read beside the fields of articles, authors and topics."""

INTRO = "A few lines above the list of articles."
SUMMARY = (
    "Two or three sentences that say what the reader will learn. Shown in lists and, if you write no other, "
    "by search engines."
)
BODY = "Press + to add a block. The eye beside a block's name shows what it looks like."
HERO_IMAGE = "The picture at the top and in lists."
AUTHORS = "Who wrote the article, in the order in which they are named."
TOPICS = "The conditions, treatments and places the article is about. Related articles are found by them."
TAGS = "Free keywords, separated by commas."
PUBLISHED_AT = "The day readers see as publication day. It is filled in when the article first goes live."
UPDATED_AT = "Change it when you change the substance, not for a comma: readers and search engines see it."
RELATED_ARTICLES = (
    "Articles to read next, in this order. The list is filled up with articles on the same topics."
)

AUTHOR_NAME = "The name as readers see it, without titles."
SLUG = "The last part of the address. It is filled from the name."
AUTHOR_CREDENTIALS = "Degrees and registrations, such as “MD, MRCP(UK)”."
AUTHOR_ROLE = "What the person does here, such as “Medical reviewer”."
AUTHOR_BIOGRAPHY = "A few lines on training and experience, so that readers know whom they trust."
AUTHOR_PHOTO = "A portrait."
PROFILE_LINKS = "Pages elsewhere that prove who this is: a register, a university, ORCID."

TOPIC_NAME = "The name in plain words."
TOPIC_KIND = "What kind of thing it is."
TOPIC_DESCRIPTION = "What readers see at the top of the topic's page."
TOPIC_SYNONYMS = "Other words for it, one a line. Search finds the topic by them."
TOPIC_CODES = "Codes in medical vocabularies. They tell search engines exactly what is meant."
