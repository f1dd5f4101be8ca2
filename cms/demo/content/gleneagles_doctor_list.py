"""How to use a hospital's own list of doctors."""

from datetime import date

from cms.demo.writing import (
    ArticleContent,
    bullets,
    button,
    callout,
    heading,
    link,
    numbers,
    out,
    paragraph,
    picture,
    question,
    quote,
    related,
    table,
)

BODY = [
    paragraph(
        "Gleneagles Hospital Kuala Lumpur stands on Jalan Ampang and is one of the large private hospitals "
        "of the city. Readers used to come here for a copy of its doctor list. We no longer print one: "
        "doctors move, retire and change their clinic days, and a stale name can cost you a wasted morning. "
        "The hospital keeps its own directory. What we can add is how to use such a list well."
    ),
    callout(
        "information",
        "Where the current list is",
        "On the hospital's website under “find a doctor”, and by telephone through its appointment line. "
        "Both can tell you who is on leave, which a printed list cannot.",
    ),
    heading("Start with the complaint, not with the name"),
    paragraph(
        "A large hospital has several dozen specialties, and the name on the door does not always tell a lay "
        "person who treats what. This table covers the questions we hear most."
    ),
    table(
        "Who treats what",
        [("text", "If the trouble is …"), ("text", "Start with"), ("text", "You may be passed on to")],
        ["A worn or injured knee", "Orthopaedic surgery", "Physiotherapy, sports medicine"],
        ["Chest pain on exertion", "Cardiology", "Cardiothoracic surgery"],
        ["Heartburn, change of bowel habit", "Gastroenterology", "General or colorectal surgery"],
        ["A rash or a changing mole", "Dermatology", "Plastic surgery"],
        ["Hearing, nose or throat", "Otorhinolaryngology (ENT)", "Audiology"],
        ["Not sure, or several things at once", "Internal medicine or a family doctor", "Whoever is right"],
    ),
    callout(
        "warning",
        "Some things do not wait for a list",
        "Crushing chest pain, sudden weakness or trouble speaking, heavy bleeding, or a child who is hard "
        "to wake: call 999 or go to the nearest emergency department, whatever its name.",
    ),
    heading("Check the person"),
    paragraph("Two public registers answer the most important questions in five minutes:"),
    bullets(
        f"The {out('https://mmc.gov.my', 'Malaysian Medical Council')} shows whether somebody is a "
        "registered doctor with a current annual practising certificate.",
        f"The {out('https://nsr.org.my', 'National Specialist Register')} shows in which specialty a doctor "
        "is recognised. “Special interest in” on a clinic's website is not the same.",
    ),
    paragraph(
        "After that, look for experience with <i>your</i> problem. A surgeon who does a certain operation "
        "every week will usually be able to tell you how many, and how they went. It is a fair question and "
        "good surgeons do not mind it."
    ),
    quote(
        "The secret of the care of the patient is in caring for the patient.",
        attribution="Francis W. Peabody, lecture to medical students at Harvard, published in 1927",
    ),
    heading("Make the appointment work"),
    numbers(
        "Bring earlier reports and scans, and a list of all medicines including supplements.",
        "Write down your three most important questions and put them on the table at the start.",
        "Ask what the diagnosis is, how sure it is, and what else it could be.",
        "For any test or operation ask: what for, what are the risks, what if we wait?",
        "Before you leave, repeat in your own words what happens next and when.",
    ),
    picture("checklist", caption="Three questions on paper are worth more than ten in your head."),
    heading("What it costs to be seen"),
    paragraph(
        "In private hospitals the consultation fee of the doctor is capped by a schedule to the Private "
        "Healthcare Facilities and Services rules. Tests, materials and medicines are not capped in the "
        "same way. Ask for an estimate beforehand; for a stay see "
        f"{link('hospital-room-rates-malaysia', 'what room rates include')}. If you are insured, ask for a "
        "guarantee letter <i>before</i> the day of admission."
    ),
    heading("Questions readers ask"),
    question(
        "Do I need a referral letter?",
        "Private specialists usually see patients without one. A letter still helps: it saves repeating "
        "tests, and somebody who knows you has thought about where to send you. Public specialist clinics "
        "generally ask for one.",
    ),
    question(
        "Can I ask for a second opinion?",
        "Yes, and for anything large you should. You have a right to a report of your findings; ask for it "
        "and for copies of scans.",
    ),
    question(
        "Which doctor is the best?",
        "There is no honest list of that kind. There are doctors who are trained for your problem, see it "
        "often, listen, and explain. You can check all four.",
    ),
    button("How to read doctor reviews", page="sjmc-doctor-list"),
    related(
        "Related",
        "pantai-hospital-bangsar",
        "sjmc-doctor-list",
        "ent-specialists-malaysia",
        automatic=True,
        maximum=5,
    ),
]

ARTICLE = ArticleContent(
    slug="gleneagles-kuala-lumpur-doctor-list",
    title="Gleneagles Kuala Lumpur: finding the right doctor on the list",
    search_description="Where the current doctor list of Gleneagles Kuala Lumpur is, who treats what, and "
    "how to check a doctor's registration before you book.",
    summary="A copied list of doctors is out of date within months. Where the current one is, who treats "
    "what, and how to check a name in five minutes.",
    hero="hospital",
    authors=["daniel-lim"],
    topics=["choosing-a-doctor", "kuala-lumpur"],
    tags=["hospitals", "doctors", "Kuala Lumpur"],
    published=date(2020, 1, 15),
    updated=date(2024, 9, 3),
    related=["hospital-room-rates-malaysia", "pantai-hospital-bangsar", "sjmc-doctor-list"],
    old_paths=["/2018/01/gleneagles-kuala-lumpur-doctor-list.html"],
    body=BODY,
)
