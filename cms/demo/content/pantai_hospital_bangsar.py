"""Preparing a first visit."""

from datetime import date

from cms.demo.writing import (
    ArticleContent,
    bullets,
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
        "Pantai Hospital Kuala Lumpur is the private hospital on the hill in Bangsar. If you have been told "
        "to “see somebody at Pantai”, this page will help you to arrive with the right papers, at the right "
        "desk, with the right questions. It works for most private hospitals in the Klang Valley."
    ),
    callout(
        "disclaimer",
        "We are not the hospital",
        "Lutut Health has no connection with any hospital named on this site. Telephone numbers, clinic "
        "days and doctors change; take them from the hospital itself.",
    ),
    heading("Before you book"),
    bullets(
        "<b>Know what you need.</b> “An orthopaedic surgeon for a knee that locks” finds the right person; "
        "“a good doctor” does not.",
        "<b>Ask about fees.</b> For a first consultation, and for the tests that usually come with it.",
        "<b>Ask your insurer.</b> Is this hospital on the panel? Are outpatient visits covered at all?",
        "<b>Ask about language.</b> Most clinics can arrange for Malay, English, Mandarin or Tamil.",
    ),
    heading("What to bring"),
    table(
        "The folder that saves an hour",
        [("text", "Bring"), ("rich_text", "Why")],
        ["Identity card or passport", "Registration; the name must match the insurance"],
        ["Insurance card and policy number", "For the guarantee letter, if there is an admission"],
        ["Referral letter", "Your doctor's reasoning in ten lines"],
        [
            "Old scans and reports",
            "On a disc or a stick; <b>without them tests are repeated at your expense</b>",
        ],
        [
            "All medicines, or a photograph of the boxes",
            "Names and doses, supplements and traditional medicine too",
        ],
        ["A list of allergies and operations", "Somebody will ask three times"],
    ),
    heading("On the day"),
    numbers(
        "Allow time for parking and the lift. Hospitals on hills have little of the first and queues for "
        "the second.",
        "Register at the counter of the clinic, not at the main desk, unless you are told otherwise.",
        "Say at once if you are in pain, feel faint, or may have something catching.",
        "Give your three questions to the doctor at the start.",
        "Ask for the plan in writing: diagnosis, medicine, next date, and when to come back sooner.",
    ),
    picture(
        "city-skyline",
        caption="Kuala Lumpur has many private hospitals; most visits work in the same way.",
        decorative=True,
    ),
    heading("If you are told that you need an operation"),
    paragraph(
        "Unless it is an emergency you have time. Ask what happens without it, how often this surgeon does "
        "it, what the usual complications are, and how long until you can work and drive. Ask for a written "
        "estimate of the whole bill, and read our article on "
        f"{link('hospital-room-rates-malaysia', 'room rates and what they leave out')}. A second opinion is "
        "normal."
    ),
    callout(
        "tip",
        "Take somebody along",
        "Most people remember less than half of what a doctor says, and least of all after bad news. A "
        "second pair of ears helps more than a recording.",
    ),
    heading("Public or private?"),
    paragraph(
        "Everything urgent is treated in public hospitals too, and some services, such as large trauma and "
        "burns units, are strongest there. For citizens the fees are a small fraction of private ones; the "
        "price is waiting for what is not urgent. Many people use both: a private clinic for the diagnosis, "
        "a public hospital for the long treatment. Ask early whether your records can move with you."
    ),
    heading("Questions readers ask"),
    question(
        "Is there a doctor list with reviews?",
        "The hospital has a directory. About reviews read "
        f"{link('sjmc-doctor-list', 'what they can and cannot tell you')}.",
    ),
    question(
        "Can I claim from insurance afterwards?",
        "Often yes, for what the policy covers. Keep every receipt, the itemised bill and the medical "
        "report; insurers ask for originals and have time limits.",
    ),
    question(
        "Can a relative stay with me?",
        "In a single room usually yes, for a fee; in a shared room often only during visiting hours. "
        "Children are the exception: one parent may nearly always stay. Ask when you book.",
    ),
    question(
        "May I record the conversation?",
        "Ask first. Most doctors agree to a short summary at the end.",
    ),
    related(
        "Related",
        "gleneagles-kuala-lumpur-doctor-list",
        "hospital-room-rates-malaysia",
        "skin-specialists-kuala-lumpur",
        automatic=True,
        maximum=5,
    ),
]

ARTICLE = ArticleContent(
    slug="pantai-hospital-bangsar",
    title="Pantai Hospital Kuala Lumpur (Bangsar): planning a first visit",
    search_description="What to ask before you book, what to bring and what to do on the day at Pantai "
    "Hospital Kuala Lumpur and other private hospitals.",
    summary="What to ask before you book, which papers save an hour, and what to do if you are told that "
    "you need an operation.",
    hero="city-skyline",
    authors=["daniel-lim"],
    topics=["choosing-a-doctor", "kuala-lumpur"],
    tags=["hospitals", "doctors", "Kuala Lumpur"],
    published=date(2020, 2, 6),
    updated=date(2024, 9, 17),
    related=["gleneagles-kuala-lumpur-doctor-list", "hospital-room-rates-malaysia"],
    old_paths=["/2018/02/pantai-hospital-kuala-lumpur-doctor-list.html"],
    body=BODY,
)
