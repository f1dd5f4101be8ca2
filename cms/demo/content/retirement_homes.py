"""Choosing a home for old age."""

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
    related,
    table,
)

BODY = [
    paragraph(
        "Our blog once had a “top five” of retirement homes in Malaysia. We have taken the ranking down: "
        "homes change hands and staff, and what suits a fit seventy-year-old is wrong for a person with "
        "dementia. What stays useful is knowing the kinds of home, what the law requires, and what to look "
        "for on a visit."
    ),
    picture(
        "house-and-garden",
        caption="A bench in the shade, a path without steps: small things decide daily life.",
    ),
    heading("The kinds of home"),
    table(
        "From independent to round-the-clock care",
        [("text", "Kind"), ("rich_text", "For whom"), ("rich_text", "What you get")],
        ["Retirement village", "People who manage on their own", "Own flat, activities, help on call"],
        [
            "Assisted living",
            "People who need some help each day",
            "Room, meals, help with washing and medicines",
        ],
        [
            "Care centre (old folks' home)",
            "People who can no longer live alone",
            "Board, supervision, some personal care",
        ],
        ["Nursing home", "People who are ill or bedridden", "<b>Nurses round the clock</b>, doctor's visits"],
        [
            "Dementia care",
            "People who wander or are easily frightened",
            "Secure space, trained staff, steady routine",
        ],
    ),
    heading("Who licenses what"),
    paragraph(
        "Care centres have to be registered with the Department of Social Welfare under the Care Centres "
        "Act 1993. Nursing homes come under the Ministry of Health and the Private Healthcare Facilities "
        "and Services Act 1998; a law on private aged healthcare was passed in 2018. Ask for the "
        "certificate, look at its date, and check that it covers the kind of care on offer. Homes without "
        "any registration exist. Do not use them."
    ),
    callout(
        "tip",
        "Go twice, once unannounced",
        "The first visit shows you the brochure. The second, at six in the evening or on a Sunday, shows "
        "you who helps with supper.",
    ),
    heading("What to look for"),
    bullets(
        "<b>People.</b> Do staff know residents by name? How many are there at night?",
        "<b>Smell and sound.</b> Clean, without a smell of urine or of disinfectant; voices, not only "
        "television.",
        "<b>Safety.</b> Rails, lights at night, no steps between bed and toilet, fire exits that open.",
        "<b>Medicines.</b> Who gives them, who writes them down, which doctor comes and how often?",
        "<b>Food.</b> Stay for a meal. Are halal, vegetarian and soft diets real choices?",
        "<b>Life.</b> Is anyone in the garden? What happened yesterday afternoon?",
    ),
    heading("What it costs"),
    paragraph(
        "Fees depend on the kind of care, the room, the place and the person's needs, and most homes quote "
        "only after an assessment. Compare totals for a month, not the headline. Ask about:"
    ),
    bullets(
        "the deposit, and when it is returned;",
        "diapers, dressings, feeding supplements and oxygen, which are often extra;",
        "transport to hospital and who goes along;",
        "what the fee becomes when more care is needed;",
        "notice, and what is paid while the resident is in hospital.",
    ),
    heading("Making the decision together"),
    numbers(
        "Talk early, while the person can say what matters to them: faith, food, company, quiet.",
        "Have a doctor assess what help is needed now and probably in two years.",
        "Shortlist three places that are registered and near those who will visit.",
        "Try a stay of two to four weeks before giving up the old home.",
        "Put the agreement in writing, and appoint one relative as the home's contact.",
    ),
    callout(
        "information",
        "Help at home first?",
        "Day care, a visiting nurse, rails in the bathroom and a neighbour with a key keep many people at "
        "home for years. The hospital's social worker knows what is available near you.",
    ),
    callout(
        "warning",
        "Signs of neglect",
        "Unexplained bruises, bedsores, sudden weight loss, dirty clothes, a person who falls silent when "
        "staff come in, visits that are allowed only by appointment. Raise it at once; the government care "
        "line, Talian Kasih 15999, takes calls at any hour.",
    ),
    heading("Questions readers ask"),
    question(
        "Does insurance pay for a home?",
        "Medical insurance hardly ever pays for long-term care. It may pay for a limited time of nursing "
        "after a stay in hospital. Ask in writing.",
    ),
    question(
        "Can foreigners retire in a Malaysian home?",
        "Some do, with a suitable visa. Rules have changed several times, so ask the immigration department "
        "and not an agent alone.",
    ),
    question(
        "What about sore knees and falls?",
        "Strength and balance training prevents falls at any age. If a knee is the problem, begin with "
        f"{link('stem-cell-therapy-for-knees', 'what really helps worn knees')} and what does not.",
    ),
    picture("everyday-help", decorative=True),
    button("What a hospital stay costs", page="hospital-room-rates-malaysia", style="secondary"),
    related("Related", "hospital-room-rates-malaysia", automatic=True, maximum=3),
]

ARTICLE = ArticleContent(
    slug="retirement-homes-malaysia",
    title="Retirement homes in Malaysia: how to choose one",
    search_description="The kinds of retirement and nursing home in Malaysia, who licenses them, what to "
    "look for on a visit, and what to ask about fees.",
    summary="From retirement village to nursing home: who licenses what, what to look for on a visit, and "
    "which costs the headline leaves out.",
    hero="house-and-garden",
    authors=["editorial-team", "daniel-lim"],
    topics=["elder-care", "malaysia", "costs"],
    tags=["elder care", "Malaysia", "families"],
    published=date(2019, 11, 7),
    updated=date(2024, 8, 22),
    related=["hospital-room-rates-malaysia"],
    old_paths=["/2019/11/top-5-retirement-homes-malaysia.html"],
    body=BODY,
)
