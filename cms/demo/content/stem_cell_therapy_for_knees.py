"""The article that the publisher's blog is best known for, written anew."""

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
    sources,
    table,
    trials,
)

BODY = [
    callout(
        "takeaway",
        "In short",
        "Injecting stem cells into a worn knee is being studied seriously and appears safe for most people "
        "in the short run. So far nobody has shown that it rebuilds a knee, and in the largest trial to "
        "date it eased pain no more than an ordinary steroid injection.",
    ),
    paragraph(
        "Clinics describe stem cells as repair kits for tired joints. Researchers are more careful: they "
        "speak of a possible treatment that is still on trial. This article explains the idea, what has "
        "been measured, what people pay, and which studies to watch. If the words are new to you, start "
        f"with our {link('stem-cell-basics', 'introduction to stem cells')}."
    ),
    heading("What goes wrong in a worn knee"),
    paragraph(
        "The ends of the bones in a knee are covered with cartilage, a slippery layer that spreads the load "
        "and lets the joint glide. It has no blood supply of its own and heals poorly. In "
        "<b>osteoarthritis</b> the layer thins and roughens, the bone below it reacts, and the lining of "
        "the joint becomes irritated. Osteoarthritis is among the most common long-term joint conditions, "
        "and the knee is one of the joints it troubles most."
    ),
    picture(
        "knee-osteoarthritis",
        caption="Left, an even gap between the bones. Right, the gap has narrowed and the edges have grown "
        "rough.",
    ),
    heading("How stem cells are supposed to help"),
    paragraph(
        "The cells in these studies are mostly mesenchymal stromal cells, MSCs for short. They come from "
        "bone marrow, from fat or from donated umbilical cords. Three effects are discussed:"
    ),
    bullets(
        "some of the cells might turn into <b>cartilage cells</b> and settle in the joint;",
        "they may <b>calm the inflammation</b> that drives arthritis forward;",
        "they send out <b>cytokines</b>, signalling proteins that could slow the loss of cartilage and "
        "dampen pain.",
    ),
    paragraph(
        "Today most scientists think that the second and third effects matter more than the first: injected "
        "cells seem to disappear from a joint within weeks. The hope is to postpone a joint replacement "
        "without an operation. It is a hope, not a result that anyone can promise you."
    ),
    heading("What the studies have found"),
    heading("The early, small studies", level=3),
    paragraph(
        "Early reports were encouraging. In one of them people felt better in both knees although just one of "
        "the two had been treated, and five years on the treated knees were judged better than before the "
        "injection, even though the wear itself had continued. Such findings need a second look: a benefit "
        "on the untreated side may mean that the cells act through the whole body, or simply that attention, "
        "time and expectation eased the pain."
    ),
    heading("Reviews", level=3),
    paragraph(
        "A review that the first version of this article relied on concluded that MSC treatment for knee "
        "osteoarthritis looked safe and promising, but that too few good studies existed to say which "
        "source of cells is best. In 2025 a Cochrane review pooled the randomised trials. It found that "
        "stem cells may ease pain and improve movement <i>slightly</i> compared with a dummy injection, "
        "rated the certainty of that as low, and could not settle whether they slow the disease or how safe "
        "they are over years."
    ),
    heading("The largest comparison so far", level=3),
    paragraph(
        "The MILES trial in the United States compared three kinds of cell injection with a steroid "
        "injection in 480 people. When our blog first listed it in 2020 it was looking for participants. "
        "The registry has since marked it as completed, and its results appeared in 2023: after one year "
        "none of the cell injections had relieved pain better than the steroid."
    ),
    table(
        "Own cells or a donor's: what is known",
        [
            ("text", "Question"),
            ("rich_text", "Autologous (your own)"),
            ("rich_text", "Allogeneic (a donor's)"),
        ],
        [
            "Where they come from",
            "Your bone marrow or fat, taken in a small procedure",
            "Donated bone marrow, fat or umbilical cord",
        ],
        [
            "Convenience",
            "One more procedure; quality varies from person to person",
            "Ready when needed; each batch can be tested and is alike",
        ],
        [
            "Open questions",
            "Do older cells work as well?",
            "Do enough cells survive, and how does the body react to <b>foreign</b> cells?",
        ],
    ),
    paragraph(
        "Two kinds of research are missing most: trials that set one source of cells directly against "
        "another, and trials of repeated injections. Until they exist, a clinic that calls its own cells "
        "superior is guessing."
    ),
    heading("What it costs"),
    price(
        "3000",
        "5000",
        "USD",
        unit="per knee",
        place="Average over several medical institutions; depends strongly on the place",
        as_of=date(2020, 8, 1),
        source="Our own comparison for the first version of this article",
    ),
    paragraph(
        "The figures above are averages from August 2020, not an offer, and prices have moved since. Most "
        "health insurers do not pay for an unproven treatment; ask yours in writing. For the situation "
        "nearer home, read "
        f"{link('stem-cell-therapy-for-knees-in-malaysia', 'stem cell therapy for knees in Malaysia')} and "
        f"our guide to {link('stem-cell-therapy-malaysia-price', 'what makes up the price')}."
    ),
    heading("What happens on the day"),
    numbers(
        "<b>First visit.</b> A doctor examines the knee, looks at X-rays or a scan and discusses "
        "alternatives.",
        "<b>Taking the cells.</b> Your own come from the hip bone or from fat under the skin; donor cells "
        "arrive frozen.",
        "<b>The injection.</b> It is usually done in a single visit of two to three hours, often with "
        "ultrasound to guide the needle.",
        "<b>Follow-up.</b> Another appointment some weeks later. Expect soreness for a few days.",
    ),
    callout(
        "warning",
        "Call the clinic at once if",
        "the knee becomes hot, red and very painful, or you develop a fever. An infected joint is rare but "
        "is an emergency.",
    ),
    heading("Clinical trials"),
    paragraph(
        "A trial in a public register tells you what is being compared, in whom, and who pays. It does "
        "<i>not</i> tell you that the treatment works. We give one entry in full, as an example of what to "
        "read, and then the three that were recruiting when the list was first made."
    ),
    trials("One study in full", "catholic-master-cell-knee-osteoarthritis", layout="full"),
    trials(
        "Recruiting when this list began in 2020",
        "umbilical-cord-msc-knee-osteoarthritis-shandong",
        "early-knee-osteoarthritis-adipose-msc-shandong",
        "NCT03818737",
    ),
    paragraph(
        "Statuses change. MILES, as said above, is complete. For the two studies from Shandong, China, we "
        "know only what the 2020 list said and no registry number, so check before you write to anyone. The "
        "register does hold a study from that province with almost the same name as the second one, number "
        "NCT04212728, still recruiting when our copy was made in 2022; we cannot tell whether it is the "
        "same. The list below comes straight from that copy:"
    ),
    trials(
        "Recruiting according to our copy of the register",
        "NCT04212728",
        query={"condition": "knee", "intervention": "mesenchymal", "statuses": ["RECRUITING"], "maximum": 6},
    ),
    callout(
        "disclaimer",
        "An unfinished list",
        "We add studies as we learn of them and will never have all of them. Being listed here is no "
        "recommendation. The register itself is the authority on who is recruiting.",
    ),
    heading("Questions readers ask"),
    question(
        "Will it grow my cartilage back?",
        "No study has shown that reliably. Some scans after treatment look a little better, many do not, and "
        "what a scan shows does not always match how a knee feels.",
    ),
    question(
        "Is it better than other injections?",
        "Not as far as we know. In the largest trial, cells and a steroid ended the year level. Our article "
        f"on {link('prp-knee-injection-cost-malaysia', 'PRP injections')} covers the other popular choice.",
    ),
    question(
        "Should I wait before having a knee replaced?",
        "That is a decision for you and an orthopaedic surgeon who has seen your knee. Exercise, losing "
        "weight where there is weight to lose, and pain relief come first for almost everybody.",
    ),
    button("Compare your options in Malaysia", page="stem-cell-therapy-for-knees-in-malaysia"),
    related(
        "Related",
        "stem-cell-therapy-malaysia-price",
        "stem-cell-basics",
        "prp-knee-injection-cost-malaysia",
        automatic=True,
        maximum=4,
    ),
    heading("Sources"),
    sources(
        (
            "doi",
            "10.1038/s41591-023-02632-w",
            "Mautner K, et al. Cell-based versus corticosteroid injections for knee pain in osteoarthritis: "
            "a randomized phase 3 trial. Nature Medicine, 2023.",
        ),
        (
            "doi",
            "10.1002/14651858.CD013342.pub2",
            "Whittle SL, et al. Stem cell injections for osteoarthritis of the knee. Cochrane Database of "
            "Systematic Reviews, 2025.",
        ),
        ("registry", "NCT03818737", "Multicenter Trial of Stem Cell Therapy for Osteoarthritis (MILES)."),
        (
            "registry",
            "NCT04212728",
            "Treatment of Knee Osteoarthritis With Autologous Adipose-derived Mesenchymal Stem Cells.",
        ),
    ),
]

ARTICLE = ArticleContent(
    slug="stem-cell-therapy-for-knees",
    title="Stem cell therapy for knees: hype, hope or science?",
    seo_title="Stem cell therapy for knees: evidence, cost and trials",
    search_description="What stem cell injections can and cannot do for knee osteoarthritis, what they "
    "cost, and which clinical trials to watch.",
    summary="Stem cell injections are sold as a way to repair worn knees. We look at the idea, the largest "
    "studies, the price and the trials, and say plainly what is still unknown.",
    hero="knee-joint",
    authors=["aisha-rahman", "daniel-lim"],
    topics=["knee-osteoarthritis", "cartilage-injury", "stem-cell-therapy", "knee-replacement", "knee"],
    tags=["stem cells", "knee pain", "clinical trials", "arthritis"],
    published=date(2020, 8, 14),
    updated=date(2025, 6, 2),
    reviewed_by="meera-pillai",
    reviewed_days_ago=60,
    review_due_in_days=300,
    related=[
        "stem-cell-therapy-for-knees-in-malaysia",
        "stem-cell-therapy-malaysia-price",
        "prp-knee-injection-cost-malaysia",
    ],
    old_paths=["/2020/08/stem-cell-therapy-knees.html"],
    body=BODY,
)
