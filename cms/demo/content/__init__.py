"""The words of the demo, one module per article."""

from __future__ import annotations

from typing import Final

from cms.demo.content import (
    ent_specialists,
    facelifts_compared,
    gleneagles_doctor_list,
    hospital_room_rates,
    pantai_hospital_bangsar,
    prp_knee_injection,
    retirement_homes,
    sjmc_doctor_list,
    skin_specialists,
    stem_cell_basics,
    stem_cell_therapy_for_knees,
    stem_cell_therapy_for_knees_in_malaysia,
    stem_cell_therapy_malaysia_price,
)
from cms.demo.writing import ArticleContent

__all__ = ["ARTICLES"]

ARTICLES: Final[tuple[ArticleContent, ...]] = tuple(
    module.ARTICLE
    for module in (
        stem_cell_therapy_for_knees,
        stem_cell_therapy_for_knees_in_malaysia,
        stem_cell_therapy_malaysia_price,
        stem_cell_basics,
        prp_knee_injection,
        gleneagles_doctor_list,
        sjmc_doctor_list,
        pantai_hospital_bangsar,
        hospital_room_rates,
        skin_specialists,
        ent_specialists,
        facelifts_compared,
        retirement_homes,
    )
)
