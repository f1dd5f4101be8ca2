"""Trials that the publisher's list of 2020 named and the registry file does not hold.

Only what that list says is stated. The registry numbers are not known, so none is given. The third study of
the list, MILES, is in the registry file under NCT03818737, whose newer facts count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SOURCE: Final = "Lutut Health's own list of 2020"
AS_OF: Final = "2020"


@dataclass(frozen=True, kw_only=True)
class TrialContent:
    """One trial without a registry number."""

    slug: str
    brief_title: str
    overall_status: str
    interventions: tuple[str, ...]
    countries: tuple[str, ...]
    summaries: Mapping[str, str]
    conditions: tuple[str, ...] = ("Knee Osteoarthritis",)
    sites: tuple[str, ...] = field(default=())
    sponsor: str = ""
    first_posted: str = ""


TRIALS: Final = (
    TrialContent(
        slug="catholic-master-cell-knee-osteoarthritis",
        brief_title="Clinical Study of Intra Articular Injection of Catholic MASTER Cell (Bone Marrow "
        "Derived Mesenchymal Stem Cell) in Knee Osteoarthritis",
        overall_status="UNKNOWN",
        interventions=("100 million bone marrow-derived mesenchymal stem cells (Catholic MASTER Cells)",),
        countries=("South Korea",),
        sites=("Catholic Institute of Cell Therapy (CIC), Seoul, South Korea",),
        first_posted="2020-01",
        summaries={
            "en": "People with osteoarthritis of the knee receive an injection of one hundred million bone "
            "marrow-derived cells, prepared by the Catholic Institute of Cell Therapy in Seoul. We do not know "
            "how far the study has come.",
            "ms": "Pesakit osteoartritis lutut menerima suntikan seratus juta sel daripada sumsum tulang, yang "
            "disediakan oleh Catholic Institute of Cell Therapy di Seoul. Kami tidak mengetahui perkembangan "
            "terkini kajian ini.",
        },
    ),
    TrialContent(
        slug="umbilical-cord-msc-knee-osteoarthritis-shandong",
        brief_title="Clinical Study of Umbilical Cord Mesenchymal Stem Cells (UC-MSC) for Treatment of Knee "
        "Osteoarthritis",
        overall_status="RECRUITING",
        interventions=("Umbilical cord mesenchymal stem cells (UC-MSC)",),
        countries=("China",),
        sites=("Shandong, China",),
        summaries={
            "en": "A study of cells from donated umbilical cords. It was looking for participants in 2020; "
            "we have no newer information and no registry number.",
        },
    ),
    TrialContent(
        slug="early-knee-osteoarthritis-adipose-msc-shandong",
        brief_title="Treatment of Early Knee Osteoarthritis With Autologous Adipose-derived Mesenchymal "
        "Stem Cells",
        overall_status="RECRUITING",
        interventions=("Autologous adipose-derived mesenchymal stem cells",),
        countries=("China",),
        sites=("Shandong, China",),
        conditions=("Early Knee Osteoarthritis",),
        summaries={
            "en": "A study of cells from the patients' own fat at an early stage of the disease. It was "
            "looking for participants in 2020; we have no newer information and no registry number.",
        },
    ),
)

# What our editors add to records of the registry, by registry id and language.
REGISTRY_SUMMARIES: Final[Mapping[str, Mapping[str, str]]] = {
    "NCT03818737": {
        "en": "Three kinds of cell injection against a steroid injection in 480 people with osteoarthritis "
        "of the knee. Complete: after one year none of the cells had relieved pain better than the steroid.",
        "ms": "Tiga jenis suntikan sel dibandingkan dengan suntikan steroid dalam kalangan 480 pesakit "
        "osteoartritis lutut. Kajian telah selesai: selepas setahun, tiada sel yang melegakan kesakitan "
        "lebih baik daripada steroid.",
    },
    "NCT05016011": {
        "en": "A study in Kuala Lumpur of cells from donated umbilical cords for large defects of the "
        "cartilage, with 50 participants planned.",
        "ms": "Kajian di Kuala Lumpur menggunakan sel daripada tali pusat penderma untuk kecacatan rawan "
        "yang besar, dengan sasaran 50 peserta.",
    },
    "NCT01448434": {
        "en": "A completed comparison of donated bone marrow cells with a dummy injection at four hospitals "
        "in and around Kuala Lumpur.",
    },
}
