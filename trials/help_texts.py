"""The words that editors read beside the fields of a trial."""

REGISTRY_ID = (
    "The number under which the trial is registered, such as NCT03818737. Leave it empty if you do not know "
    "it."
)
REGISTRY = "Who gave that number. Leave it empty and it is told from the number."
SLUG = "The last part of the trial's address when it has no number. It is filled from the title."
BRIEF_TITLE = (
    "The short title, as the registry has it. Readers see it in lists and at the top of the trial's page."
)
OFFICIAL_TITLE = "The full scientific title, if it differs."
OVERALL_STATUS = "How far the trial is, as the registry says."
LAST_KNOWN_STATUS = (
    "Only where the status is unknown: what it was when the registry was last told. The registry calls a "
    "status unknown when nobody has confirmed it for two years."
)
WHY_STOPPED = "Only for trials that were suspended, terminated or withdrawn: the reason that was given."
PHASES = "One phase, or two for a combined trial; none for a study that only observes."
STUDY_TYPE = "Whether a treatment is tried or people are only observed."
CONDITIONS = "The diseases or problems that are studied, one a line."
INTERVENTIONS = "What is tried, each with its kind."
SPONSOR = "The institution that is responsible for the trial."
ENROLMENT = "How many people take part, or are meant to."
DATE = "A year (2020), a month (2020-01 or January 2020) or a day (2020-01-15 or 15 January 2020)."
FIRST_POSTED = f"When the trial was registered. {DATE}"
LAST_UPDATE_POSTED = f"When the registry's record was last changed. {DATE}"
START = f"When it began or will begin. {DATE}"
COMPLETION = f"When it ended or is expected to end. {DATE}"
COUNTRIES = "Where it takes place, one country a line, in English: “South Korea”, not “Korea, Republic of”."
SITES = "Hospitals and towns, one a line, if they help readers."
HAS_RESULTS = "Tick it when results have been published in the registry."
URL = "The trial's page at the registry. It is filled from the number where that is possible."
SOURCE = "Where these facts come from, such as “ClinicalTrials.gov”."
AS_OF = f"When these facts were true: the day you, or the import, looked them up. {DATE}"
SUMMARIES = "Your own words for readers, at most one text in each language. Imports never touch them."
SUMMARY_LOCALE = "The language of this text."
SUMMARY_TEXT = "Two to four sentences: what is tried, on whom, and what is known."

TRIAL_LIST = "Clinical trials that you choose, trials that are found by what they study, or both."
TRIAL_LIST_TITLE = "A line above the list. May stay empty."
TRIAL_LIST_LAYOUT = "Full entries show all facts, the short list one line a trial."
TRIAL_LIST_TRIALS = "These come first, in this order."
TRIAL_LIST_QUERY = "More trials that meet everything you write here; the newest come first."
QUERY_CONDITION = "Words of the disease, such as “knee osteoarthritis”, in English as registries write them."
QUERY_INTERVENTION = "Words of the treatment, such as “mesenchymal stem cell”."
QUERY_STATUSES = "Tick the statuses that count. None means any."
QUERY_COUNTRY = "A country in English, such as “Malaysia”."
QUERY_MAXIMUM = "How many trials may be found."
TRIAL_LIST_MISSING = (
    "The list is empty: choose at least one trial here, or say under “Find trials” which ones to look for."
)
TRIAL_LIST_TWICE = "This trial is in the list already. Remove one of the two."
