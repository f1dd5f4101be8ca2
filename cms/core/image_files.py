"""What becomes of a picture file before it is stored: checked, made fit for browsers, freed of private data.

Every way in goes through `prepared_file`. `cms.core.image_fields.ImageFile.save` calls it whenever an
image's file is written: by the upload pages and dialogs of the admin, by an API, by `Image(file=…).save()`
and `image.file.save(…)` in commands and imports. Forms (`cms.core.image_forms`) call it earlier, so that a
refusal is shown at the field; what they prepared is not prepared again. Only rows written past the model
(fixtures, `update(file=…)`) escape.

Nothing is decoded before its header said how large it is, and of large pictures one at a time.
"""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

import filetype  # type: ignore[import-untyped]
from django.conf import settings
from django.core.files.base import ContentFile, File
from PIL import Image as PillowImage
from PIL import ImageCms, ImageOps, ImageSequence, UnidentifiedImageError
from pillow_heif import register_heif_opener

from cms.core import image_refusals
from cms.core.image_drawings import clean_drawing, drawing_size, looks_like_markup
from cms.core.image_metadata import MALFORMED, without_private_data
from cms.core.image_refusals import ImageRefused

register_heif_opener()

# Pillow's names of the formats that it may try, and ours. No others: some start programs of their own.
KINDS: Final = {
    "JPEG": "jpeg",
    "MPO": "jpeg",  # a JPEG with further pictures behind it, as phones make them
    "PNG": "png",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
    "HEIF": "heic",
}
_OPENERS: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
_ANIMATED_KINDS: Final = frozenset(("png", "gif", "webp", "avif"))
_ENDINGS: Final = {"jpg": "jpeg", "jpeg": "jpeg", "heif": "heic"}
_STORED_ENDINGS: Final = {"jpeg": "jpg", "heic": "jpg"}
_ORIENTATION, _COPYRIGHT = 0x0112, 0x8298
_JPEG_QUALITY: Final = 92
# Up to so many pixels a JPEG is decoded whole to see whether everything is there.
_READ_WHOLE_PIXELS: Final = 24_000_000
_WEBP_QUALITY: Final = 92
_AVIF_QUALITY: Final = 80
# A 50-megapixel PNG takes 200 MB while it is looked at; two at once would take 400.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a picture after it was prepared; width and height as it is seen, upright."""

    kind: str
    width: int
    height: int
    is_animated: bool
    credit: str


class PreparedFile(ContentFile):
    """The content to store, under a name that fits it."""

    def __init__(self, content: bytes, *, name: str, facts: Facts) -> None:
        super().__init__(content, name=name)
        self.facts = facts
        self.sha1 = hashlib.sha1(content, usedforsecurity=False).hexdigest()


def prepared_file(file: File[Any], name: str) -> PreparedFile:
    """Return what to store of an uploaded file; raises `ImageRefused` with a sentence for the person."""
    if isinstance(file, PreparedFile):
        return file
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if file.size > most:
        raise image_refusals.too_many_bytes(file.size, most)
    file.seek(0)
    content = file.read()
    if not content:
        raise image_refusals.empty()
    content, facts = _prepared(content, name)
    ending = _STORED_ENDINGS.get(facts.kind, facts.kind)
    stem, _, old_ending = name.rpartition(".")
    is_right = _ENDINGS.get(old_ending.lower(), old_ending.lower()) == _ENDINGS.get(ending, ending)
    return PreparedFile(content, name=name if stem and is_right else f"{stem or name}.{ending}", facts=facts)


def upright_size(file: Any) -> tuple[int, int]:
    """Return width and height of a picture file as it is seen, from its header.

    Raises `ImageRefused` for what is no picture, and `NotPixels` for what could be a drawing.
    """
    file.seek(0)
    with _opened(file) as picture:
        return _upright(picture)


def _prepared(content: bytes, name: str) -> tuple[bytes, Facts]:
    try:
        opened = _opened(io.BytesIO(content))
    except NotPixels:
        _refuse_wrong_name(name, "svg")
        return _prepared_drawing(content)
    with opened as picture:
        kind = KINDS[str(picture.format)]
        _refuse_wrong_name(name, kind)
        frames = _count_frames(picture, kind)
        most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        if picture.width * picture.height * frames > most:
            raise image_refusals.too_many_pixels(picture.size, frames, most)
        with _one_at_a_time:
            return _prepared_picture(content, picture, kind=kind, is_animated=frames > 1)


class NotPixels(Exception):
    """The file is no picture of pixels but could be a drawing."""


def _opened(file: Any) -> PillowImage.Image:
    """Open a picture, which reads no more than its header."""
    try:
        return PillowImage.open(file, formats=_OPENERS)
    except (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning) as error:
        raise image_refusals.too_many_pixels(None, 1, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS) from error
    except Exception as error:
        # Pillow and its plug-ins raise a dozen types here; all of them mean that this is no picture.
        file.seek(0)
        start = file.read(1024)
        found = filetype.guess_extension(start)
        if found is None and isinstance(error, UnidentifiedImageError) and looks_like_markup(start):
            raise NotPixels from None
        if _ENDINGS.get(found or "", found) in KINDS.values():
            raise image_refusals.damaged(found or "") from error
        raise image_refusals.not_a_picture(found) from error


