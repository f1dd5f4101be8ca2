"""What exists in Malay: the start page, the article list and the introduction to stem cells."""

from __future__ import annotations

from datetime import date
from typing import Final

from cms.demo.content.pages import ARTICLES
from cms.demo.writing import (
    ArticleContent,
    bullets,
    button,
    callout,
    heading,
    numbers,
    paragraph,
    picture,
    question,
    related,
    sources,
    table,
    trials,
)

LOCALE: Final = "ms"

HOME_TITLE: Final = "Lutut Health"
HOME_DESCRIPTION: Final = "Jawapan mudah tentang sendi, rawatan baharu, doktor dan kos penjagaan di Malaysia."
HERO_TITLE: Final = "Kesihatan, diterangkan tanpa pujuk rayu jualan"
HERO_TEXT: Final = (
    "<p>Rawatan baharu, hospital dan harga di Malaysia: apa yang diketahui, apa yang belum, dan apa yang "
    "patut ditanya.</p>"
)
HERO_LINK_TEXT: Final = "Mula dengan sel stem"
FEATURED: Final = ("stem-cell-basics",)
HOME_BODY: Final = (
    heading("Baca dahulu"),
    related("", "stem-cell-basics", maximum=5),
    button("Semua artikel", page=ARTICLES, style="secondary"),
    callout(
        "disclaimer",
        "Laman demonstrasi",
        "Lutut Health ialah penerbit rekaan. Teks di sini ditulis dengan teliti untuk menunjukkan keupayaan "
        "sistem ini, dan tiada doktor yang menyemaknya. Rujuklah doktor anda.",
    ),
)

ARTICLES_SLUG: Final = "artikel"
ARTICLES_TITLE: Final = "Artikel"
ARTICLES_DESCRIPTION: Final = "Artikel kami dalam bahasa Melayu."
ARTICLES_INTRO: Final = (
    "<p>Artikel kami dalam bahasa Melayu, yang terbaharu di atas. Lebih banyak artikel tersedia dalam bahasa "
    "Inggeris.</p>"
)

