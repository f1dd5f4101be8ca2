"""Where the call to action of the knee article leads."""

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
    related,
    sources,
    trials,
)

BODY = [
    paragraph(
        "Hospitals and clinics in and around Kuala Lumpur advertise stem cell injections for knees to "
        "patients from all over the region. Malaysia also runs serious research in this field. The two are "
        "easily confused. This guide helps you to tell them apart and to find a doctor who will look after "
        "your knee, whichever way you decide."
    ),
    callout(
        "takeaway",
        "Before anything else",
        "Cell injections for knee osteoarthritis are not an established treatment in Malaysia or elsewhere. "
        "The evidence is set out in "
        f"{link('stem-cell-therapy-for-knees', 'our main article on knees')}.",
    ),
    heading("Who makes the rules"),
    paragraph(
        "Three bodies matter. The <b>Ministry of Health</b> licenses hospitals and clinics and publishes "
        "guidelines for stem cell research and therapy. The <b>National Pharmaceutical Regulatory "
        "Agency</b> (NPRA) treats most cells that are grown or altered in a laboratory as medicines: a "
        "product has to be registered, or used in a trial that has been approved. The <b>Malaysian Medical "
        "Council</b> registers doctors. The one use of stem cells that counts as established practice is "
        "the transplant of blood-forming cells for diseases of the blood."
    ),
    bullets(
        f"Look the product or its maker up with the {out('https://www.npra.gov.my', 'NPRA')}.",
        "Ask to see the hospital's or clinic's licence; it must be on display.",
        "Check that the doctor is registered with the "
        f"{out('https://mmc.gov.my', 'Malaysian Medical Council')}, and as a specialist in the "
        f"{out('https://nsr.org.my', 'National Specialist Register')}.",
    ),
    heading("Trials with sites in Malaysia"),
    paragraph(
        "A trial is the proper place for an unproven treatment: you pay nothing for it, an ethics committee "
        "has read the plan, and somebody will publish what happened to you and the others. Our copy of "
        "ClinicalTrials.gov, made in 2022, holds these studies of cells in knees with a site in the country."
    ),
    trials(
        "Studies in Malaysia",
        layout="full",
        query={"condition": "knee", "intervention": "", "statuses": [], "country": "Malaysia", "maximum": 10},
    ),
    callout(
        "disclaimer",
        "Check the status",
        "A copy grows old. “Recruiting” in 2022 may be “completed” now. Open the registry record, look at "
        "the date of its last update, and write to the contact named there.",
    ),
    heading("Finding a doctor for your knee"),
    paragraph(
        "The right first stop is seldom a stem cell clinic. An <b>orthopaedic surgeon</b> or a <b>sports "
        "physician</b> can tell you what is wrong and what usually helps; a <b>physiotherapist</b> often "
        "does more for a worn knee than any injection."
    ),
    picture("knee-injection", caption="An injection is one tool among several, and seldom the first."),
    numbers(
        "See your family doctor or a Klinik Kesihatan and ask for an examination and, if needed, an X-ray.",
        "Give exercise, weight and pain relief a fair try: three months is a reasonable period.",
        "Ask for a referral to an orthopaedic clinic, public or private.",
        "If cells are suggested, ask the questions below and take the answers home.",
    ),
    heading("Questions to bring along"),
    question(
        "Is this part of a registered trial? What is its number?",
        "A number can be checked in a minute. “We are collecting data” is no trial.",
    ),
    question(
        "Which cells are they, who prepared them, and how many do I get?",
        "You should hear a source (fat, marrow, cord), the name of a licensed laboratory, and a dose. If "
        "nobody in the room can say, nobody has checked.",
    ),
    question(
        "What happens if it does not help?",
        "A good answer names the next step and who pays for it. A poor answer is a second round of the same.",
    ),
    question(
        "What will the whole thing cost?",
        f"Ask for one written figure. Our article on {link('stem-cell-therapy-malaysia-price', 'prices')} "
        "lists what belongs in it.",
    ),
    callout(
        "tip",
        "Travelling for treatment?",
        "Plan for the follow-up before you book the flight. Find out who will see you at home if the knee "
        "swells a week later, and carry a letter that says exactly what was injected.",
    ),
    button("Look up a specialist", url="https://nsr.org.my"),
    related(
        "Related",
        "stem-cell-therapy-for-knees",
        "stem-cell-therapy-malaysia-price",
        "sjmc-doctor-list",
        automatic=True,
        maximum=5,
    ),
    heading("Sources"),
    sources(
        (
            "url",
            "https://www.npra.gov.my",
            "National Pharmaceutical Regulatory Agency, Malaysia: cell and gene therapy products.",
        ),
        ("registry", "NCT05016011", "Efficacy of Allogeneic UCMSCs for Treating Large Defects Knee Injury."),
        (
            "registry",
            "NCT04520945",
            "Phase 2B Clinical Study of Chondrogen for Treatment of Knee Osteoarthritis.",
        ),
        ("registry", "NCT01448434", "Allogeneic Mesenchymal Stem Cells for Osteoarthritis."),
    ),
]

ARTICLE = ArticleContent(
    slug="stem-cell-therapy-for-knees-in-malaysia",
    title="Stem cell therapy for knees in Malaysia: a careful guide",
    search_description="Who regulates stem cell injections in Malaysia, which knee trials have run there, "
    "and what to ask before you agree to one.",
    summary="Who makes the rules, which studies have run here, and the questions that separate a trial from "
    "a sales talk. For anyone offered stem cells for a knee in Malaysia.",
    hero="knee-injection",
    authors=["daniel-lim", "aisha-rahman"],
    topics=["knee-osteoarthritis", "stem-cell-therapy", "knee", "malaysia", "choosing-a-doctor"],
    tags=["stem cells", "knee pain", "Malaysia", "clinical trials"],
    published=date(2020, 8, 21),
    updated=date(2025, 6, 4),
    reviewed_by="meera-pillai",
    reviewed_days_ago=58,
    review_due_in_days=300,
    related=[
        "stem-cell-therapy-for-knees",
        "stem-cell-therapy-malaysia-price",
        "prp-knee-injection-cost-malaysia",
    ],
    old_paths=["/2020/08/stem-cell-therapy-knees-malaysia.html"],
    body=BODY,
)
