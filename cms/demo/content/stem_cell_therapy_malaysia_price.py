"""What a price for stem cell treatment is made of."""

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
    price,
    question,
    related,
    table,
)

BODY = [
    paragraph(
        "“How much is stem cell therapy in Malaysia?” is one of the questions we are asked most. No official "
        "price list exists, clinics seldom print theirs, and the same words can stand for very different "
        "things. So instead of a number that would be wrong next month, this article shows what you would be "
        "paying for, and how to get a figure that you can compare."
    ),
    picture("cost-chart", caption="A price without its span, place and date says little.", decorative=True),
    heading("The one figure that we have"),
    price(
        "3000",
        "5000",
        "USD",
        unit="per knee",
        place="Average over several medical institutions, not Malaysia alone",
        as_of=date(2020, 8, 1),
        source="Our own comparison in August 2020",
    ),
    paragraph(
        "It is an average from several institutions, it is for knees, and it is old. Treat it as an order "
        "of magnitude. Treatments given into a vein, or courses of several sessions, are priced quite "
        "differently."
    ),
    callout(
        "information",
        "Why we name no hospital's price",
        "A price that we cannot check is a rumour, and one that a hospital gave us for a particular patient "
        "is not yours. Ask for your own, in writing.",
    ),
    heading("What belongs in a quote"),
    table(
        "The parts of a price",
        [("text", "Part"), ("rich_text", "What to look for"), ("text", "Often forgotten")],
        [
            "Consultation and scans",
            "Specialist's fee, X-ray, MRI",
            "Scans done again because old ones are refused",
        ],
        [
            "Taking the cells",
            "Small operation for marrow or fat, <b>or</b> the purchase of donor cells",
            "Sedation and the anaesthetist",
        ],
        ["Laboratory", "Preparation, counting, safety tests", "Storage of cells that are left over"],
        ["The injection", "Room, ultrasound, materials", "The second knee"],
        ["Afterwards", "Check-ups, physiotherapy, pain relief", "What is charged if something goes wrong"],
    ),
    heading("Why two clinics can differ so much"),
    bullets(
        "<b>The cells.</b> Cells that were grown for weeks in a licensed laboratory cost far more than "
        "marrow that was only filtered on the same day. They are different products.",
        "<b>The dose.</b> Ten million cells and a hundred million cells are both “stem cell therapy”.",
        "<b>The place.</b> A hospital with an operating theatre has other costs than a clinic in a shop "
        "house.",
        "<b>The package.</b> Some prices include the hotel and the transfer from the airport, and no "
        "follow-up.",
    ),
    heading("Who pays"),
    paragraph(
        "Usually you do. Insurers generally refuse treatments that are not established, and a guarantee "
        "letter for the stay may leave out the cells. As more research appears this may change, so ask "
        "again even if you were refused before. In a clinical trial the treatment under test should be free "
        f"of charge; our {link('stem-cell-therapy-for-knees-in-malaysia', 'guide to knees in Malaysia')} "
        "shows where trials are listed."
    ),
    callout(
        "warning",
        "Be wary of the discount that ends today",
        "Nothing about a worn joint needs a decision this week. Pressure to pay at once is a reason to "
        "leave.",
    ),
    heading("How to get a price that you can compare"),
    numbers(
        "Write down what you were offered: which cells, from where, how many, how often, by whom.",
        "Send the same description to two or three places and ask for a total with everything in the table "
        "above.",
        "Ask what is <i>not</i> included, and what happens to your money if the treatment is called off.",
        "Compare the totals with the cost of what is known to help: a course of physiotherapy, for one.",
        "Sleep on it, and show the papers to a doctor who earns nothing from the answer.",
    ),
    heading("Questions readers ask"),
    question(
        "Is a dearer treatment a better one?",
        "There is no evidence for that. Price follows the product, the place and the marketing.",
    ),
    question(
        "Can I trust reviews?",
        "They tell you about parking, waiting and kindness, which matters. They cannot tell you whether "
        "cells work, because nobody knows how the same person would have fared without them. See also "
        f"{link('sjmc-doctor-list', 'how to read doctor reviews')}.",
    ),
    button("What the evidence says", page="stem-cell-therapy-for-knees", style="secondary"),
    related(
        "Related", "stem-cell-therapy-for-knees", "hospital-room-rates-malaysia", automatic=True, maximum=4
    ),
]

ARTICLE = ArticleContent(
    slug="stem-cell-therapy-malaysia-price",
    title="Stem cell therapy in Malaysia: what makes up the price",
    search_description="No official price exists for stem cell treatment in Malaysia. What a quote must "
    "contain, why quotes differ, and how to compare them.",
    summary="There is no official price list. What belongs in a quote, why two clinics can differ so much, "
    "and how to get a figure that you can compare.",
    hero="cost-chart",
    authors=["daniel-lim"],
    topics=["stem-cell-therapy", "malaysia", "costs"],
    tags=["prices", "stem cells", "Malaysia"],
    published=date(2020, 8, 5),
    updated=date(2024, 11, 20),
    reviewed_by="aisha-rahman",
    reviewed_days_ago=200,
    review_due_in_days=160,
    related=[
        "stem-cell-therapy-for-knees",
        "prp-knee-injection-cost-malaysia",
        "hospital-room-rates-malaysia",
    ],
    old_paths=["/2018/05/stem-cell-therapy-malaysia-price.html"],
    body=BODY,
)
