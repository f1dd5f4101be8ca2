"""Picture files without what they tell about people: place, camera, owner, edits, thumbnails, comments.

Nothing here touches a pixel: the parts of a file that say such things are left out and the others copied as
they are. Colour profiles and animations stay, also the orientation of a JPEG, alone in an Exif block of 36
bytes. What follows the end of the picture (the film of a "live" photo, a second file) is left out too.

Formats: JPEG ITU-T T.81 annex B, PNG third edition, GIF89a, WebP RFC 9649; AVIF is in `image_boxes`. Every
function raises `ValueError`, `IndexError` or `struct.error` for a file that is not what it claims to be.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from cms.core.image_boxes import clean_avif

MALFORMED: Final = (ValueError, IndexError, struct.error)

_SCAN_END: Final = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA
_APP0, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE

_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
# Critical chunks, colour, transparency, physical size, animation.
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD acTL fcTL fdAT".split()
)
_WEBP_PRIVATE: Final = frozenset((b"EXIF", b"XMP "))
_WEBP_PRIVATE_FLAGS: Final = 0x08 | 0x04
_WEBP_KEPT: Final = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_GIF_KEPT_APPLICATIONS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def without_private_data(content: bytes, *, kind: str, orientation: int = 1) -> bytes:
    """Return the same picture of a `kind` (jpeg, png, gif, webp, avif) without its private parts.

    `orientation` is Exif's, 1 to 8; only a JPEG keeps it.
    """
    if kind == "jpeg":
        return _clean_jpeg(content, orientation)
    return _CLEANERS[kind](content)


def _clean_jpeg(content: bytes, orientation: int) -> bytes:
    head, body = b"\xff\xd8", bytearray()
    for marker, data in _jpeg_segments(content):
        if marker == _APP0:
            # Only the first 14 bytes: a thumbnail may follow.
            if data[2:7] == b"JFIF\0" and len(data) >= 16 and len(head) == 2:
                head += b"\xff\xe0\x00\x10" + data[2:14] + b"\0\0"
        elif _is_kept_in_jpeg(marker, data):
            body += bytes((0xFF, marker)) + data
    return head + (_orientation_segment(orientation) if orientation != 1 else b"") + body + b"\xff\xd9"


def _is_kept_in_jpeg(marker: int, data: bytes) -> bool:
    if marker == _APP2:
        return data[2:14] == b"ICC_PROFILE\0"
    if marker == _APP14:
        return data[2:7] == b"Adobe"
    return marker < _APP0


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and data (with its length, and with the scan that follows it) up to the image's end."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("a marker is missing")
        while content[at] == 0xFF:
            at += 1
        marker, at = content[at], at + 1
        if marker == _END_OF_IMAGE:
            return
        end = at + int.from_bytes(content[at : at + 2], "big")
        if marker == _START_OF_SCAN:
            scan_end = _SCAN_END.search(content, end)
            end = scan_end.start() if scan_end else len(content)
        if end < at + 2 or end > len(content):
            raise ValueError("a segment is too long")
        yield marker, content[at:end]
        at = end
        if at == len(content):
            return


def _orientation_segment(orientation: int) -> bytes:
    tag = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0" + b"MM\0*" + struct.pack(">IH", 8, 1) + tag + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _clean_png(content: bytes) -> bytes:
    cleaned, at = bytearray(_PNG_SIGNATURE), len(_PNG_SIGNATURE)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + length + 12
        if end > len(content):
            raise ValueError("a chunk is too long")
        if name in _PNG_KEPT:
            cleaned += content[at:end]
        if name == b"IEND":
            return bytes(cleaned)
        at = end


def _clean_webp(content: bytes) -> bytes:
    cleaned, at = bytearray(b"WEBP"), 12
    whole = min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= whole:
        name, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length
        if end > len(content):
            raise ValueError("a chunk is too long")
        chunk = bytearray(content[at:end])
        if name == b"VP8X":
            chunk[8] &= ~_WEBP_PRIVATE_FLAGS & 0xFF
        if name in _WEBP_KEPT:
            cleaned += chunk + b"\0" * (length % 2)
        at = end + length % 2
    return b"RIFF" + struct.pack("<I", len(cleaned)) + bytes(cleaned)


def _clean_gif(content: bytes) -> bytes:
    at = 13 + _gif_colours(content[10])
    cleaned = bytearray(content[:at])
    while at < len(content) and content[at] != 0x3B:
        if content[at] == 0x2C:
            end = _gif_blocks_end(content, at + 11 + _gif_colours(content[at + 9]))
            cleaned += content[at:end]
        elif content[at] == 0x21:
            end = _gif_blocks_end(content, at + 2)
            if _is_kept_in_gif(content[at + 1], content[at + 3 : at + 14]):
                cleaned += content[at:end]
        else:
            raise ValueError("neither a picture nor an extension")
        at = end
    return bytes(cleaned) + b"\x3b"


def _gif_colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks_end(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1


def _is_kept_in_gif(label: int, application: bytes) -> bool:
    # 0xF9 times the animation, 0x01 is text drawn on the picture, 0xFE a comment.
    return label in (0xF9, 0x01) or (label == 0xFF and application in _GIF_KEPT_APPLICATIONS)


_CLEANERS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "avif": clean_avif,
    "gif": _clean_gif,
    "png": _clean_png,
    "webp": _clean_webp,
}
