"""Picture files of every kind, whole, odd and broken, made when they are needed."""

import io
import struct
import zlib

from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from PIL import ImageCms
from pillow_heif import register_heif_opener

register_heif_opener()

ORIENTATION, CAMERA, COPYRIGHT, GPS = 0x0112, 0x010F, 0x8298, 0x8825
# Found anywhere in a file these say that something private was left in it.
SECRETS = (b"Secretcam", b"SECRET", b"N\0\0\0")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET place</x:xmpmeta>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">{}</svg>'


def exif(orientation=1, copyright_notice="(c) 2026 Jane Doe"):
    """Exif as a phone writes it: orientation, camera, place."""
    block = PillowImage.Exif()
    block[ORIENTATION] = orientation
    block[CAMERA] = "Secretcam"
    block[COPYRIGHT] = copyright_notice
    place = block.get_ifd(GPS)
    place[1], place[2] = "N", (3.0, 8.0, 20.0)
    return block


def drawn(size=(60, 40), mode="RGB"):
    """Red on the left, blue on the right, so that turning it is seen."""
    picture = PillowImage.new("RGB", size, "#2040c0")
    picture.paste("#c02020", (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def encoded(kind, picture=None, **options):
    output = io.BytesIO()
    (picture or drawn()).save(output, kind, **options)
    return output.getvalue()


def moving(kind, **options):
    """Four frames."""
    frames = [PillowImage.new("RGB", (60, 40), (number * 60, 0, 0)) for number in range(4)]
    return encoded(kind, frames[0], save_all=True, append_images=frames[1:], duration=100, loop=0, **options)


def print_colours():
    """Return a JPEG as printers use it, with a profile: cyan, magenta, yellow and black."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encoded("JPEG", drawn(mode="CMYK"), icc_profile=profile)


def png_header_only(width, height):
    """Return a few bytes that claim to be a picture of any size."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def as_file(content, name):
    return ContentFile(content, name=name)
