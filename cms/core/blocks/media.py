"""Pictures, and players for videos on other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from cms.core import json_schema as schema
from cms.core import shapes
from cms.core.blocks import help_texts
from cms.core.blocks import variations as forms
from cms.core.blocks.base import ApiStructBlock, Json, JsonSchema, Raw
from cms.core.blocks.fields import LineBlock, WebAddressBlock
from cms.core.blocks.raw import as_boolean, as_dict, as_key, as_text, as_web_address

if TYPE_CHECKING:
    from cms.core.output import Output
    from cms.core.references import References

__all__ = ["CaptionedImageBlock", "EmbedBlock"]


class PictureBlock(ImageBlock):
    """Wagtail's image with its description, and our own sentence when there is none."""

    def clean(self, value: Any) -> Any:
        """Refuse a block without a picture, unless this is only a draft."""
        if value is None and not self.is_deferred_validation:
            problem = ValidationError(help_texts.IMAGE_MISSING)
            raise StructBlockValidationError(block_errors={"image": problem})
        return super().clean(value)


class CaptionedImageBlock(ApiStructBlock):
    """A picture, described for this place in the text."""

    image = PictureBlock(label="The picture and what it shows")
    caption = LineBlock(label="Caption", help_text=help_texts.IMAGE_CAPTION)
    credit = LineBlock(label="Credit", help_text=help_texts.IMAGE_CREDIT)

    sample = {
        "image": {"image": 5, "decorative": False, "alt_text": "Drawing of a knee joint from the side"},
        "caption": "The cartilage covers the ends of both bones.",
        "credit": "Drawing: our editors",
    }
    variations = forms.IMAGE

    class Meta:
        icon = "image"
        label = "Picture"
        group = help_texts.GROUP_MEDIA
        description = help_texts.IMAGE
        label_format = "{caption}"

    def collect(self, value: Raw, references: References) -> None:
        """Name the picture."""
        references.want("image", as_key(_picture(value).get("image")))

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the picture with the description for this place; null where it is gone or private."""
        raw, picture = as_dict(value), _picture(value)
        is_decorative = as_boolean(picture.get("decorative"))
        image = output.references.get("image", as_key(picture.get("image")))
        if image is not None:
            own_alt = as_text(picture.get("alt_text"))
            image = {**image, "alt": "" if is_decorative else own_alt or image["alt"]}
        return {
            "image": image,
            "decorative": is_decorative,
            "caption": as_text(raw.get("caption")),
            "credit": as_text(raw.get("credit")) or (image["credit"] if image else ""),
        }

    def json_schema(self) -> JsonSchema:
        """Describe a picture with caption and credit."""
        return schema.object_of(
            {
                "image": schema.nullable(shapes.IMAGE),
                "decorative": schema.boolean("Whether screen readers should pass it over."),
                "caption": schema.text("May be empty."),
                "credit": schema.text("The block's own, else that of the picture; may be empty."),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return the caption."""
        return as_text(as_dict(value).get("caption"))


def _picture(value: Raw) -> dict[str, Any]:
    """Return the stored ImageBlock inside the block; a bare id is what an image chooser once stored."""
    stored = as_dict(value).get("image")
    return stored if isinstance(stored, dict) else {"image": stored}


class EmbedAddressBlock(WebAddressBlock):
    """The address of something with a player, which is looked up when the text is saved."""

    def clean(self, value: Any) -> str:
        """Look the player up; say so when no provider knows the address or none answers."""
        from cms.core import embeds

        address = super().clean(value)
        if not as_web_address(address):
            return address
        try:
            embeds.resolve(address)
        except embeds.UnknownEmbedProviderError as error:
            if not self.is_deferred_validation:
                raise ValidationError(help_texts.EMBED_UNKNOWN_PROVIDER) from error
        except embeds.EmbedUnavailableError as error:
            if not self.is_deferred_validation:
                raise ValidationError(help_texts.EMBED_NOT_FOUND) from error
        return address


class EmbedBlock(ApiStructBlock):
    """A player for a video on another site."""

    url = EmbedAddressBlock(
        label="Address of the video", help_text=help_texts.EMBED_URL, missing=help_texts.EMBED_URL_MISSING
    )
    caption = LineBlock(label="Caption", help_text=help_texts.EMBED_CAPTION)

    sample = {
        "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "caption": "A short film about the operation.",
    }
    variations = forms.EMBED

    class Meta:
        icon = "media"
        label = "Video"
        group = help_texts.GROUP_MEDIA
        description = help_texts.EMBED
        label_format = "{caption}"

    def collect(self, value: Raw, references: References) -> None:
        """Name the address whose stored player is needed."""
        references.want("embed", as_web_address(as_dict(value).get("url")) or None)

    def represent(self, value: Raw, output: Output) -> Json:
        """Return the stored player; null where it was never found."""
        raw = as_dict(value)
        url = as_web_address(raw.get("url"))
        player = as_dict(output.references.get("embed", url or None))
        names = ("title", "provider", "html", "thumbnail_url", "width", "height")
        return {
            "url": url,
            "caption": as_text(raw.get("caption")),
            **{name: player.get(name) for name in names},
        }

    def json_schema(self) -> JsonSchema:
        """Describe a player; all but address and caption are null when none was found."""
        return schema.object_of(
            {
                "url": schema.text("The address that the editor pasted, or empty."),
                "caption": schema.text("May be empty."),
                "title": schema.nullable(schema.text()),
                "provider": schema.nullable(schema.text("The site's name.")),
                "html": schema.nullable(schema.text("One iframe.")),
                "thumbnail_url": schema.nullable(schema.text()),
                "width": schema.nullable(schema.integer()),
                "height": schema.nullable(schema.integer()),
            }
        )

    def plain_text(self, value: Raw) -> str:
        """Return the caption."""
        return as_text(as_dict(value).get("caption"))
