"""The people of the demo publisher. None of them exists, and each biography says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, kw_only=True)
class AuthorWords:
    """What an author is called in one language."""

    credentials: str
    role: str
    biography: str


@dataclass(frozen=True, kw_only=True)
class AuthorContent:
    """One author; `translations` by language code."""

    key: str
    name: str
    words: AuthorWords
    photo: str = ""
    translations: Mapping[str, AuthorWords] = field(default_factory=dict)


AUTHORS: Final = (
    AuthorContent(
        key="aisha-rahman",
        name="Aisha Rahman",
        photo="portrait-aisha",
        words=AuthorWords(
            credentials="MBBS, MPH (demo person)",
            role="Health writer",
            biography="<p>Aisha writes about joints, skin and new treatments, and turns studies into plain "
            "words. <i>She was invented for this demo, and so were her degrees.</i></p>",
        ),
        translations={
            "ms": AuthorWords(
                credentials="MBBS, MPH (watak demo)",
                role="Penulis kesihatan",
                biography="<p>Aisha menulis tentang sendi, kulit dan rawatan baharu, dan menerangkan kajian "
                "dalam bahasa yang mudah. <i>Beliau dan kelayakannya direka untuk demo ini.</i></p>",
            )
        },
    ),
    AuthorContent(
        key="daniel-lim",
        name="Daniel Lim",
        photo="portrait-daniel",
        words=AuthorWords(
            credentials="BA Journalism (demo person)",
            role="Editor",
            biography="<p>Daniel looks after prices, hospitals and everything that a reader can check with "
            "one telephone call. <i>He was invented for this demo.</i></p>",
        ),
    ),
    AuthorContent(
        key="meera-pillai",
        name="Meera Pillai",
        photo="portrait-meera",
        words=AuthorWords(
            credentials="MD, orthopaedics (demo person)",
            role="Medical reviewer",
            biography="<p>Meera checks our medical texts before they appear and once a year after that. "
            "<i>She was invented for this demo; no doctor has reviewed these texts.</i></p>",
        ),
        translations={
            "ms": AuthorWords(
                credentials="MD, ortopedik (watak demo)",
                role="Penyemak perubatan",
                biography="<p>Meera menyemak teks perubatan kami sebelum diterbitkan dan sekali setahun "
                "selepas itu. <i>Beliau direka untuk demo ini; tiada doktor yang menyemak teks ini.</i></p>",
            )
        },
    ),
    AuthorContent(
        key="editorial-team",
        name="Lutut Health editorial team",
        words=AuthorWords(
            credentials="",
            role="Editorial team",
            biography="<p>Pages that several of us keep up to date together. <i>Lutut Health is not a real "
            "publisher.</i></p>",
        ),
    ),
)
