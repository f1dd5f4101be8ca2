"""Words that renderers stumble over: other scripts, other directions, very long ones, invisible ones."""

from __future__ import annotations

from html import escape

__all__ = [
    "ARABIC",
    "CHINESE",
    "COMBINING",
    "EMOJI",
    "HEBREW",
    "INVISIBLE",
    "LONG_WORD",
    "MARKUP",
    "MIXED",
    "ODD",
    "ODD_HTML",
    "sentences",
]

ARABIC = "تحتاج الركبة المتعبة إلى حركة خفيفة كل يوم، لا إلى الراحة وحدها."
HEBREW = "ברך עייפה זקוקה לתנועה קלה בכל יום, ולא רק למנוחה."
CHINESE = "疲劳的膝盖每天都需要轻微的活动而不仅仅是休息，这句话里没有一个空格可以换行。"
MIXED = f"Knee (MRI 3T) {ARABIC} 50% / {HEBREW} NCT01234567"
"""Both directions in one line, with numbers, brackets and a registry number between them."""

LONG_WORD = "Kneecartilageregenerationwithoutasinglespace" * 6
EMOJI = "🦵🏽 👩🏾‍⚕️ 👨‍👩‍👧‍👦 🏳️‍🌈 🇲🇾 ❤️‍🩹 1️⃣"
"""With skin tones, joined families, flags of two letters, and a digit in a box."""

COMBINING = (
    "Cafe\u0301 A\u030angstro\u0308m Vie\u0302\u0323t na\u0304\u0306\u0301\u0323 "
    "Z\u0335\u0336\u0337\u0338\u0322algo"
)
"""Letters that are written as a base and its marks, up to five of them."""

INVISIBLE = (
    "knee\u200bjoint\u00a0no\u2011break soft\u00adhyphen \u200fmark\u200e "
    "joined\u2060words \u2068isolated\u2069"
)
"""Zero-width space, no-break space and hyphen, soft hyphen, direction marks and isolates, word joiner."""

MARKUP = (
    'p < 0.05 && x > 3; <b>not bold</b> <script>alert("no")</script> &amp; &lt; {{ braces }} ${dollar} \\n'
)
"""What must be shown letter by letter: markup, entities and the template languages of front ends."""

ODD = " · ".join((MARKUP, MIXED, EMOJI, COMBINING, INVISIBLE, LONG_WORD))
ODD_HTML = escape(ODD)

_SENTENCE = "The knee carries the whole body up the stairs and down again, day after day, and says little."


def sentences(words: int) -> str:
    """Return plain text of so many words."""
    repeated = _SENTENCE.split() * (words // len(_SENTENCE.split()) + 1)
    return " ".join(repeated[:words]).rstrip(",.") + "."
