"""Reading reviews of doctors."""

from datetime import date

from cms.demo.writing import (
    ArticleContent,
    bullets,
    callout,
    heading,
    link,
    numbers,
    out,
    paragraph,
    picture,
    question,
    related,
    table,
)

BODY = [
    paragraph(
        "Subang Jaya Medical Centre, SJMC for short, is a large private hospital in Subang Jaya, west of "
        "Kuala Lumpur. “SJMC doctor list and reviews” is what people type when a family member needs a "
        "specialist there. The hospital publishes the list itself, and it is the only one that is up to "
        "date. About the reviews there is more to say."
    ),
    heading("What a review can tell you, and what it cannot"),
    table(
        "Stars, stories and what they are worth",
        [("text", "You want to know"), ("rich_text", "Can a review tell you?"), ("text", "Better source")],
        ["Is the doctor kind, does he or she listen?", "Yes, if many say the same", "Your own first visit"],
        ["How long will I wait?", "Roughly", "The clinic's nurse"],
        ["Is the diagnosis right?", "<b>No</b>", "A second opinion"],
        [
            "Are the results good?",
            "<b>No</b>: the writer has nothing to compare with",
            "The doctor's own numbers; published audits",
        ],
        ["Is the price fair?", "Seldom; other patients had other problems", "A written estimate"],
        ["Is this person qualified?", "<b>No</b>", "The registers below"],
    ),
    paragraph(
        "People write when they are delighted or furious. The many who were treated decently and went home "
        "are silent. A handful of reviews therefore says very little, and a perfect score from a handful "
        "says less."
    ),
    callout(
        "tip",
        "Read the middle",
        "Reviews with two to four stars are often the most useful. They describe what happened instead of "
        "praising or punishing.",
    ),
    heading("Signs that reviews are not what they seem"),
    bullets(
        "a dozen of them within a few days, then nothing for a year;",
        "the same phrases in several, or the clinic's full name in every one;",
        "writers who have praised a restaurant, a dentist and a law firm in three countries on one day;",
        "a discount or a gift in exchange for stars.",
    ),
    paragraph(
        "Doctors, for their part, can hardly answer: what you told them is confidential. A reply that gives "
        "away details of a patient's illness should worry you more than the complaint above it."
    ),
    heading("A better way to choose"),
    numbers(
        "Ask your family doctor whom <i>they</i> would see. They read the letters that come back.",
        f"Look the name up with the {out('https://mmc.gov.my', 'Malaysian Medical Council')} and the "
        f"{out('https://nsr.org.my', 'National Specialist Register')}.",
        "Look at the hospital's own page for languages, clinic days and fields of interest.",
        "Call and ask how soon you can be seen, and by whom if the doctor is away.",
        "After the first visit, ask yourself one thing: did I understand what was said?",
    ),
    picture("hospital", caption="A hospital's own directory is the only list that knows who is on leave."),
    heading("If you are the one who writes"),
    paragraph(
        "Your experience can help others. Say what the visit was for in general terms, what was explained, "
        "how the staff behaved and how long you waited. Leave out names of nurses and details of your "
        "illness that you would not want an employer to read. Do not guess at other patients' results."
    ),
    callout(
        "information",
        "A complaint is not a review",
        "If something went wrong, write to the hospital's patient services first: private hospitals in "
        "Malaysia must have a procedure for complaints. For a doctor's conduct the Malaysian Medical "
        "Council is responsible, for a facility the Ministry of Health.",
    ),
    heading("Questions readers ask"),
    question(
        "Which specialties does SJMC have?",
        "A wide range, as large private hospitals do, among them heart, cancer, bone and joint, and child "
        "health. Ask the hospital for the current list rather than trust one on a blog, ours included.",
    ),
    question(
        "Do you rank doctors?",
        "No. We would have to know the results of each, adjusted for how ill the patients were. Nobody "
        "publishes that here, so any ranking would be made up.",
    ),
    question(
        "Can I change doctors during treatment?",
        "Yes. Ask for a report and copies of your results so that the next one does not start from nothing.",
    ),
    callout(
        "takeaway",
        "Remember",
        "Use reviews for the waiting room, registers for the qualification, and a second opinion for the "
        "diagnosis.",
        to=("How to use a doctor list", "gleneagles-kuala-lumpur-doctor-list"),
    ),
    paragraph(
        "Looking at treatment for a joint? Read "
        f"{link('stem-cell-therapy-for-knees-in-malaysia', 'our guide to knees in Malaysia')} before you "
        "book."
    ),
    related(
        "Related", "gleneagles-kuala-lumpur-doctor-list", "pantai-hospital-bangsar", automatic=True, maximum=4
    ),
]

ARTICLE = ArticleContent(
    slug="sjmc-doctor-list",
    title="SJMC doctor list and reviews: how to read them",
    search_description="Where to find the current doctor list of Subang Jaya Medical Centre, and what "
    "online reviews of doctors can and cannot tell you.",
    summary="Reviews can tell you about the waiting room, not about the diagnosis. How to use the doctor "
    "list of Subang Jaya Medical Centre, and any other.",
    hero="checklist",
    authors=["daniel-lim"],
    topics=["choosing-a-doctor", "malaysia"],
    tags=["hospitals", "doctors", "reviews"],
    published=date(2020, 2, 20),
    updated=date(2024, 9, 10),
    related=["gleneagles-kuala-lumpur-doctor-list", "pantai-hospital-bangsar"],
    old_paths=["/2018/03/subang-jaya-medical-centre-doctor-list.html"],
    body=BODY,
)
