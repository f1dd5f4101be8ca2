"""The publisher's settings: who it is, the menu, the footer and the standing notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cms.demo.content.pages import ARTICLES

ORGANISATION: Final[Mapping[str, str]] = {
    "organisation_name": "Lutut Health",
    "organisation_description": "A demonstration publisher of health articles for readers in Malaysia.",
    "contact_email": "editors@lutut-health.example",
}
LOGO: Final = "logo"
SOCIAL_IMAGE: Final = "knee-joint"

# (label, page key or "", address or "")
Entry = tuple[str, str, str]

NAVIGATION: Final[Sequence[tuple[Entry, Sequence[Entry]]]] = (
    (
        ("Treatments", "", "/topics/stem-cell-therapy/"),
        (
            ("Stem cells for knees", "stem-cell-therapy-for-knees", ""),
            ("PRP injections", "prp-knee-injection-cost-malaysia", ""),
            ("Non-surgical facelifts", "fotona-4d-ultherapy-thermage-fillers", ""),
        ),
    ),
    (
        ("Doctors", "", "/topics/choosing-a-doctor/"),
        (
            ("Using a doctor list", "gleneagles-kuala-lumpur-doctor-list", ""),
            ("Skin specialists", "skin-specialists-kuala-lumpur", ""),
            ("ENT specialists", "ent-specialists-malaysia", ""),
        ),
    ),
    (
        ("Costs", "", "/topics/costs/"),
        (
            ("Hospital room rates", "hospital-room-rates-malaysia", ""),
            ("Stem cell prices", "stem-cell-therapy-malaysia-price", ""),
        ),
    ),
    (("All articles", ARTICLES, ""), ()),
    (("About", "about", ""), ()),
)

# Words of entries in Malay; links to pages that have a Malay translation need none.
MALAY: Final[Mapping[str, str]] = {
    "Treatments": "Rawatan",
    "Stem cells for knees": "Sel stem untuk lutut",
    "PRP injections": "Suntikan PRP",
    "Non-surgical facelifts": "Tegang muka tanpa pembedahan",
    "Doctors": "Doktor",
    "Using a doctor list": "Cara guna senarai doktor",
    "Skin specialists": "Pakar kulit",
    "ENT specialists": "Pakar ENT",
    "Costs": "Kos",
    "Hospital room rates": "Kadar bilik hospital",
    "Stem cell prices": "Harga sel stem",
    "All articles": "Semua artikel",
    "About": "Tentang kami",
    "About us": "Tentang kami",
    "Editorial policy": "Dasar editorial",
    "Medical disclaimer": "Penafian perubatan",
    "Contact": "Hubungi kami",
}
MALAY_TEXTS: Final[Mapping[str, str]] = {
    "organisation_description": "Penerbit contoh bagi artikel kesihatan untuk pembaca di Malaysia.",
    "footer_text": "<p><b>Lutut Health</b> ialah contoh sahaja. Tiada apa-apa di sini yang mengganti nasihat "
    "doktor yang mengenali anda.</p>",
}

FOOTER_TEXT: Final = (
    "<p><b>Lutut Health</b> is a demonstration. Nothing here replaces advice from a doctor who knows you.</p>"
)
FOOTER_LINKS: Final[Sequence[Entry]] = (
    ("About us", "about", ""),
    ("Editorial policy", "editorial-policy", ""),
    ("Medical disclaimer", "medical-disclaimer", ""),
    ("Contact", "contact", ""),
    ("ClinicalTrials.gov", "", "https://clinicaltrials.gov"),
)

DISCLAIMERS: Final[Mapping[str, str]] = {
    "medical": "<p>This article is for information. It does not replace advice, diagnosis or treatment by a "
    "doctor.</p>",
    "trials": "<p>Facts about trials come from public registers and carry the date on which they were true. "
    "Check the register before you decide anything.</p>",
    "prices": "<p>Prices change. Each one here names its place and date; ask for a written quote.</p>",
}

MALAY_DISCLAIMERS: Final[Mapping[str, str]] = {
    "medical": "<p>Artikel ini untuk maklumat sahaja. Ia tidak mengganti nasihat, diagnosis atau rawatan "
    "doktor.</p>",
    "trials": "<p>Fakta tentang kajian diambil daripada daftar awam dan menyebut tarikh ia benar. Semak daftar "
    "itu sebelum membuat keputusan.</p>",
    "prices": "<p>Harga berubah. Setiap harga di sini menyebut tempat dan tarikhnya; minta sebut harga "
    "bertulis.</p>",
}

# Addresses of the old blog that no article of today answers, and where they lead: (old path, page key or address).
REDIRECTS: Final[Sequence[tuple[str, str]]] = (
    ("/p/about.html", "about"),
    ("/p/contact.html", "contact"),
    ("/search/label/knee", "/topics/knee/"),
    ("/search/label/stem-cells", "/topics/stem-cell-therapy/"),
    ("/index.html", ARTICLES),
)

# A part of the old blog that moved as a whole, and an offer that was taken down on purpose.
MOVED_SECTION: Final[tuple[str, str]] = ("/search/label", "/topics/")
REMOVED: Final[str] = "/p/free-consultation.html"
