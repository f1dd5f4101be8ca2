"""Ear, nose and throat: which problem needs whom."""

from datetime import date

from cms.demo.writing import (
    ArticleContent,
    bullets,
    button,
    callout,
    heading,
    link,
    numbers,
    paragraph,
    picture,
    question,
    related,
    table,
)

BODY = [
    paragraph(
        "Ear, nose and throat doctors, in full otorhinolaryngologists, look after hearing, balance, "
        "breathing, smell, swallowing and the voice. Much of what brings people to them can be treated by a "
        "family doctor. Some of it cannot wait at all. This page sorts the two, and helps you to find the "
        "right specialist in Malaysia."
    ),
    picture(
        "ear",
        caption="Sound reaches the inner ear through a canal, a drum and three tiny bones. Each can be the "
        "culprit.",
    ),
    callout(
        "warning",
        "Go today, not next week",
        "Sudden loss of hearing in one ear; a swollen, painful area behind the ear with fever; a nosebleed "
        "that does not stop after twenty minutes of firm pressure; noisy breathing or drooling with a sore "
        "throat; a button battery in the nose or swallowed.",
    ),
    heading("Which problem needs whom"),
    table(
        "From complaint to specialist",
        [("text", "Complaint"), ("rich_text", "First step"), ("rich_text", "When to see an ENT specialist")],
        ["Blocked ear", "Family doctor: often wax", "Pain, discharge, or hearing that does not return"],
        ["Ringing in the ears", "Hearing test", "One-sided, pulsing, or with dizziness"],
        [
            "Blocked nose",
            "Salt-water rinse, allergy treatment",
            "One side only, blood, or longer than three months",
        ],
        [
            "Sore throat",
            "Time, fluids, pain relief",
            "Many bouts a year, or one tonsil larger than the other",
        ],
        ["Hoarse voice", "Rest the voice, stop smoking", "<b>Longer than three to four weeks</b>, always"],
        ["Snoring", "Weight, sleeping on the side", "Pauses in breathing, sleepiness by day"],
        ["Lump in the neck", "Family doctor", "Longer than two to three weeks"],
    ),
    callout(
        "information",
        "A disease to know in this region",
        "Cancer of the nasopharynx, the space behind the nose, is more common in southern China and South "
        "East Asia than elsewhere. A painless lump in the neck, a blocked ear on one side in an adult, or "
        "repeated blood in the mucus deserve a look by a specialist.",
    ),
    heading("Inside the specialty"),
    paragraph(
        "In larger hospitals ENT surgeons concentrate on a part of the field. Ask for the one you need:"
    ),
    bullets(
        "<b>Otology:</b> ears, hearing implants, balance;",
        "<b>Rhinology:</b> nose, sinuses, allergy;",
        "<b>Laryngology:</b> voice and swallowing;",
        "<b>Head and neck surgery:</b> lumps and tumours;",
        "<b>Paediatric ENT:</b> children's ears, tonsils and airways.",
    ),
    paragraph(
        "They work with audiologists, who test hearing and fit hearing aids, and with speech therapists. A "
        "shop that sells hearing aids is no substitute for a test by an audiologist who sells none."
    ),
    heading("Finding one"),
    numbers(
        "See a family doctor first, unless the list above says “today”. Ask for a letter.",
        "Decide on public or private: teaching hospitals have the whole range, private ones are quicker.",
        "Look the name up in the National Specialist Register under otorhinolaryngology.",
        "If an operation is suggested, ask how often the surgeon does it and what happens if you wait.",
    ),
    heading("Children's tonsils and ears"),
    paragraph(
        "Fewer tonsils are taken out today than a generation ago. Surgery is considered for many proven "
        "infections within a year, or when large tonsils disturb breathing at night. Fluid behind the "
        "eardrum is common and mostly clears within three months; that is why doctors wait before "
        "suggesting grommets. Both decisions can be talked over twice."
    ),
    callout(
        "tip",
        "Nothing smaller than your elbow",
        "Ears clean themselves. Cotton buds push wax in and can hurt the drum. Drops soften wax; a nurse or "
        "doctor can remove what stays.",
    ),
    heading("Questions readers ask"),
    question(
        "Can you recommend the best ENT doctor in Malaysia?",
        "We do not rank doctors. The steps above lead you to one who is trained for your problem. About "
        f"ratings read {link('sjmc-doctor-list', 'how to read doctor reviews')}.",
    ),
    question(
        "What does a visit cost?",
        "Ask for the consultation and for the camera examination of nose or throat, which is often charged "
        "separately. A hearing test is another item.",
    ),
    question(
        "Are antibiotics needed for sinusitis?",
        "Seldom in the first ten days. Most cases are caused by viruses and get better without them. Severe "
        "pain, swelling around an eye or a high fever are different: see a doctor at once.",
    ),
    button("How to use a hospital's doctor list", page="gleneagles-kuala-lumpur-doctor-list"),
    related("Related", "gleneagles-kuala-lumpur-doctor-list", "sjmc-doctor-list", automatic=True, maximum=4),
]

ARTICLE = ArticleContent(
    slug="ent-specialists-malaysia",
    title="ENT specialists in Malaysia: which problem needs whom",
    search_description="When an ear, nose or throat problem can wait, when it cannot, and how to find the "
    "right ENT specialist in Malaysia.",
    summary="Most ear, nose and throat troubles start with a family doctor, some need a specialist today. "
    "How to sort them and find the right one.",
    hero="ear",
    authors=["aisha-rahman"],
    topics=["choosing-a-doctor", "malaysia", "ear-nose-and-throat"],
    tags=["ENT", "doctors", "Malaysia"],
    published=date(2020, 3, 26),
    updated=date(2024, 12, 5),
    reviewed_by="meera-pillai",
    reviewed_days_ago=90,
    review_due_in_days=270,
    related=["gleneagles-kuala-lumpur-doctor-list", "skin-specialists-kuala-lumpur"],
    old_paths=["/2018/04/best-ent-specialists-malaysia.html"],
    body=BODY,
)
