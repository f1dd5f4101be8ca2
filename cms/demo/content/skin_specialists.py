"""Dermatologists in Kuala Lumpur, public and private."""

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
    table,
)

BODY = [
    paragraph(
        "Kuala Lumpur has hundreds of places that call themselves skin clinics. Few are led by a "
        "dermatologist, a doctor with years of specialist training in diseases of skin, hair and nails. For "
        "a facial that does not matter. For a mole that is changing it matters a great deal. Here is how to "
        "find out who is who, and how to choose between public and private care."
    ),
    picture(
        "skin-layers", caption="What looks like one surface is several layers, each with diseases of its own."
    ),
    heading("Three kinds of clinic"),
    table(
        "Who works there, and for what",
        [("text", "Clinic"), ("rich_text", "Who"), ("rich_text", "Right for")],
        [
            "Dermatology",
            "A dermatologist, listed as one in the National Specialist Register",
            "Rashes that stay, psoriasis, eczema, severe acne, moles, hair loss",
        ],
        [
            "Aesthetic medicine",
            "A registered doctor; for many procedures a letter of credentialing from the Ministry of Health "
            "is needed",
            "Cosmetic procedures",
        ],
        [
            "Beauty salon",
            "Beauticians, <b>no doctor</b>",
            "Facials and care; no injections, no medical lasers",
        ],
    ),
    callout(
        "warning",
        "See a doctor about a spot that",
        "is new after the age of forty, grows, bleeds, itches, has several colours or an uneven edge, or "
        "sits under a nail without an injury. Melanoma is uncommon in Malaysia, and when it occurs it is "
        "often on palms, soles and nails.",
    ),
    heading("Public care"),
    paragraph(
        "Hospital Kuala Lumpur and the university hospitals have dermatology departments that see the full "
        "range and the difficult cases. You need a referral letter from a Klinik Kesihatan or a general "
        "practitioner. Fees for citizens are low. Waiting for an appointment that is not urgent can take "
        "weeks or months; the letter should say clearly if it <i>is</i> urgent."
    ),
    heading("Private care"),
    paragraph(
        "Private hospitals and independent practices see patients sooner and usually without a letter. Ask "
        "for the fee of a first consultation, and for the price of the small extras, such as a biopsy or a "
        "dressing, before they are done. Insurers pay for disease, not for beauty; what counts as which is "
        "in the policy."
    ),
    heading("How to check in five minutes"),
    numbers(
        "Find the doctor's full name and look it up with the "
        f"{out('https://mmc.gov.my', 'Malaysian Medical Council')}.",
        f"Search the {out('https://nsr.org.my', 'National Specialist Register')} for the same name under "
        "dermatology.",
        "For an aesthetic procedure, ask to see the credentialing letter; it names the procedures.",
        "Ask who will hold the device: the doctor, or an assistant?",
    ),
    heading("Getting the most out of the visit"),
    bullets(
        "Come without make-up and without nail varnish.",
        "Photograph a rash on the day it is at its worst; it may be gone at the appointment.",
        "Bring every cream you use, those from the market too. Some contain steroids or mercury that the "
        "label does not mention.",
        "Say what the trouble keeps you from doing. That changes the treatment.",
    ),
    callout(
        "tip",
        "Sun protection beats most products",
        "Near the equator the sun is strong all year. Shade at noon, clothes and a broad-spectrum sunscreen "
        "do more for skin than anything sold in small jars.",
    ),
    heading("Questions readers ask"),
    question(
        "Which clinic is the best in Kuala Lumpur?",
        "Best for what? A centre that excels at psoriasis may do no cosmetic work at all. Choose by problem "
        "and qualification, then by distance and price.",
    ),
    question(
        "Is a whitening injection safe?",
        "Glutathione and similar infusions for lighter skin are not an approved use, and harm has been "
        "reported. We advise against them.",
    ),
    question(
        "My acne is mild. Do I need a specialist?",
        "Usually not. A family doctor or pharmacist can start treatment; give it eight to twelve weeks. "
        "Deep lumps or scars are a reason to see a dermatologist early.",
    ),
    paragraph(
        "Thinking about lasers or tightening? Read "
        f"{link('fotona-4d-ultherapy-thermage-fillers', 'four ways to a firmer face, compared')} first."
    ),
    button("How to read doctor reviews", page="sjmc-doctor-list", style="secondary"),
    related(
        "Related",
        "fotona-4d-ultherapy-thermage-fillers",
        "pantai-hospital-bangsar",
        automatic=True,
        maximum=4,
    ),
]

ARTICLE = ArticleContent(
    slug="skin-specialists-kuala-lumpur",
    title="Skin specialists in Kuala Lumpur: public, private and how to tell",
    search_description="Dermatologist, aesthetic doctor or beautician? How to tell them apart in Kuala "
    "Lumpur and choose between public and private care.",
    summary="Few of the city's skin clinics are led by a dermatologist. How to tell, when it matters, and "
    "how to choose between public and private care.",
    hero="skin-layers",
    authors=["aisha-rahman", "daniel-lim"],
    topics=["choosing-a-doctor", "kuala-lumpur", "skin"],
    tags=["skin", "doctors", "Kuala Lumpur"],
    published=date(2020, 4, 2),
    updated=date(2024, 10, 1),
    reviewed_by="meera-pillai",
    reviewed_days_ago=400,
    review_due_in_days=-35,
    related=["fotona-4d-ultherapy-thermage-fillers", "sjmc-doctor-list"],
    old_paths=["/2018/06/best-skin-specialists-kuala-lumpur.html"],
    body=BODY,
)