def _refuse_wrong_name(name: str, kind: str) -> None:
    """Hold names to what the content is; a name without an ending promises nothing."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending and _ENDINGS.get(ending, ending) != kind:
        raise image_refusals.wrong_name(PurePath(name).name, "jpg" if kind == "jpeg" else kind)


def _count_frames(picture: PillowImage.Image, kind: str) -> int:
    try:
        return getattr(picture, "n_frames", 1) if kind in _ANIMATED_KINDS else 1
    except Exception as error:
        raise image_refusals.damaged(kind) from error


def _prepared_drawing(content: bytes) -> tuple[bytes, Facts]:
    cleaned = clean_drawing(content)
    width, height = drawing_size(cleaned)
    return cleaned, Facts(kind="svg", width=width, height=height, is_animated=False, credit="")


def _prepared_picture(
    content: bytes, picture: PillowImage.Image, *, kind: str, is_animated: bool
) -> tuple[bytes, Facts]:
    try:
        # The header once more: loading may change what it says.
        width, height = _upright(picture)
        credit = _copyright(picture)
        if kind == "jpeg" and picture.width * picture.height > _READ_WHOLE_PIXELS:
            # Whole it would take hundreds of megabytes; an eighth of the width tells nearly as much.
            picture.draft(None, (picture.width // 8, picture.height // 8))
        if kind != "heic":  # which is decoded to be made anew
            for frame in ImageSequence.Iterator(picture) if is_animated else (picture,):
                frame.load()
        content = _fit_for_browsers(content, picture, kind=kind, is_animated=is_animated)
    except ImageRefused:
        raise
    except Exception as error:
        # As in `_opened`: whatever a plug-in raises, the file cannot be read.
        raise image_refusals.damaged(kind) from error
    kind = "jpeg" if kind == "heic" else kind
    facts = Facts(kind=kind, width=width, height=height, is_animated=is_animated, credit=credit)
    return content, facts


def _fit_for_browsers(content: bytes, picture: PillowImage.Image, *, kind: str, is_animated: bool) -> bytes:
    """Return the file without private data, and made anew only where browsers would show it wrongly."""
    orientation = _orientation(picture)
    if kind == "heic" or picture.mode == "CMYK":
        return _made_anew(content, "jpeg")
    if not is_animated and (picture.mode.startswith("I") or (orientation != 1 and kind in ("png", "webp"))):
        return _made_anew(content, kind)
    try:
        return without_private_data(content, kind=kind, orientation=orientation)
    except MALFORMED:
        if is_animated:
            raise
        return _made_anew(content, kind)


def _made_anew(content: bytes, kind: str) -> bytes:
    """Return the picture upright, in the colours of the web where it was in those of print."""
    picture: PillowImage.Image = PillowImage.open(io.BytesIO(content), formats=_OPENERS)
    picture.load()
    profile = picture.info.get("icc_profile")
    # In place, for a copy of 50 megapixels is not cheap.
    ImageOps.exif_transpose(picture, in_place=True)
    if picture.mode == "CMYK":
        picture, profile = _in_screen_colours(picture, profile), None
    elif picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if kind == "jpeg" and picture.mode not in ("L", "RGB"):
        picture = _on_white(picture)
    output = io.BytesIO()
    options = {"webp": {"quality": _WEBP_QUALITY}, "avif": {"quality": _AVIF_QUALITY}}.get(kind, {})
    if kind == "jpeg":
        options = {"quality": _JPEG_QUALITY}
    picture.info = {}  # or a comment would be written again
    picture.save(output, kind.upper(), icc_profile=profile, **options)
    return without_private_data(output.getvalue(), kind=kind)


def _in_screen_colours(picture: PillowImage.Image, profile: bytes | None) -> PillowImage.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except ImageCms.PyCMSError:
            converted = None
        if converted:
            return converted
    return picture.convert("RGB")


def _on_white(picture: PillowImage.Image) -> PillowImage.Image:
    picture = picture.convert("RGBA")
    white = PillowImage.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _upright(picture: PillowImage.Image) -> tuple[int, int]:
    width, height = picture.size
    return (height, width) if _orientation(picture) >= 5 else (width, height)


def _orientation(picture: PillowImage.Image) -> int:
    """Return Exif's orientation, 1 to 8, and 1 where there is none or it is garbled."""
    value = _exif(picture, _ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _copyright(picture: PillowImage.Image) -> str:
    value = _exif(picture, _COPYRIGHT)
    text = value if isinstance(value, str) else ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:255]


def _exif(picture: PillowImage.Image, tag: int) -> Any:
    try:
        return picture.getexif().get(tag)
    except Exception:
        # Cameras write strange Exif, and the picture itself is fine.
        return None
