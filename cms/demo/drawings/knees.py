"""The knee: a healthy joint, a worn one beside it, and an injection."""

from collections.abc import Sequence

from cms.demo.drawings import canvas as c
from cms.demo.drawings.canvas import Canvas, Colour, Point

BONE: Colour = (247, 236, 216)
BONE_SHADE: Colour = (231, 212, 182)
CARTILAGE: Colour = (126, 190, 190)
LIGAMENT: Colour = (214, 178, 150)
SKIN: Colour = (249, 222, 205)
MENISCUS: Colour = (196, 138, 116)


def _at(centre: Point, size: float, points: Sequence[Point]) -> list[Point]:
    """Points drawn around (0, 0), moved and enlarged."""
    return [(centre[0] + x * size, centre[1] + y * size) for x, y in points]


FEMUR: list[Point] = [
    (-62, -580), (-58, -300), (-72, -190), (-128, -118), (-168, -58), (-160, 4), (-112, 36),
    (-58, 26), (-22, -14), (0, -28), (22, -14), (58, 26), (112, 36), (160, 4), (168, -58),
    (128, -118), (72, -190), (58, -300), (62, -580),
]  # fmt: skip
TIBIA: list[Point] = [
    (-164, 64), (-100, 84), (-40, 80), (-16, 58), (0, 68), (16, 58), (40, 80), (100, 84), (164, 64),
    (172, 96), (150, 146), (104, 200), (74, 290), (62, 580), (-48, 580), (-60, 290), (-100, 200),
    (-152, 146), (-172, 96),
]  # fmt: skip
FIBULA: list[Point] = [(150, 176), (180, 166), (196, 192), (184, 236), (178, 580), (140, 580), (146, 236)]
LEG: list[Point] = [
    (-206, -640), (-218, -260), (-232, -40), (-226, 120), (-222, 260), (-186, 640),
    (222, 640), (256, 260), (244, 120), (236, -40), (218, -260), (206, -640),
]  # fmt: skip


def _joint(picture: Canvas, centre: Point, size: float, *, wear: float) -> None:
    """One knee seen from the front; ``wear`` from 0 (healthy) to 1 (the bones almost touch)."""
    drop = wear * 34
    picture.shape(_at(centre, size, LEG), SKIN)
    _cartilage(picture, centre, size, wear, drop)
    picture.shape(_at((centre[0], centre[1] + drop * size), size, FEMUR), BONE)
    picture.shape(_at(centre, size, FIBULA), BONE_SHADE)
    picture.shape(_at(centre, size, TIBIA), BONE)
    _shading(picture, centre, size, drop)
    _meniscus(picture, centre, size, wear)
    _ligaments(picture, centre, size)
    if wear:
        _roughness(picture, centre, size, drop)
    picture.ellipse((centre[0], centre[1] - (92 - drop) * size), 74 * size, 86 * size, c.alpha(c.WHITE, 0.42))
    picture.ellipse(
        (centre[0] - 8 * size, centre[1] - (100 - drop) * size), 54 * size, 64 * size, c.alpha(BONE, 0.6)
    )


def _cartilage(picture: Canvas, centre: Point, size: float, wear: float, drop: float) -> None:
    """The sliding layer on both bones, drawn below them so that its outer half shows."""
    thickness = 46 - 36 * wear
    upper = _at((centre[0], centre[1] + drop * size), size, FEMUR[5:14])
    lower = _at(centre, size, [(-166, 74), *TIBIA[:9], (166, 74)])
    picture.curve(upper, CARTILAGE, thickness * size)
    picture.curve(lower, CARTILAGE, (thickness * 0.62) * size)


def _shading(picture: Canvas, centre: Point, size: float, drop: float) -> None:
    shaft = [(18, -580 + drop), (20, -300 + drop), (34, -200 + drop), (58, -300 + drop), (60, -580 + drop)]
    picture.polygon(c.smooth(_at(centre, size, shaft)), c.alpha(BONE_SHADE, 0.55))
    shin = [(14, 580), (18, 300), (40, 200), (70, 290), (60, 580)]
    picture.polygon(c.smooth(_at(centre, size, shin)), c.alpha(BONE_SHADE, 0.55))


def _meniscus(picture: Canvas, centre: Point, size: float, wear: float) -> None:
    height = 26 * (1 - 0.55 * wear)
    for side in (-1, 1):
        wedge = [
            (side * 172, 66 - height),
            (side * 176, 74),
            (side * 118, 82),
            (side * 84, 80),
            (side * 128, 60),
        ]
        picture.shape(_at(centre, size, wedge), MENISCUS)


