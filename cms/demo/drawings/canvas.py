"""A small drawing surface: flat shapes on a quiet background, smooth edges, the same bytes every time.

Everything is drawn at twice the size and reduced at the end, which is how Pillow, whose own edges are
jagged, gets smooth ones. Coordinates are those of the finished picture.
"""

import math
import random
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 2
WIDTH, HEIGHT = 1600, 1000

Point = tuple[float, float]
Colour = tuple[int, int, int] | tuple[int, int, int, int]

INK: Colour = (24, 58, 66)
DEEP: Colour = (24, 84, 88)
TEAL: Colour = (46, 128, 124)
SEA: Colour = (108, 176, 164)
MINT: Colour = (176, 216, 200)
MIST: Colour = (222, 238, 234)
CREAM: Colour = (252, 247, 238)
SAND: Colour = (243, 230, 211)
STRAW: Colour = (229, 199, 150)
OCHRE: Colour = (222, 166, 82)
ROSE: Colour = (240, 190, 168)
CORAL: Colour = (230, 124, 96)
CLAY: Colour = (184, 84, 68)
WHITE: Colour = (255, 255, 255)


def alpha(colour: Colour, opacity: float) -> Colour:
    """The colour at an opacity between 0 and 1."""
    return colour[0], colour[1], colour[2], round(255 * opacity)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """A colour on the way from the first (share 0) to the second (share 1)."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))
    return red, green, blue


def circle_points(centre: Point, radius: float, *, count: int = 48, turn: float = 0.0) -> list[Point]:
    """Points evenly around a circle, the first at the angle ``turn`` in radians."""
    step = 2 * math.pi / count
    return [
        (
            centre[0] + radius * math.cos(turn + step * index),
            centre[1] + radius * math.sin(turn + step * index),
        )
        for index in range(count)
    ]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 14) -> list[Point]:
    """A Catmull-Rom curve through the points: few corners in, a soft outline out."""
    count = len(points)
    curve: list[Point] = []
    for index in range(count if closed else count - 1):
        before, start, end, after = (
            points[(index + offset) % count] if closed else points[min(max(index + offset, 0), count - 1)]
            for offset in (-1, 0, 1, 2)
        )
        curve.extend(_curve_point(before, start, end, after, step / steps) for step in range(steps))
    if not closed:
        curve.append(points[-1])
    return curve


def _curve_point(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    weights = (
        -t + 2 * t**2 - t**3,
        2 - 5 * t**2 + 3 * t**3,
        t + 4 * t**2 - 3 * t**3,
        -(t**2) + t**3,
    )
    corners = (before, start, end, after)
    return (
        sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)) / 2,
        sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)) / 2,
    )


class Canvas:
    """One picture in the making. Nothing is random but what ``seed`` decides."""

    def __init__(self, *, seed: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width = width
        self.height = height
        self.random = random.Random(seed)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), CREAM[:3])
        self._draw = ImageDraw.Draw(self.image, "RGBA")

    def background(self, top: Colour, bottom: Colour) -> None:
        """Fill everything with a soft change from one colour to another."""
        ramp = Image.linear_gradient("L").resize(self.image.size, Image.Resampling.BICUBIC)
        upper = Image.new("RGB", self.image.size, top[:3])
        lower = Image.new("RGB", self.image.size, bottom[:3])
        self.image.paste(Image.composite(lower, upper, ramp))

    def glow(self, centre: Point, radius: float, colour: Colour, opacity: float = 0.6) -> None:
        """A round light that fades outwards."""
        size = round(radius * SCALE * 2)
        light = Image.radial_gradient("L").resize((size, size), Image.Resampling.BICUBIC)
        mask = light.point([round(max(0, 255 - value * 1.42) * opacity) for value in range(256)])
        corner = (round(centre[0] * SCALE - size / 2), round(centre[1] * SCALE - size / 2))
        self.image.paste(Image.new("RGB", (size, size), colour[:3]), corner, mask)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled shape with straight edges."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled shape with a soft outline through the points."""
        self.polygon(smooth(points), fill)

    def circle(self, centre: Point, radius: float, fill: Colour) -> None:
        """A filled circle."""
        self.ellipse(centre, radius, radius, fill)

    def ellipse(self, centre: Point, across: float, down: float, fill: Colour) -> None:
        """A filled ellipse, given half its width and half its height."""
        x, y = centre
        box = [(x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE]
        self._draw.ellipse(box, fill=fill)

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: Colour, radius: float = 0
    ) -> None:
        """A filled rectangle, its corners rounded by ``radius``."""
        corners = [left * SCALE, top * SCALE, right * SCALE, bottom * SCALE]
        self._draw.rounded_rectangle(corners, radius=radius * SCALE, fill=fill)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A line with round ends and joints. Opaque colours only: overlapping joints would show."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * SCALE))
        # A dot on every corner closes the cracks that Pillow leaves between thick segments.
        for corner in points:
            self.circle(corner, width / 2, colour)

    def curve(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A soft line through the points."""
        self.line(smooth(points, closed=False), colour, width)

    def arc(
        self, centre: Point, radius: float, start: float, end: float, colour: Colour, width: float
    ) -> None:
        """Part of a circle, from one angle to another in degrees clockwise from three o'clock."""
        steps = max(8, round(abs(end - start) / 3))
        angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
        points = [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]
        self.line(points, colour, width)

    def shadow(
        self, points: Sequence[Point], *, offset: Point = (0, 18), blur: float = 24, opacity: float = 0.22
    ) -> None:
        """A soft shadow below a shape that is drawn afterwards."""
        # An eighth of the size is enough for something this soft, and sixty times as quick.
        size = (self.image.width // 8, self.image.height // 8)
        mask = Image.new("L", size, 0)
        ratio = SCALE / 8
        moved = [((x + offset[0]) * ratio, (y + offset[1]) * ratio) for x, y in points]
        ImageDraw.Draw(mask).polygon(moved, fill=round(255 * opacity))
        soft = mask.filter(ImageFilter.GaussianBlur(blur * ratio))
        self.image.paste(Image.new("RGB", self.image.size, INK[:3]), (0, 0), soft.resize(self.image.size))

    def box_shadow(
        self, left: float, top: float, right: float, bottom: float, *, opacity: float = 0.22
    ) -> None:
        """The shadow of a rectangle."""
        self.shadow([(left, top), (right, top), (right, bottom), (left, bottom)], opacity=opacity)

    def scatter(
        self, count: int, colours: Sequence[Colour], *, smallest: float, largest: float, opacity: float
    ) -> None:
        """Pale dots over everything drawn so far, as air and depth."""
        for _ in range(count):
            centre = (self.random.uniform(0, self.width), self.random.uniform(0, self.height))
            radius = self.random.uniform(smallest, largest)
            self.circle(centre, radius, alpha(self.random.choice(colours), opacity))

    def finish(self, *, grain: int = 0) -> Image.Image:
        """The finished picture at its real size, with a paper-like grain of that strength (0 to 20)."""
        picture = self.image.reduce(SCALE)
        if not grain:
            return picture
        noise = Image.frombytes("L", picture.size, self.random.randbytes(picture.width * picture.height))
        soft = noise.filter(ImageFilter.GaussianBlur(0.7))
        lift = soft.point([min(255, max(0, round(128 + (value - 128) * grain / 64))) for value in range(256)])
        # Overlay leaves a mid grey as it is, so that only the grain is seen.
        return ImageChops.overlay(picture, Image.merge("RGB", (lift, lift, lift)))


def encode(picture: Image.Image, file_format: str) -> bytes:
    """The file of a picture: "JPEG", "PNG" or "WEBP"."""
    options: dict[str, dict[str, int | bool]] = {
        "JPEG": {"quality": 86, "optimize": True, "progressive": True},
        "PNG": {"compress_level": 6},
        "WEBP": {"quality": 88, "method": 3},
    }
    buffer = BytesIO()
    picture.save(buffer, file_format, **options[file_format])
    return buffer.getvalue()
