"""Raw body blocks, as the database stores them: each function returns {"type", "value", "id"}."""

import json
import uuid
from html import escape


def block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def stream(*blocks):
    """The stored form of a body."""
    return json.dumps(list(blocks))


def items(*values):
    """The stored form of a list inside a block."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def heading(text="A heading", *, level=2, anchor=""):
    return block("heading", {"text": text, "level": str(level), "anchor": anchor})


def paragraph(html="<p>A paragraph.</p>"):
    return block("paragraph", html)


def bullet_list(*lines):
    return block("bullet_list", items(*lines))


def numbered_list(*lines):
    return block("numbered_list", items(*lines))


def callout(text="<p>Mind this.</p>", *, kind="information", title="", link=None):
    value = {"kind": kind, "title": title, "text": text, "link": link or link_to()}
    return block("callout", value)


def link_to(page=None, *, url="", text=""):
    return {"text": text, "page": page and page.pk, "url": url}


def image(picture, *, alt_text="", decorative=False, caption="", credit=""):
    chosen = {"image": picture and picture.pk, "decorative": decorative, "alt_text": alt_text}
    return block("image", {"image": chosen, "caption": caption, "credit": credit})


def embed(url="https://www.youtube.com/watch?v=aqz-KE-bpKQ", *, caption=""):
    return block("embed", {"url": url, "caption": caption})


def quote(text="Said so.", *, attribution="", source_url=""):
    return block("quote", {"text": text, "attribution": attribution, "source_url": source_url})


def table(columns, *rows, caption=""):
    """`columns` are (type, heading) pairs, each row a list of cells."""
    value = {
        "caption": caption,
        "columns": [{"type": kind, "heading": title} for kind, title in columns],
        "rows": [{"values": list(row)} for row in rows],
    }
    return block("table", value)


def price_range(low="3000", high="5000", **fields):
    value = {
        "low": low,
        "high": high,
        "currency": "USD",
        "unit": "per knee",
        "place": "",
        "as_of": None,
        "source": "",
        "source_url": "",
    }
    return block("price_range", {**value, **fields})


def trial_list(*trials, title="", query=None, layout="full"):
    value = {
        "title": title,
        "layout": layout,
        "trials": items(*(trial.pk for trial in trials)),
        "query": query or {},
    }
    return block("trial_list", value)


def related_posts(*pages, title="", automatic=False, maximum=5):
    value = {
        "title": title,
        "pages": items(*(page.pk for page in pages)),
        "automatic": automatic,
        "maximum": maximum,
    }
    return block("related_posts", value)


def link_button(page=None, *, url="", text="Go", style="primary"):
    link = {"page": page and page.pk, "url": url}
    return block("link_button", {"text": text, "link": link, "style": style})


def question(text="Does it hurt?", answer="<p>A little.</p>"):
    return block("question", {"question": text, "answer": answer})


def references(*sources):
    """Each source is a (citation, kind, identifier) triple."""
    names = ("citation", "kind", "identifier")
    return block(
        "references", {"items": items(*(dict(zip(names, source, strict=True)) for source in sources))}
    )


def page_link(page, words="a page"):
    """A rich text link to a page."""
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def document_link(document, words="a document"):
    return f'<a linktype="document" id="{document.pk}">{words}</a>'


def embedded_image(picture, *, alt=""):
    return f'<embed embedtype="image" id="{picture.pk}" format="fullwidth" alt="{escape(alt)}"/>'
