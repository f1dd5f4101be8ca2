"""Pages that are no articles: home, article list, about us, policies, contact."""

from __future__ import annotations

from typing import Final

from cms.demo.writing import (
    PageContent,
    bullets,
    button,
    callout,
    heading,
    link,
    numbers,
    paragraph,
    question,
    related,
)

HOME: Final = "home"
ARTICLES: Final = "articles"

HOME_TITLE: Final = "Lutut Health"
HOME_DESCRIPTION: Final = "Plain answers on joints, new treatments, doctors and what care costs in Malaysia."
HERO_TITLE: Final = "Health, explained without the sales talk"
HERO_TEXT: Final = (
    "<p>New treatments, hospitals and prices in Malaysia: what is known, what is not, and what to ask.</p>"
)
HERO_IMAGE: Final = "everyday-help"
HERO_LINK: Final = ("Start with the knee", "stem-cell-therapy-for-knees")
FEATURED: Final = (
    "stem-cell-therapy-for-knees",
    "hospital-room-rates-malaysia",
    "prp-knee-injection-cost-malaysia",
    "ent-specialists-malaysia",
)
HOME_BODY: Final = (
    heading("Popular with our readers"),
    related(
        "",
        "gleneagles-kuala-lumpur-doctor-list",
        "skin-specialists-kuala-lumpur",
        "sjmc-doctor-list",
        "pantai-hospital-bangsar",
        "ent-specialists-malaysia",
        "hospital-room-rates-malaysia",
        "prp-knee-injection-cost-malaysia",
        "fotona-4d-ultherapy-thermage-fillers",
        "retirement-homes-malaysia",
        "stem-cell-therapy-malaysia-price",
        maximum=10,
    ),
    button("All articles", page=ARTICLES, style="secondary"),
    callout(
        "disclaimer",
        "A demonstration",
        "Lutut Health is an invented publisher. The texts were written with care to show what this system "
        "can do, and no doctor has reviewed them. Ask yours.",
    ),
)

ARTICLES_TITLE: Final = "Articles"
ARTICLES_DESCRIPTION: Final = "All our articles on treatments, doctors, hospitals and prices."
ARTICLES_INTRO: Final = (
    "<p>Everything that we have written, the newest first. Each article says when its substance last "
    "changed and who reviewed it.</p>"
)

PAGES: Final = (
    PageContent(
        slug="about",
        title="About us",
        search_description="Who Lutut Health is, how we work and how to reach us.",
        schema_type="AboutPage",
        body=[
            paragraph(
                "<i>Lutut</i> is Malay for knee. A blog about sore knees is where this began, and “does it "
                "work, what does it cost, whom do I ask?” are still the questions that we try to answer, "
                "now about more than knees."
            ),
            heading("What we do"),
            bullets(
                "We read studies and registers, and say how sure one can be.",
                "We explain how to check a doctor, a clinic and a bill.",
                "We keep old articles current, or say that they are not.",
            ),
            heading("What we do not do"),
            bullets(
                "We do not rank doctors or hospitals.",
                "We do not take money from clinics, and we do not sell appointments.",
                "We do not replace your doctor.",
            ),
            callout(
                "information",
                "An invented publisher",
                "Lutut Health exists only in this demonstration. Its people are invented too.",
                to=("How we write", "editorial-policy"),
            ),
        ],
    ),
    PageContent(
        slug="editorial-policy",
        title="Editorial policy",
        search_description="How articles are written, sourced, reviewed and corrected.",
        body=[
            heading("How an article comes about"),
            numbers(
                "An editor picks a question that readers ask.",
                "A writer looks for the best evidence: systematic reviews first, then large trials, then "
                "the rest.",
                "A medical reviewer checks every statement about health.",
                "A second editor reads it as somebody who is worried and in a hurry.",
            ),
            heading("Sources"),
            paragraph(
                "We link to what we rely on and prefer records that anybody can look up: DOIs, PubMed "
                "numbers and trial registers. When a register says something newer than we do, the register "
                "wins and the text is changed."
            ),
            heading("Prices"),
            paragraph(
                "A price needs a place, a date and a source. Where we lack one of the three we print none "
                "and explain how to ask for it."
            ),
            heading("Corrections"),
            question(
                "I found a mistake. What now?",
                f"Thank you. {link('contact', 'Write to us')}; we answer, correct, and change the date when "
                "the substance changes.",
            ),
        ],
    ),
    PageContent(
        slug="contact",
        title="Contact",
        search_description="How to reach the editors of Lutut Health.",
        schema_type="ContactPage",
        body=[
            paragraph(
                "Corrections, questions that we should answer, studies that we have missed: write to "
                '<a href="mailto:editors@lutut-health.example">editors@lutut-health.example</a>. The address is part '
                "of the demonstration and nobody reads it."
            ),
            callout(
                "warning",
                "Not for emergencies",
                "If you are ill and it cannot wait, call 999 in Malaysia or go to the nearest emergency "
                "department.",
            ),
        ],
    ),
    PageContent(
        slug="medical-disclaimer",
        title="Medical disclaimer",
        search_description="Why nothing on this site replaces advice from a doctor who knows you.",
        body=[
            paragraph(
                "Our articles explain. They do not diagnose, and they cannot know your history, your "
                "medicines or your worries. Decide about treatment together with a doctor who does."
            ),
            paragraph(
                "A trial or a hospital that is named here is not recommended by us, and one that is missing "
                "is not rejected. Facts from registers carry the date on which they were true."
            ),
            callout(
                "takeaway",
                "In one sentence",
                "Take our questions to your doctor, not our answers.",
            ),
        ],
    ),
)
