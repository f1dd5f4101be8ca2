"""Stem cells explained; the article that exists in Malay too."""

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
        "Every tissue in your body is built from cells with a job: muscle cells contract, nerve cells carry "
        "signals, red blood cells ferry oxygen. A <b>stem cell</b> has not settled on a job yet. It can do "
        "two things that most cells cannot: make more of itself, and give rise to cells that specialise."
    ),
    picture(
        "cell-lineage",
        caption="Given the right signals in a laboratory, one mesenchymal cell can become bone, cartilage "
        "or fat.",
    ),
    heading("Not one thing but several"),
    paragraph(
        "“Stem cell” is a family name. How much a member can become depends on where it comes from, and so "
        "do its uses and its risks."
    ),
    table(
        "The main kinds of stem cell",
        [("text", "Kind"), ("rich_text", "Where it comes from"), ("rich_text", "What it can become")],
        ["Embryonic", "Embryos a few days old", "Any cell of the body (<i>pluripotent</i>)"],
        ["Blood-forming", "Bone marrow, blood, cord blood", "Every kind of blood cell"],
        [
            "Mesenchymal stromal (MSC)",
            "Bone marrow, fat, umbilical cord and elsewhere",
            "Bone, cartilage and fat cells in the laboratory",
        ],
        [
            "Induced pluripotent (iPS)",
            "Ordinary adult cells, turned back with a few genes",
            "Nearly any cell of the body",
        ],
    ),
    heading("What already works"),
    paragraph(
        "One treatment with stem cells is part of everyday medicine: transplanting <b>blood-forming "
        "cells</b>, often called a bone marrow transplant, for leukaemia and some other diseases of the "
        "blood and the immune system. It has been done for over fifty years, it saves lives, and it carries "
        "serious risks that are accepted because the diseases are worse. Skin grown from a patient's own "
        "cells after severe burns and cells that restore the surface of the eye are further examples, for "
        "small groups of people."
    ),
    heading("What is still being tested"),
    paragraph("For most other conditions the honest word is <i>experimental</i>. Among them are:"),
    bullets(
        "worn or injured joints, as our article on "
        f"{link('stem-cell-therapy-for-knees', 'knees and stem cells')} describes;",
        "heart failure after a heart attack;",
        "spinal cord injury and stroke;",
        "type 1 diabetes, Parkinson's disease and some causes of blindness, where replacement cells are in "
        "early trials.",
    ),
    callout(
        "information",
        "Why MSCs are in so many advertisements",
        "They are easy to obtain and to grow, and using a person's own fat or marrow was long subject to few "
        "rules. That explains their popularity with clinics. It says nothing about whether they help.",
    ),
    heading("How a treatment proves itself"),
    numbers(
        "<b>Laboratory and animals.</b> Does the idea work at all, and is anything obviously dangerous?",
        "<b>Phase 1.</b> A handful of people, to look for harm and find a dose.",
        "<b>Phase 2.</b> Some dozens of people, for a first idea of benefit.",
        "<b>Phase 3.</b> Hundreds of people, drawn by lot to the new treatment or to the best existing one.",
        "<b>Approval and watching.</b> A regulator weighs the results, and rare side effects are followed "
        "for years.",
    ),
    paragraph(
        "Most ideas fail somewhere on this road, and rarely because anyone was careless. That is why a "
        "trial, which is free to take part in and supervised by an ethics committee, differs from a "
        "treatment that you are asked to buy while it is still being tested."
    ),
    heading("What can go wrong"),
    paragraph(
        "Infection, bleeding and pain are possible wherever a needle goes. Cells can travel to the wrong "
        "place or turn into the wrong tissue. In 2017 doctors described three women who lost much of their "
        "sight after a clinic had injected a preparation from their own fat into their eyes. “From your own "
        "body” is therefore not the same as “safe”."
    ),
    callout(
        "warning",
        "Three signs that should stop you",
        "The same cells are offered for many unrelated diseases; success is shown by stories, not by "
        "published trials; and you are asked to pay before anybody has written down the risks.",
    ),
    heading("Questions readers ask"),
    question(
        "Should I store my baby's cord blood?",
        "Public banks, where they exist, give cord blood to whoever matches, and that use is established. "
        "Paying for private storage in case your own family needs it is a purchase with a small chance of "
        "use; ask a doctor who does not earn from it.",
    ),
    question(
        "Do creams and drinks with stem cells work?",
        "Living cells do not survive in a jar or in a stomach. What such products contain is at most an "
        "extract.",
    ),
    callout(
        "takeaway",
        "Remember",
        "Stem cells are a real field of medicine with one big success, blood-forming cells, and many open "
        "questions. Ask which kind of cell, for which disease, and where the trial is published.",
    ),
    related(
        "Read on",
        "stem-cell-therapy-for-knees",
        "stem-cell-therapy-malaysia-price",
        automatic=True,
        maximum=4,
    ),
    heading("Sources"),
    sources(
        (
            "doi",
            "10.1080/14653240600855905",
            "Dominici M, et al. Minimal criteria for defining multipotent mesenchymal stromal cells. "
            "Cytotherapy, 2006.",
        ),
        (
            "doi",
            "10.1016/j.cell.2006.07.024",
            "Takahashi K, Yamanaka S. Induction of pluripotent stem cells from mouse embryonic and adult "
            "fibroblast cultures by defined factors. Cell, 2006.",
        ),
        (
            "doi",
            "10.1056/NEJMoa1609583",
            "Kuriyan AE, et al. Vision loss after intravitreal injection of autologous “stem cells” for "
            "AMD. New England Journal of Medicine, 2017.",
        ),
    ),
]

ARTICLE = ArticleContent(
    slug="stem-cell-basics",
    title="Stem cell basics: what they are and what they can do",
    search_description="What stem cells are, which treatments are proven, which are still being tested, and "
    "how to tell the difference.",
    summary="Stem cells can copy themselves and turn into other cells. One treatment with them is everyday "
    "medicine; most others are still being tested. A plain introduction.",
    hero="cell-cluster",
    authors=["aisha-rahman"],
    topics=["stem-cell-therapy"],
    tags=["stem cells", "explained"],
    published=date(2020, 3, 9),
    updated=date(2025, 2, 17),
    reviewed_by="meera-pillai",
    reviewed_days_ago=120,
    review_due_in_days=240,
    related=["stem-cell-therapy-for-knees", "stem-cell-therapy-malaysia-price"],
    old_paths=["/2020/03/stem-cell-basics.html"],
    body=BODY,
)
