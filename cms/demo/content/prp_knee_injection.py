"""Platelet-rich plasma for knees."""

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
    sources,
    table,
    trials,
)

BODY = [
    paragraph(
        "Platelet-rich plasma, PRP, is made from your own blood within half an hour and injected into the "
        "knee during the same visit. It is offered by many orthopaedic and sports clinics in Malaysia, "
        "costs less than anything with stem cells, and is often described as “natural”. What does it do, "
        "and what should you ask before paying for it?"
    ),
    heading("From arm to knee"),
    numbers(
        "A nurse draws blood from your arm, about as much as for a set of laboratory tests.",
        "A centrifuge spins the tube until the parts separate.",
        "The yellow layer, rich in platelets, is drawn off. Some systems spin it a second time.",
        "The doctor cleans the skin and injects a few millilitres into the joint, often with ultrasound.",
    ),
    picture(
        "blood-tubes",
        caption="Whole blood; blood after spinning, with plasma on top; plasma alone.",
    ),
    paragraph(
        "Platelets release growth factors when a wound heals. The idea of PRP is to bring a great many of "
        "them to a place where healing is slow. The amount differs between systems, and so does the number "
        "of white blood cells that come along, which is one reason why studies are hard to compare."
    ),
    heading("What the evidence says"),
    paragraph(
        "Many small studies report less pain for some months. Better ones have been sobering. In RESTORE, a "
        "carefully blinded Australian trial with 288 people with mild to moderate osteoarthritis of the "
        "knee, three weekly injections of PRP were no better than salt water after a year, neither for pain "
        "nor for the amount of cartilage. Guidelines differ, and several advise against PRP for "
        "osteoarthritis because the product is not standardised."
    ),
    callout(
        "takeaway",
        "In short",
        "PRP is fairly safe and popular. In the most careful trial it did no more for worn knees than salt "
        "water. If it is offered to you, you are paying for a chance, not for a result.",
    ),
    table(
        "Injections for knee osteoarthritis, side by side",
        [("text", "Injection"), ("rich_text", "What it is"), ("rich_text", "What to expect")],
        [
            "Steroid",
            "A strong anti-inflammatory medicine",
            "Relief for some weeks; not to be repeated too often",
        ],
        ["Hyaluronic acid", "A gel similar to joint fluid", "Little or no benefit in good trials"],
        ["PRP", "Concentrated platelets from your blood", "Uncertain; no better than salt water in RESTORE"],
        [
            "Cells",
            f"See {link('stem-cell-therapy-for-knees', 'stem cell therapy for knees')}",
            "Experimental",
        ],
    ),
    heading("What it costs in Malaysia"),
    paragraph(
        "We used to print a table of prices and reviews here. We stopped: the figures were out of date as "
        "soon as they appeared. A price depends on the kit that a clinic uses, on the number of injections, "
        "on ultrasound, and on whether you are seen in a hospital or in a practice. Ask for these, in "
        "writing:"
    ),
    bullets(
        "the price for <b>one</b> injection and for the course that is recommended;",
        "whether the consultation, the ultrasound and the follow-up are included;",
        "the name of the kit, so that you can compare like with like;",
        "whether your insurer pays (for osteoarthritis it often does not).",
    ),
    callout(
        "tip",
        "One at a time",
        "Pay for one injection, not for a bundle of three. If the first does nothing, you may want to stop.",
    ),
    heading("Before and after"),
    paragraph(
        "Tell the doctor about blood thinners, blood diseases, infections and cancer treatment; for some "
        "people PRP is not suitable. Many clinics ask you to avoid anti-inflammatory tablets for a few "
        "days, but never stop a prescribed medicine on your own. Soreness and swelling for two or three "
        "days are common."
    ),
    callout(
        "warning",
        "Get help quickly",
        "Fever, a hot red joint or pain that grows from hour to hour can mean an infection. Go to an "
        "emergency department; do not wait for the follow-up.",
    ),
    heading("Studies that involve PRP"),
    trials(
        "In our copy of the register",
        "NCT02468492",
        query={"condition": "knee", "intervention": "PRP", "statuses": [], "country": "", "maximum": 4},
    ),
    heading("Questions readers ask"),
    question(
        "How is PRP different from stem cells?",
        "PRP contains platelets, which are fragments of cells without a nucleus. They cannot turn into "
        f"anything. {link('stem-cell-basics', 'Stem cells')} can, at least in the laboratory.",
    ),
    question(
        "How many injections do I need?",
        "Nobody knows. Trials have used one to three, a week or a month apart.",
    ),
    question(
        "Does it help tendons and sports injuries?",
        "That is a different question with its own studies, some more hopeful than those for arthritis. Ask "
        "a sports physician about the tendon in question.",
    ),
    related(
        "Related",
        "stem-cell-therapy-for-knees",
        "stem-cell-therapy-for-knees-in-malaysia",
        automatic=True,
        maximum=4,
    ),
    heading("Sources"),
    sources(
        (
            "doi",
            "10.1001/jama.2021.19415",
            "Bennell KL, et al. Effect of intra-articular platelet-rich plasma vs placebo injection on pain "
            "and medial tibial cartilage volume in patients with knee osteoarthritis: the RESTORE "
            "randomized clinical trial. JAMA, 2021.",
        ),
        (
            "url",
            "https://www.nice.org.uk/guidance/ng226",
            "Osteoarthritis in over 16s: diagnosis and management. NICE, 2022.",
        ),
    ),
]

ARTICLE = ArticleContent(
    slug="prp-knee-injection-cost-malaysia",
    title="PRP injections for the knee: evidence, cost and questions to ask",
    search_description="How platelet-rich plasma is made, what careful trials found for knee "
    "osteoarthritis, and how to get a comparable price in Malaysia.",
    summary="Platelet-rich plasma is made from your own blood in half an hour. What it is, what the best "
    "trial found, and how to ask for a price in Malaysia.",
    hero="blood-tubes",
    authors=["aisha-rahman"],
    topics=["knee-osteoarthritis", "prp-injection", "knee", "malaysia", "costs"],
    tags=["PRP", "knee pain", "prices", "Malaysia"],
    published=date(2020, 6, 11),
    updated=date(2025, 1, 13),
    reviewed_by="meera-pillai",
    reviewed_days_ago=330,
    review_due_in_days=20,
    related=["stem-cell-therapy-for-knees", "stem-cell-therapy-malaysia-price"],
    old_paths=["/2019/07/prp-injection-knee-malaysia-cost.html"],
    body=BODY,
)
