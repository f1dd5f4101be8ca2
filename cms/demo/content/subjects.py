"""Topics with their synonyms and codes, in English and, for those that Malay pages use, in Malay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, kw_only=True)
class TopicWords:
    """What a topic is called in one language."""

    name: str
    description: str
    synonyms: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class TopicContent:
    """One topic; its key is its English slug. `codes` are (vocabulary, code)."""

    key: str
    kind: str
    words: TopicWords
    codes: Sequence[tuple[str, str]] = ()
    translations: Mapping[str, TopicWords] = field(default_factory=dict)


TOPICS: Final = (
    TopicContent(
        key="knee-osteoarthritis",
        kind="condition",
        words=TopicWords(
            name="Knee osteoarthritis",
            description="<p>The cartilage of the knee thins and roughens over years; the joint becomes "
            "stiff and sore. Common from middle age on.</p>",
            synonyms=("gonarthrosis", "osteoarthritis of the knee", "worn knee", "knee arthritis", "OA knee"),
        ),
        codes=(("ICD-10", "M17"), ("MeSH", "D020370")),
        translations={
            "ms": TopicWords(
                name="Osteoartritis lutut",
                description="<p>Rawan lutut menipis dan menjadi kasar selama bertahun-tahun; sendi menjadi "
                "kaku dan sakit. Lazim bermula pada usia pertengahan.</p>",
                synonyms=("gonartrosis", "radang sendi lutut", "lutut haus"),
            )
        },
    ),
    TopicContent(
        key="cartilage-injury",
        kind="condition",
        words=TopicWords(
            name="Cartilage injury",
            description="<p>A tear or a hole in the smooth layer that covers the ends of bones, often after "
            "an accident or in sport.</p>",
            synonyms=("cartilage defect", "chondral defect", "articular cartilage damage"),
        ),
    ),
    TopicContent(
        key="stem-cell-therapy",
        kind="treatment",
        words=TopicWords(
            name="Stem cell therapy",
            description="<p>Treatment with cells that can give rise to other cells. Established for "
            "diseases of the blood; experimental for most others.</p>",
            synonyms=("cell therapy", "mesenchymal stem cells", "MSC", "regenerative medicine"),
        ),
        translations={
            "ms": TopicWords(
                name="Terapi sel stem",
                description="<p>Rawatan dengan sel yang boleh menghasilkan sel lain. Terbukti untuk "
                "penyakit darah; masih dalam kajian untuk kebanyakan penyakit lain.</p>",
                synonyms=("sel tunjang", "terapi sel", "sel stem mesenkima"),
            )
        },
    ),
    TopicContent(
        key="prp-injection",
        kind="treatment",
        words=TopicWords(
            name="PRP injection",
            description="<p>Platelets from the patient's own blood, concentrated and injected where healing "
            "is slow.</p>",
            synonyms=("platelet-rich plasma", "PRP"),
        ),
    ),
    TopicContent(
        key="knee-replacement",
        kind="treatment",
        words=TopicWords(
            name="Knee replacement",
            description="<p>An operation that replaces the worn surfaces of the knee with metal and "
            "plastic.</p>",
            synonyms=("knee arthroplasty", "artificial knee", "total knee replacement"),
        ),
        codes=(("MeSH", "D019645"),),
    ),
    TopicContent(
        key="skin-tightening",
        kind="treatment",
        words=TopicWords(
            name="Skin tightening",
            description="<p>Treatments that warm the deeper skin, or fill it, to make a face look firmer "
            "without an operation.</p>",
            synonyms=("non-surgical facelift", "HIFU", "radio frequency"),
        ),
    ),
    TopicContent(
        key="knee",
        kind="body_part",
        words=TopicWords(
            name="Knee",
            description="<p>The largest joint of the body, between the thigh bone, the shin bone and the "
            "kneecap.</p>",
            synonyms=("knee joint",),
        ),
        codes=(("MeSH", "D007717"),),
        translations={
            "ms": TopicWords(
                name="Lutut",
                description="<p>Sendi terbesar dalam badan, antara tulang paha, tulang kering dan tempurung "
                "lutut.</p>",
                synonyms=("sendi lutut",),
            )
        },
    ),
    TopicContent(
        key="skin",
        kind="body_part",
        words=TopicWords(
            name="Skin",
            description="<p>The body's outer cover, with hair and nails.</p>",
            synonyms=("dermatology",),
        ),
        codes=(("MeSH", "D012867"),),
    ),
    TopicContent(
        key="ear-nose-and-throat",
        kind="body_part",
        words=TopicWords(
            name="Ear, nose and throat",
            description="<p>Hearing, balance, breathing, smell, swallowing and the voice.</p>",
            synonyms=("ENT", "otorhinolaryngology"),
        ),
    ),
    TopicContent(
        key="malaysia",
        kind="place",
        words=TopicWords(
            name="Malaysia", description="<p>Hospitals, rules and prices in Malaysia.</p>", synonyms=("MY",)
        ),
    ),
    TopicContent(
        key="kuala-lumpur",
        kind="place",
        words=TopicWords(
            name="Kuala Lumpur",
            description="<p>Hospitals and specialists in and around the capital.</p>",
            synonyms=("KL", "Klang Valley"),
        ),
    ),
    TopicContent(
        key="costs",
        kind="other",
        words=TopicWords(
            name="Costs",
            description="<p>What treatment costs, what is included, and who pays.</p>",
            synonyms=("prices", "fees", "insurance"),
        ),
    ),
    TopicContent(
        key="choosing-a-doctor",
        kind="other",
        words=TopicWords(
            name="Choosing a doctor",
            description="<p>How to find, check and prepare to see a doctor.</p>",
            synonyms=("doctor list", "specialists", "second opinion"),
        ),
    ),
    TopicContent(
        key="elder-care",
        kind="other",
        words=TopicWords(
            name="Elder care",
            description="<p>Living well in old age, at home or in a home.</p>",
            synonyms=("old age", "retirement home", "nursing home"),
        ),
    ),
)
