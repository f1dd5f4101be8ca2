"""What a block's sample looks like through the API: for previews, schemas and docs, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from cms.core.blocks.base import ApiBlock, Json
from cms.core.output import Output

if TYPE_CHECKING:
    from cms.core.references import References

__all__ = ["SAMPLE_CARD", "SAMPLE_IMAGE", "sample_block", "sample_value"]

SAMPLE_BLOCK_ID = "3f0d5a7e-6c1b-4e55-9d0a-7b1f3f7c2a10"
SITE = "https://www.example.org"
# A grey landscape in place of a picture; previews must look the same on an empty site.
PLACEHOLDER = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'%3E%3Crect width='16' "
    "height='9' fill='%23d5dde5'/%3E%3Cpath d='M0 9l5-5 3 3 3-4 5 6z' fill='%239fb3c4'/%3E%3C/svg%3E"
)

SAMPLE_IMAGE: dict[str, Any] = {
    "id": 5,
    "meta": {
        "type": "core.Image",
        "detail_url": f"{SITE}/api/v2/images/5/",
        "download_url": "/media/original_images/knee.jpg",
    },
    "title": "Knee joint",
    "alt": "Drawing of a knee joint",
    "credit": "Drawing: our editors",
    "width": 1600,
    "height": 900,
    "media_type": "image/jpeg",
    "is_animated": False,
    "focal_point": {"x": 0.5, "y": 0.4},
    "placeholder": PLACEHOLDER,
    "dominant_color": "#9fb3c4",
    "url": f"{SITE}/media/original_images/knee.jpg",
    "sources": [
        {
            "type": "image/webp",
            "images": [{"url": f"{SITE}/media/images/knee.width-800.webp", "width": 800, "height": 450}],
        }
    ],
    "social": {"url": f"{SITE}/media/images/knee.fill-1200x630.jpg", "width": 1200, "height": 630},
}
SAMPLE_CARD: dict[str, Any] = {
    "id": 7,
    "type": "blog.ArticlePage",
    "title": "What a treatment really costs",
    "url": f"{SITE}/articles/what-a-treatment-really-costs/",
    "summary": "What is on the bill, and what is not.",
    "image": SAMPLE_IMAGE,
}
SAMPLE_PLAYER: dict[str, Any] = {
    "title": "A short film",
    "provider": "YouTube",
    "html": '<iframe src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"></iframe>',
    "thumbnail_url": None,
    "width": 1280,
    "height": 720,
}


class SampleReferences:
    """Answers every reference of a known kind with the same example."""

    def __init__(self, extra: dict[str, Json]) -> None:
        self._values = {
            "image": SAMPLE_IMAGE,
            "page": SAMPLE_CARD,
            "document": {"id": 3, "url": f"{SITE}/documents/3/", "title": "A document"},
            "embed": SAMPLE_PLAYER,
            **extra,
        }

    def want(self, kind: str, key: Any) -> None:
        """Accept anything."""

    def want_all(self, kind: str, keys: Iterable[Any]) -> None:
        """Accept anything."""

    def get(self, kind: str, key: Any) -> Json:
        """Return the example of this kind, with the key as its id where it has one."""
        value = self._values.get(kind)
        if key is None or value is None:
            return None
        if isinstance(value, dict) and "id" in value and isinstance(key, int):
            return {**value, "id": key}
        return value

    def get_all(self, kind: str, keys: Iterable[Any], *, maximum: int | None = None) -> list[Json]:
        """Return an example for each key."""
        values = [self.get(kind, key) for key in dict.fromkeys(keys)]
        return [value for value in values if value is not None][:maximum]


def sample_output(block: ApiBlock) -> Output:
    """Return an output whose references are examples."""
    references = cast("References", SampleReferences(block.sample_references))
    return Output(references=references, page_id=1)


def sample_value(block: ApiBlock) -> Json:
    """Return the API value of a block's sample."""
    return block.represent(block.sample, sample_output(block))


def sample_block(block: ApiBlock) -> dict[str, Json]:
    """Return the whole block as it stands in a body."""
    return {"type": block.name, "value": sample_value(block), "id": SAMPLE_BLOCK_ID}
