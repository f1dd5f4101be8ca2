"""What is dropped is gone at once, though its bytes are removed later."""

from cms.delivery import dropping
from tests.factories.blog import ArticlePageFactory


def kept(delivery, pages):
    for page in pages:
        delivery.get(f"/api/v2/pages/{page.pk}/")


def change(delivery, pages):
    for page in pages:
        page.title = f"Another {page.title}"
        page.save_revision().publish()
    delivery.get("/api/v2/pages/?fields=_,id&limit=1")


def test_it_is_not_found_and_is_removed_in_the_end(delivery, monkeypatch):
    monkeypatch.setattr(dropping, "REMOVED_AT_ONCE", 2)
    pages = [ArticlePageFactory(slug=f"page-{number}") for number in range(3)]
    kept(delivery, pages)
    store = delivery.application.store
    keys = store.dropped_since(-1)[1]

    change(delivery, pages)

    dropped = store.dropped_since(keys)[0]
    assert all(store.get(key) is None for key in dropped)
    assert gone(store) >= len(pages)
    store.tidy(most_bytes=10**9)
    assert gone(store) == 0


def gone(store):
    with store._file.reading() as connection:
        return connection.execute("SELECT COUNT(*) FROM gone JOIN answer ON id = answer_id").fetchone()[0]


def test_what_is_gone_is_not_dropped_once_more(delivery):
    page = ArticlePageFactory(slug="page")
    kept(delivery, [page])
    change(delivery, [page])
    store = delivery.application.store
    number = store.dropped_since(-1)[1]

    change(delivery, [page])

    assert not any(f"/api/v2/pages/{page.pk}/" in key for key in store.dropped_since(number)[0])


def test_what_is_made_again_takes_the_place_of_what_is_gone(delivery):
    page = ArticlePageFactory(slug="page")
    kept(delivery, [page])
    change(delivery, [page])
    kept(delivery, [page])

    assert delivery.get(f"/api/v2/pages/{page.pk}/").is_hit
    assert gone(delivery.application.store) == 0