BODY: Final = (
    paragraph(
        "Setiap tisu dalam badan terdiri daripada sel yang mempunyai tugas sendiri: sel otot mengecut, sel "
        "saraf membawa isyarat, sel darah merah mengangkut oksigen. <b>Sel stem</b>, juga dikenali sebagai "
        "sel tunjang, belum mempunyai tugas yang tetap. Sel ini boleh melakukan dua perkara yang tidak "
        "dapat dilakukan oleh kebanyakan sel lain: menggandakan dirinya, dan menghasilkan sel yang "
        "mempunyai tugas khusus."
    ),
    picture(
        "cell-lineage",
        caption="Dengan isyarat yang betul di makmal, satu sel mesenkima boleh menjadi sel tulang, rawan "
        "atau lemak.",
        alt="Lukisan satu sel stem dengan tiga anak panah ke arah sel tulang, sel rawan dan sel lemak.",
    ),
    heading("Bukan satu jenis sahaja"),
    paragraph(
        "“Sel stem” ialah nama sebuah keluarga besar. Keupayaan setiap jenis bergantung pada sumbernya, "
        "begitu juga kegunaan dan risikonya."
    ),
    table(
        "Jenis utama sel stem",
        [("text", "Jenis"), ("rich_text", "Sumber"), ("rich_text", "Boleh menjadi")],
        ["Embrionik", "Embrio berusia beberapa hari", "Semua jenis sel badan (<i>pluripoten</i>)"],
        ["Pembentuk darah", "Sumsum tulang, darah, darah tali pusat", "Semua jenis sel darah"],
        [
            "Stroma mesenkima (MSC)",
            "Sumsum tulang, lemak, tali pusat dan lain-lain",
            "Sel tulang, rawan dan lemak di makmal",
        ],
        [
            "Pluripoten teraruh (iPS)",
            "Sel dewasa biasa yang dikembalikan ke keadaan asal dengan beberapa gen",
            "Hampir semua jenis sel badan",
        ],
    ),
    heading("Rawatan yang sudah terbukti"),
    paragraph(
        "Satu rawatan sel stem sudah menjadi amalan biasa: pemindahan <b>sel pembentuk darah</b>, yang "
        "sering disebut pemindahan sumsum tulang, untuk leukemia dan beberapa penyakit darah serta sistem "
        "imun yang lain. Rawatan ini telah dilakukan selama lebih lima puluh tahun dan menyelamatkan nyawa. "
        "Risikonya besar, tetapi diterima kerana penyakit itu lebih berbahaya."
    ),
    heading("Rawatan yang masih dikaji"),
    paragraph(
        "Bagi kebanyakan penyakit lain, perkataan yang jujur ialah <i>masih dalam kajian</i>. Antaranya:"
    ),
    bullets(
        "sendi yang haus atau cedera, misalnya lutut;",
        "kegagalan jantung selepas serangan jantung;",
        "kecederaan saraf tunjang dan strok;",
        "diabetes jenis 1, penyakit Parkinson dan beberapa punca buta.",
    ),
    trials("Kajian lutut di Malaysia", query={"condition": "knee", "country": "Malaysia", "maximum": 5}),
    callout(
        "information",
        "Mengapa MSC banyak diiklankan",
        "Sel ini mudah diperoleh dan mudah dibiakkan. Itu menerangkan mengapa klinik menyukainya. Itu tidak "
        "membuktikan bahawa sel ini berkesan.",
    ),
    heading("Bagaimana sesuatu rawatan dibuktikan"),
    numbers(
        "<b>Makmal dan haiwan.</b> Adakah idea ini berkesan, dan adakah apa-apa yang jelas berbahaya?",
        "<b>Fasa 1.</b> Beberapa orang sahaja, untuk mencari kesan buruk dan dos yang sesuai.",
        "<b>Fasa 2.</b> Berpuluh-puluh orang, untuk gambaran awal tentang manfaatnya.",
        "<b>Fasa 3.</b> Ratusan orang, dibahagikan secara rawak antara rawatan baharu dengan rawatan sedia "
        "ada.",
        "<b>Kelulusan dan pemantauan.</b> Pihak berkuasa menilai hasil kajian, dan kesan sampingan yang "
        "jarang dipantau selama bertahun-tahun.",
    ),
    paragraph(
        "Kebanyakan idea gagal di pertengahan jalan. Sebab itulah kajian klinikal, yang rawatannya percuma "
        "dan diawasi oleh jawatankuasa etika, berbeza daripada rawatan yang perlu anda bayar sedangkan ia "
        "masih diuji."
    ),
    heading("Apa yang boleh menjadi masalah"),
    paragraph(
        "Jangkitan, pendarahan dan kesakitan boleh berlaku di mana-mana tempat suntikan. Sel boleh sampai "
        "ke tempat yang salah atau menjadi tisu yang salah. Pada tahun 2017, doktor melaporkan tiga orang "
        "wanita yang hilang sebahagian besar penglihatan selepas sebuah klinik menyuntik sediaan daripada "
        "lemak mereka sendiri ke dalam mata. Maka “daripada badan sendiri” tidak bermakna “selamat”."
    ),
    callout(
        "warning",
        "Tiga tanda untuk berhenti dan berfikir",
        "Sel yang sama ditawarkan untuk banyak penyakit yang tidak berkaitan; kejayaan dibuktikan dengan "
        "cerita dan bukan kajian yang diterbitkan; dan anda diminta membayar sebelum risikonya ditulis.",
    ),
    heading("Soalan pembaca"),
    question(
        "Perlukah saya menyimpan darah tali pusat bayi saya?",
        "Bank awam, jika ada, memberikan darah tali pusat kepada sesiapa yang sepadan, dan kegunaan itu "
        "sudah terbukti. Simpanan berbayar untuk keluarga sendiri jarang digunakan; tanyalah doktor yang "
        "tidak mendapat bayaran daripadanya.",
    ),
    question(
        "Adakah krim dan minuman sel stem berkesan?",
        "Sel hidup tidak dapat bertahan di dalam balang atau perut. Produk begitu hanya mengandungi ekstrak.",
    ),
    callout(
        "takeaway",
        "Ingat",
        "Sel stem ialah bidang perubatan sebenar dengan satu kejayaan besar, iaitu sel pembentuk darah, dan "
        "banyak persoalan yang belum terjawab. Tanyalah: sel jenis apa, untuk penyakit apa, dan di mana "
        "kajiannya diterbitkan?",
    ),
    heading("Sumber"),
    sources(
        (
            "doi",
            "10.1080/14653240600855905",
            "Dominici M, et al. Minimal criteria for defining multipotent mesenchymal stromal cells. "
            "Cytotherapy, 2006.",
        ),
        (
            "doi",
            "10.1056/NEJMoa1609583",
            "Kuriyan AE, et al. Vision loss after intravitreal injection of autologous “stem cells” for "
            "AMD. New England Journal of Medicine, 2017.",
        ),
    ),
)

# The slug of the original is the key; authors and topics are those of this language.
ARTICLE: Final = ArticleContent(
    slug="asas-sel-stem",
    title="Asas sel stem: apakah ia dan apakah keupayaannya",
    search_description="Apa itu sel stem, rawatan mana yang terbukti, mana yang masih dikaji, dan bagaimana "
    "membezakannya.",
    summary="Sel stem boleh menggandakan diri dan menjadi sel lain. Satu rawatan dengannya sudah biasa; "
    "kebanyakan yang lain masih diuji. Pengenalan dalam bahasa mudah.",
    hero="cell-cluster",
    authors=["aisha-rahman"],
    topics=["stem-cell-therapy"],
    tags=["sel stem", "penerangan"],
    published=date(2025, 3, 3),
    reviewed_by="meera-pillai",
    reviewed_days_ago=100,
    review_due_in_days=260,
    body=BODY,
)
ORIGINAL: Final = "stem-cell-basics"
