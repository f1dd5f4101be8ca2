"""AVIF files without private items: ISO/IEC 14496-12 boxes, items as in ISO/IEC 23008-12.

Offsets point all over such a file, so nothing is cut out: private items are overwritten in place.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_PRIVATE_ITEMS: Final = frozenset((b"Exif", b"mime", b"uri "))
_PRIVATE_BOXES: Final = frozenset((b"uuid", b"udta", b"free", b"skip"))
_CONTAINERS: Final = frozenset((b"moov", b"trak"))
# The offset of the TIFF header, and a TIFF header with an empty directory: readers insist on one.
_EMPTY_EXIF: Final = b"\0\0\0\0" + b"MM\0*\0\0\0\x08" + b"\0\0" + b"\0\0\0\0"


class _Box(NamedTuple):
    """Where a box starts, where its content does, and where it ends, in bytes of the file."""

    kind: bytes
    start: int
    body: int
    end: int


def clean_avif(content: bytes) -> bytes:
    """Return the file with Exif, XMP and other non-picture items blanked; raises `ValueError`."""
    cleaned = bytearray(content)
    last = 0
    for box in _boxes(content, 0, len(content)):
        _clean_box(cleaned, box)
        last = box.end
    return bytes(cleaned[:last])


def _clean_box(content: bytearray, box: _Box) -> None:
    if box.kind in _PRIVATE_BOXES:
        content[box.start + 4 : box.start + 8] = b"free"
        content[box.body : box.end] = bytes(box.end - box.body)
    elif box.kind in _CONTAINERS:
        for inner in _boxes(content, box.body, box.end):
            _clean_box(content, inner)
    elif box.kind == b"meta":
        _clean_items(content, box)


def _boxes(content: bytes | bytearray, at: int, end: int) -> Iterator[_Box]:
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", content, at)
        body = at + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", content, body)[0], body + 8
        size = size or end - at
        if size < body - at or at + size > end:
            raise ValueError("a box is too long")
        yield _Box(bytes(kind), at, body, at + size)
        at += size


def _clean_items(content: bytearray, meta: _Box) -> None:
    inner = {box.kind: box for box in _boxes(content, meta.body + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    private = {key: kind for key, kind in _items(content, inner[b"iinf"]) if kind in _PRIVATE_ITEMS}
    data = inner[b"idat"].body if b"idat" in inner else 0
    for key, start, length in _extents(content, inner[b"iloc"], data):
        if key in private:
            if start + length > len(content):
                raise ValueError("an item lies outside of the file")
            filling = _EMPTY_EXIF if private[key] == b"Exif" else b""
            content[start : start + length] = filling[:length].ljust(length, b"\0")


def _items(content: bytearray, iinf: _Box) -> Iterator[tuple[int, bytes]]:
    head = iinf.body + (6 if content[iinf.body] == 0 else 8)
    for infe in _boxes(content, head, iinf.end):
        version = content[infe.body]
        if version < 2:
            raise ValueError("an item without a type")
        key_format = ">H" if version == 2 else ">I"
        at = infe.body + 4
        key = struct.unpack_from(key_format, content, at)[0]
        at += struct.calcsize(key_format) + 2
        yield key, bytes(content[at : at + 4])


def _extents(content: bytearray, iloc: _Box, data: int) -> Iterator[tuple[int, int, int]]:
    """Yield item, start in the file and length of every piece; `data` is where the `idat` box begins."""
    reader = _Reader(content, iloc.body)
    version = reader.number(1)
    reader.number(3)
    sizes = reader.number(2)
    offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 2 if version < 2 else 4
    for _ in range(reader.number(wide)):
        key = reader.number(wide)
        method = reader.number(2) & 15 if version else 0
        if method > 1:
            raise ValueError("an item inside of an item")
        reader.number(2)
        base = reader.number(base_size) + (data if method else 0)
        for _ in range(reader.number(2)):
            reader.number(index_size if version else 0)
            start = base + reader.number(offset_size)
            yield key, start, reader.number(length_size)


class _Reader:
    """Reads big-endian numbers one after the other."""

    def __init__(self, content: bytearray, at: int) -> None:
        self.content = content
        self.at = at

    def number(self, size: int) -> int:
        """Return the next number of `size` bytes."""
        if self.at + size > len(self.content):
            raise ValueError("a number is missing")
        self.at += size
        return int.from_bytes(self.content[self.at - size : self.at], "big")
