"""What a room rate includes and what it leaves out."""

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
    quote,
    related,
    table,
)

BODY = [
    paragraph(
        "“Gleneagles Kuala Lumpur room rates” was among the most read pages of our old blog. A list of "
        "rates looks useful, and misleads in two ways: it is out of date within a year, and the room is a "
        "small part of the bill. This page explains what a room rate usually covers in Malaysian private "
        "hospitals, what is charged on top, and how to get today's rate and a proper estimate."
    ),
    quote(
        "It may seem a strange principle to enunciate as the very first requirement in a Hospital that it "
        "should do the sick no harm.",
        attribution="Florence Nightingale, Notes on Hospitals, 1863",
    ),
    heading("The kinds of room"),
    table(
        "Rooms that most private hospitals offer",
        [("text", "Room"), ("number", "Beds"), ("rich_text", "Good to know")],
        ["Shared", "4", "Curtains, shared bathroom; the most that basic policies pay for"],
        ["Twin", "2", "One neighbour; quiet depends on luck"],
        ["Single", "1", "Own bathroom, often a sofa bed for a relative"],
        ["Suite", "1", "A sitting room; comfort, not better medicine"],
        [
            "High dependency or intensive care",
            "1",
            "Chosen by doctors, not by you; priced per day and much higher",
        ],
    ),
    picture(
        "hospital-room", caption="A single room. Whether a relative may stay, and what that costs, differs."
    ),
    heading("What the rate usually includes"),
    bullets(
        "the bed, cleaning, electricity and basic nursing;",
        "meals for the patient;",
        "a call bell that somebody answers.",
    ),
    heading("What usually comes on top"),
    bullets(
        "the doctors: surgeon, anaesthetist, and each visit to your bed;",
        "theatre, equipment and every plaster, glove and tube that is used;",
        "medicines, including those you take home;",
        "laboratory tests and scans;",
        "physiotherapy, special nursing, meals for a companion, parking.",
    ),
    callout(
        "information",
        "What the law caps",
        "Fees of doctors for consultations and procedures in private hospitals are limited by a schedule to "
        "the regulations under the Private Healthcare Facilities and Services Act 1998. Room rates, "
        "materials and medicines are not limited in that way, which is why two bills for the same operation "
        "can differ.",
    ),
    heading("How to get the current rate"),
    numbers(
        "Call the admission office and ask for the daily rate of each kind of room, with tax and service "
        "charges.",
        "Ask when a day begins and ends. Some hospitals count from midnight, others from the hour of "
        "admission.",
        "Ask what is charged if the room you want is full and you get a better or a worse one.",
        "Ask for the deposit, and how soon an unused part is paid back.",
        "Ask the surgeon's clinic for an estimate of the <i>whole</i> stay, and what would make it grow.",
    ),
    callout(
        "warning",
        "Mind the room limit of your policy",
        "Many policies pay up to a certain room rate. If you take a dearer room, some insurers cut "
        "<i>all</i> parts of the claim in proportion, not only the room. Ask before you upgrade.",
    ),
    heading("Public hospitals"),
    paragraph(
        "Ministry of Health hospitals have wards in classes. For citizens the daily charges are set by an "
        "order of the government, are very low in the third class, and include treatment for most people. "
        "The first class has fewer beds to a room and higher fees. Non-citizens pay considerably more. The "
        "hospital's revenue office can tell you the rates that apply to you."
    ),
    heading("Questions readers ask"),
    question(
        "Why do you not list the rates?",
        "We could only copy them, they change without notice, and a wrong figure may lead you to the wrong "
        "room. The admission office gives you the right one in two minutes.",
    ),
    question(
        "Can I ask for an itemised bill?",
        "Yes, and you should. Check the dates, the number of visits and anything you do not remember. Errors "
        "happen and are put right when somebody asks.",
    ),
    question(
        "Is a package price safer?",
        "Packages for births or knee replacements make costs easier to foresee. Read what happens in case "
        "of a complication or a longer stay; that is where packages end.",
    ),
    callout(
        "takeaway",
        "In short",
        "Ask for the whole estimate, not for the room rate; ask your insurer about limits; keep every "
        "receipt.",
        to=("Planning a first visit", "pantai-hospital-bangsar"),
    ),
    paragraph(
        "Choosing the doctor before the room? See "
        f"{link('gleneagles-kuala-lumpur-doctor-list', 'how to use a hospital doctor list')}."
    ),
    button("Planning care for an older relative?", page="retirement-homes-malaysia", style="secondary"),
    related(
        "Related",
        "gleneagles-kuala-lumpur-doctor-list",
        "stem-cell-therapy-malaysia-price",
        automatic=True,
        maximum=4,
    ),
]

ARTICLE = ArticleContent(
    slug="hospital-room-rates-malaysia",
    title="Hospital room rates in Malaysia: what they include and what they leave out",
    seo_title="Hospital room rates in Malaysia explained",
    search_description="What private hospital room rates usually cover, what is charged on top, and how to "
    "get a full estimate before admission.",
    summary="The room is a small part of the bill. What a room rate usually covers, what comes on top, and "
    "how to get a proper estimate before you are admitted.",
    hero="hospital-room",
    authors=["daniel-lim"],
    topics=["costs", "malaysia", "kuala-lumpur"],
    tags=["hospitals", "prices", "insurance"],
    published=date(2020, 1, 28),
    updated=date(2025, 3, 11),
    related=["gleneagles-kuala-lumpur-doctor-list", "pantai-hospital-bangsar"],
    old_paths=["/2019/01/gleneagles-kuala-lumpur-room-rates.html"],
    body=BODY,
)