def _ligaments(picture: Canvas, centre: Point, size: float) -> None:
    left = _at(centre, size, [(-166, -70), (-190, 20), (-178, 130), (-150, 190)])
    right = _at(centre, size, [(166, -70), (192, 20), (190, 110), (176, 184)])
    for path in (left, right):
        picture.curve(path, LIGAMENT, 20 * size)
        picture.curve([(x - 3 * size, y) for x, y in path], c.mix(LIGAMENT, c.WHITE, 0.4), 5 * size)


def _roughness(picture: Canvas, centre: Point, size: float, drop: float) -> None:
    """Bone spurs at the edges and sore spots where cartilage has gone."""
    for side in (-1, 1):
        upper = [
            (side * 140, -8 + drop),
            (side * 182, 8 + drop),
            (side * 190, 26 + drop),
            (side * 142, 30 + drop),
        ]
        lower = [(side * 150, 78), (side * 188, 66), (side * 194, 84), (side * 172, 106), (side * 150, 112)]
        picture.shape(_at(centre, size, upper), BONE)
        picture.shape(_at(centre, size, lower), BONE)
    for x, y, radius in ((-116, 70, 30), (-70, 66, 20), (108, 72, 26)):
        for step in range(4):
            spot = _at(centre, size, [(x, y)])[0]
            picture.ellipse(spot, radius * size * (1.7 - step * 0.36), radius * size * (0.8 - step * 0.17),
                            c.alpha(c.CORAL, 0.26))  # fmt: skip


def knee_joint(picture: Canvas) -> None:
    """A healthy knee from the front."""
    picture.background(c.MIST, c.mix(c.MINT, c.MIST, 0.3))
    picture.glow((800, 480), 620, c.WHITE, 0.75)
    picture.scatter(26, [c.SEA, c.WHITE], smallest=6, largest=46, opacity=0.12)
    for radius in (500, 420, 340):
        picture.arc((800, 510), radius, 0, 360, c.mix(c.MINT, c.MIST, 0.55), 2.5)
    _joint(picture, (800, 500), 1.16, wear=0)


def knee_osteoarthritis(picture: Canvas) -> None:
    """Two knees side by side: an even joint space on the left, a narrow and rough one on the right."""
    picture.background(c.CREAM, c.SAND)
    picture.box(0, 0, 800, 1000, c.MIST)
    picture.circle((410, 500), 330, c.mix(c.MIST, c.WHITE, 0.6))
    picture.circle((1190, 500), 330, c.mix(c.SAND, c.WHITE, 0.5))
    _joint(picture, (400, 500), 0.98, wear=0)
    _joint(picture, (1185, 500), 0.98, wear=1)
    picture.box(797, 0, 803, 1000, c.WHITE)


def injection(picture: Canvas) -> None:
    """A syringe that points at the joint space of a knee."""
    picture.background(c.mix(c.MIST, c.WHITE, 0.3), c.mix(c.SAND, c.MIST, 0.35))
    picture.glow((1050, 520), 560, c.WHITE, 0.7)
    picture.scatter(16, [c.SEA, c.WHITE], smallest=10, largest=60, opacity=0.1)
    _joint(picture, (1120, 520), 1.1, wear=0.35)
    _syringe(picture)


def _syringe(picture: Canvas) -> None:
    """A syringe from the lower left: along a slanting axis, so its parts are given along and across it."""
    tip, tail = (930.0, 578.0), (150.0, 808.0)
    length = ((tip[0] - tail[0]) ** 2 + (tip[1] - tail[1]) ** 2) ** 0.5
    ahead = ((tip[0] - tail[0]) / length, (tip[1] - tail[1]) / length)

    def slab(start: float, end: float, half: float) -> list[Point]:
        corners = ((start, -half), (end, -half), (end, half), (start, half))
        return [
            (tail[0] + ahead[0] * along - ahead[1] * across, tail[1] + ahead[1] * along + ahead[0] * across)
            for along, across in corners
        ]

    picture.shadow(slab(0, 620, 48), offset=(10, 40), opacity=0.2)
    picture.polygon(slab(600, length, 3.5), c.mix(c.INK, c.WHITE, 0.45))
    picture.polygon(slab(566, 612, 15), c.SEA)
    picture.polygon(slab(20, 190, 12), c.mix(c.TEAL, c.WHITE, 0.25))
    picture.polygon(slab(0, 22, 60), c.TEAL)
    picture.polygon(slab(180, 570, 48), c.alpha(c.WHITE, 0.92))
    picture.polygon(slab(300, 562, 41), c.OCHRE)
    picture.polygon(slab(300, 562, 12), c.mix(c.OCHRE, c.WHITE, 0.28))
    picture.polygon(slab(276, 302, 42), c.DEEP)
    picture.polygon(slab(170, 188, 82), c.TEAL)
    for mark in range(6):
        picture.polygon(slab(330 + mark * 40, 334 + mark * 40, 41 if mark % 2 else 26), c.alpha(c.INK, 0.45))
