"""Four ways to a firmer face without an operation."""

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
)

BODY = [
    paragraph(
        "Fotona 4D, Ultherapy, Thermage and fillers are sold side by side as “non-surgical facelifts”. They "
        "use laser light, focused ultrasound, radio waves and gels, and they do different things at "
        "different depths. None of them is a facelift. This comparison explains each in a few lines, then "
        "puts them in one table."
    ),
    picture(
        "face-and-energy",
        caption="Ultrasound, radio waves and laser light deliver heat at different depths.",
    ),
    heading("How heat tightens skin"),
    paragraph(
        "Warm collagen to around 60 °C and it shrinks a little at once; over the following months the body "
        "lays down new fibres. That is the principle behind all three machines. The art is to heat the "
        "right layer and to spare the others. The effect is modest, differs from person to person, and "
        "fades as ageing goes on."
    ),
    heading("The four, one by one"),
    heading("Fotona 4D", level=3),
    paragraph(
        "A series of laser passes with two wavelengths, inside the mouth and on the face. The name stands "
        "for a protocol of one manufacturer. There is little downtime. Most published studies are small and "
        "without a comparison group."
    ),
    heading("Ultherapy (micro-focused ultrasound)", level=3),
    paragraph(
        "Ultrasound is focused into points several millimetres deep, down to the sheet of tissue that "
        "surgeons tighten in a facelift. “HIFU” is the general word; Ultherapy is one brand, and one that "
        "shows the tissue on a screen during treatment. It can hurt. Rarely a nerve is irritated for weeks."
    ),
    heading("Thermage (radio frequency)", level=3),
    paragraph(
        "Radio waves heat the dermis in bulk through a cooled tip. One session is usual. The skin is red "
        "for a few hours. Burns and dents are uncommon and mostly a matter of how the device is used."
    ),
    heading("Fillers", level=3),
    paragraph(
        "A gel, most often hyaluronic acid, is injected to add volume where it has been lost. The result is "
        "immediate and lasts from months to more than a year. Fillers do not tighten anything. Their rare "
        "but worst complication is a blocked artery, which can kill skin or, around the eyes and nose, cost "
        "sight."
    ),
    callout(
        "warning",
        "After a filler, these are emergencies",
        "Severe pain, skin that turns white or mottled, or any change in vision. The clinic must have "
        "hyaluronidase, the antidote to hyaluronic acid, in the room. Ask before the first injection.",
    ),
    heading("Side by side"),
    table(
        "Four treatments compared",
        [
            ("text", "Treatment"),
            ("text", "Works by"),
            ("text", "Mainly at"),
            ("rich_text", "Results"),
            ("rich_text", "Evidence"),
        ],
        [
            "Fotona 4D",
            "Laser heat",
            "Mouth lining and skin surface",
            "Over months, mild",
            "Small studies, few controls",
        ],
        [
            "Ultherapy",
            "Focused ultrasound",
            "Deep dermis and below",
            "Over three to six months, mild to moderate",
            "Some trials; blinded ones rare",
        ],
        [
            "Thermage",
            "Radio frequency",
            "Dermis",
            "Over three to six months, mild to moderate",
            "Many reports, few comparisons",
        ],
        [
            "Filler",
            "Volume",
            "Where it is placed",
            "At once; lasts months",
            "Well studied; <b>skill decides</b>",
        ],
    ),
    heading("Who should not have them"),
    bullets(
        "people with an infection or open sore in the area;",
        "people with a pacemaker or metal implants near the site (radio frequency);",
        "pregnant and breastfeeding women, for lack of data;",
        "anyone who expects the result of an operation.",
    ),
    heading("What it costs"),
    paragraph(
        "Prices in Malaysia depend on the device, the number of lines, shots or syringes, and the doctor, "
        "and they change with every promotion. We print none. Ask for the price of the <i>whole</i> plan, "
        "with the number of shots or millilitres in writing, and ask whether the tip or cartridge is new "
        "and original: used and copied ones exist."
    ),
    heading("Before you say yes"),
    numbers(
        "Check that a registered doctor will treat you; "
        f"{link('skin-specialists-kuala-lumpur', 'our guide to skin specialists')} shows how.",
        "Ask which layer your problem is in. If nobody can say, no device is right.",
        "Ask for photographs of patients like you, in the same light, after six months.",
        "Ask what is done if you dislike the result.",
        "Wait a week.",
    ),
    heading("Questions readers ask"),
    question(
        "Which one wins?",
        "For hollow cheeks, filler. For mild laxity, ultrasound or radio frequency may help a little. For a "
        "heavy neck, none of them does much; a surgeon may. For fine lines, sunscreen and a retinoid come "
        "first.",
    ),
    question(
        "Can they be combined?",
        "Often, with weeks in between. Heat above a fresh filler is usually avoided.",
    ),
    question(
        "Is cheap HIFU in a salon the same thing?",
        "No. A strong device in untrained hands has burned skin and injured nerves. In Malaysia such "
        "procedures belong in the hands of doctors.",
    ),
    callout(
        "takeaway",
        "In short",
        "Three machines that warm, one gel that fills. Modest effects, real risks, and the person holding "
        "the device matters more than its name.",
    ),
    related("Related", "skin-specialists-kuala-lumpur", "sjmc-doctor-list", automatic=True, maximum=4),
    heading("Sources"),
    sources(
        (
            "url",
            "https://www.fda.gov/medical-devices/aesthetic-cosmetic-devices/dermal-fillers-soft-tissue-fillers",
            "US Food and Drug Administration. Dermal fillers (soft tissue fillers).",
        ),
    ),
]

ARTICLE = ArticleContent(
    slug="fotona-4d-ultherapy-thermage-fillers",
    title="Fotona 4D, Ultherapy, Thermage and fillers compared",
    search_description="Laser, ultrasound, radio frequency or filler: what each does, how good the evidence "
    "is, and what to ask before a non-surgical “facelift”.",
    summary="Three machines that warm and one gel that fills: what each does, at which depth, how good the "
    "evidence is, and what can go wrong.",
    hero="face-and-energy",
    authors=["aisha-rahman"],
    topics=["skin", "skin-tightening", "costs"],
    tags=["skin", "aesthetic medicine", "compared"],
    published=date(2020, 5, 14),
    updated=date(2024, 10, 8),
    reviewed_by="meera-pillai",
    reviewed_days_ago=180,
    review_due_in_days=180,
    related=["skin-specialists-kuala-lumpur"],
    old_paths=["/2019/05/fotona-4d-ultherapy-thermage-filler.html"],
    body=BODY,
)
