"""Places: a hospital, a ward, a city at dawn, a house with a garden."""

from cms.demo.drawings import canvas as c
from cms.demo.drawings.canvas import Canvas, Colour, Point


def _hill(picture: Canvas, height: float, rise: float, colour: Colour) -> None:
    crest: list[Point] = [
        (-60, height), (200, height - rise), (520, height - rise * 0.2), (860, height - rise * 0.9),
        (1240, height - rise * 0.1), (1660, height - rise * 0.8),
    ]  # fmt: skip
    picture.polygon([*c.smooth(crest, closed=False), (1660, 1020), (-60, 1020)], colour)


def _cloud(picture: Canvas, x: float, y: float, size: float) -> None:
    for across, up, radius in ((-70, 0, 34), (-28, -22, 46), (26, -14, 42), (68, 2, 30)):
        picture.circle((x + across * size, y + up * size), radius * size, c.WHITE)
    picture.box(x - 92 * size, y - 4 * size, x + 92 * size, y + 33 * size, c.WHITE, radius=16 * size)


def _tree(picture: Canvas, x: float, ground: float, size: float, colour: Colour) -> None:
    picture.ellipse((x, ground), 70 * size, 10 * size, c.alpha(c.INK, 0.14))
    picture.box(x - 7 * size, ground - 120 * size, x + 7 * size, ground, c.mix(c.CLAY, c.INK, 0.45))
    for across, up, radius in ((-34, 130, 46), (34, 128, 44), (0, 186, 56), (0, 120, 50)):
        picture.circle((x + across * size, ground - up * size), radius * size, colour)
    for across, up, radius in ((-18, 200, 20), (26, 150, 16)):
        picture.circle((x + across * size, ground - up * size), radius * size, c.mix(colour, c.WHITE, 0.2))


def _windows(
    picture: Canvas,
    left: float,
    top: float,
    *,
    columns: int,
    rows: int,
    step: Point,
    size: Point,
    lit: float = 0.2,
) -> None:
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * step[0], top + row * step[1]
            colour = c.STRAW if picture.random.random() < lit else c.mix(c.SEA, c.WHITE, 0.35)
            picture.box(x, y, x + size[0], y + size[1], colour, radius=5)
            picture.polygon([(x, y + size[1]), (x, y), (x + size[0] * 0.6, y)], c.alpha(c.WHITE, 0.25))


def hospital(picture: Canvas) -> None:
    """A hospital with a tall block, a low wing and trees."""
    picture.background(c.mix(c.MIST, c.SEA, 0.25), c.CREAM)
    picture.glow((1260, 250), 320, c.WHITE, 0.9)
    _cloud(picture, 260, 210, 1.2)
    _cloud(picture, 1360, 330, 0.9)
    _hill(picture, 760, 110, c.mix(c.MINT, c.MIST, 0.3))
    _hill(picture, 830, 60, c.mix(c.SEA, c.MINT, 0.6))
    picture.box(0, 868, 1600, 1000, c.mix(c.SAND, c.STRAW, 0.25))
    picture.box_shadow(560, 200, 1040, 880)
    picture.box(560, 170, 1040, 880, c.WHITE, radius=14)
    picture.box(980, 170, 1040, 880, c.mix(c.MIST, c.WHITE, 0.2), radius=14)
    _windows(picture, 604, 330, columns=5, rows=5, step=(78, 88), size=(52, 56))
    picture.box(762, 206, 838, 282, c.TEAL, radius=16)
    picture.box(793, 220, 807, 268, c.WHITE, radius=3)
    picture.box(776, 237, 824, 251, c.WHITE, radius=3)
    for left, right in ((190, 560), (1040, 1420)):
        picture.box(left, 560, right, 880, c.mix(c.CREAM, c.WHITE, 0.4), radius=12)
        picture.box(left, 544, right, 572, c.TEAL, radius=8)
        _windows(picture, left + 34, 610, columns=4, rows=3, step=(82, 84), size=(54, 50))
    _entrance(picture)
    for x, size in ((110, 1.2), (500, 0.8), (1110, 0.8), (1500, 1.35), (1372, 0.75)):
        _tree(picture, x, 890, size, picture.random.choice([c.TEAL, c.SEA, c.mix(c.TEAL, c.OCHRE, 0.3)]))


def _entrance(picture: Canvas) -> None:
    picture.box(660, 770, 940, 880, c.DEEP, radius=4)
    for left in (684, 748, 806, 870):
        picture.box(left, 792, left + 48, 880, c.mix(c.SEA, c.WHITE, 0.4), radius=3)
    picture.box(630, 748, 970, 778, c.CORAL, radius=8)
    picture.polygon([(690, 880), (910, 880), (1030, 1000), (570, 1000)], c.mix(c.SAND, c.WHITE, 0.4))


def skyline(picture: Canvas) -> None:
    """A tropical city at dawn: a pair of tapering towers, a slim tower with a bulb, lower blocks."""
    picture.background(c.mix(c.SEA, c.MIST, 0.5), c.mix(c.ROSE, c.CREAM, 0.45))
    picture.glow((1090, 610), 560, c.CREAM, 0.95)
    picture.circle((1090, 560), 120, c.mix(c.STRAW, c.CREAM, 0.35))
    _cloud(picture, 330, 190, 1.1)
    _cloud(picture, 1370, 240, 0.8)
    _hill(picture, 780, 150, c.mix(c.SEA, c.ROSE, 0.35))
    _blocks(picture, 690, c.mix(c.SEA, c.MIST, 0.2), smallest=60, tallest=250)
    for middle in (690, 850):
        _tapering_tower(picture, middle)
    picture.box(700, 560, 840, 582, c.mix(c.DEEP, c.SEA, 0.4))
    _slim_tower(picture, 1240)
    _blocks(picture, 800, c.mix(c.TEAL, c.SEA, 0.25), smallest=50, tallest=190)
    picture.box(0, 850, 1600, 1000, c.mix(c.DEEP, c.TEAL, 0.35))
    for x in range(-20, 1660, 66):
        height = 850 - picture.random.uniform(0, 26)
        picture.circle((x, height + 24), picture.random.uniform(34, 62), c.mix(c.DEEP, c.TEAL, 0.35))
    for x in range(10, 1660, 90):
        picture.circle((x, 936), picture.random.uniform(50, 80), c.DEEP)
    picture.box(0, 930, 1600, 1000, c.DEEP)


def _blocks(picture: Canvas, ground: float, colour: Colour, *, smallest: float, tallest: float) -> None:
    left = -20.0
    while left < 1620:
        width = picture.random.uniform(64, 128)
        top = ground + 60 - picture.random.uniform(smallest, tallest)
        picture.box(left, top, left + width, 1000, c.mix(colour, c.INK, picture.random.uniform(0, 0.16)))
        for row in range(int((ground + 60 - top) // 34)):
            for column in range(int(width // 26) - 1):
                if picture.random.random() < 0.62:
                    x, y = left + 16 + column * 26, top + 16 + row * 34
                    picture.box(x, y, x + 12, y + 17, c.alpha(c.CREAM, 0.5), radius=2)
        left += width + picture.random.uniform(-4, 20)


def _tapering_tower(picture: Canvas, middle: float) -> None:
    steps: list[tuple[float, float]] = [(58, 900), (58, 400), (48, 320), (38, 250), (27, 196), (14, 150)]
    for index in range(1, len(steps)):
        half, top = steps[index]
        base = steps[index - 1][1] if index > 1 else 900
        colour = c.mix(c.DEEP, c.SEA, 0.5 - index * 0.05)
        picture.box(middle - half, top, middle + half, base, colour, radius=4)
        picture.box(middle - half, top, middle - half * 0.3, base, c.mix(colour, c.WHITE, 0.16), radius=4)
        for y in range(int(top) + 10, int(base), 18):
            picture.box(middle - half, y, middle + half, y + 4, c.alpha(c.WHITE, 0.16))
    picture.line([(middle, 150), (middle, 60)], c.mix(c.DEEP, c.SEA, 0.3), 5)
    picture.circle((middle, 104), 9, c.mix(c.DEEP, c.SEA, 0.3))


def _slim_tower(picture: Canvas, middle: float) -> None:
    colour = c.mix(c.DEEP, c.SEA, 0.55)
    picture.polygon([(middle - 12, 300), (middle + 12, 300), (middle + 24, 900), (middle - 24, 900)], colour)
    picture.polygon([(middle - 20, 330), (middle + 20, 330), (middle + 62, 262), (middle - 62, 262)], colour)
    picture.box(middle - 66, 232, middle + 66, 264, c.mix(colour, c.WHITE, 0.25), radius=8)
    picture.polygon([(middle - 52, 232), (middle + 52, 232), (middle + 14, 176), (middle - 14, 176)], colour)
    picture.line([(middle, 180), (middle, 60)], colour, 6)


def ward_room(picture: Canvas) -> None:
    """A quiet single room: bed, window, chair, bedside table."""
    picture.background(c.mix(c.CREAM, c.MIST, 0.35), c.CREAM)
    picture.box(0, 760, 1600, 1000, c.mix(c.SAND, c.STRAW, 0.35))
    picture.box(0, 748, 1600, 766, c.WHITE)
    _window(picture)
    picture.shadow([(640, 880), (1500, 880), (1500, 930), (640, 930)], opacity=0.25)
    picture.box(1420, 380, 1466, 910, c.TEAL, radius=16)
    picture.box(640, 560, 676, 910, c.TEAL, radius=16)
    picture.box(660, 720, 1440, 800, c.mix(c.TEAL, c.WHITE, 0.25), radius=12)
    picture.box(664, 640, 1440, 740, c.WHITE, radius=36)
    picture.shape([(1170, 640), (1200, 540), (1330, 500), (1430, 540), (1430, 660), (1250, 670)], c.MIST)
    blanket = [
        (660, 740),
        (652, 640),
        (800, 610),
        (1000, 618),
        (1180, 628),
        (1190, 760),
        (900, 790),
        (664, 790),
    ]
    picture.shape(blanket, c.SEA)
    picture.shape([(1130, 628), (1200, 630), (1206, 766), (1136, 772)], c.mix(c.SEA, c.WHITE, 0.6))
    for x in (690, 1420):
        picture.circle((x, 912), 20, c.INK)
        picture.circle((x, 912), 8, c.MIST)
    _bedside(picture)


def _window(picture: Canvas) -> None:
    picture.box(180, 130, 760, 560, c.WHITE, radius=10)
    picture.box(200, 150, 740, 540, c.mix(c.SEA, c.MIST, 0.65))
    picture.circle((600, 250), 56, c.mix(c.STRAW, c.WHITE, 0.3))
    ridge: list[Point] = [(200, 430), (300, 380), (430, 440), (560, 390), (740, 440)]
    picture.polygon([*c.smooth(ridge, closed=False), (740, 540), (200, 540)], c.mix(c.TEAL, c.MINT, 0.4))
    picture.box(462, 150, 478, 540, c.WHITE)
    for left, right in ((140, 240), (700, 800)):
        picture.box(left, 104, right, 620, c.ROSE, radius=8)
        for fold in range(int(left) + 22, int(right), 26):
            picture.box(fold, 104, fold + 7, 620, c.mix(c.ROSE, c.CORAL, 0.35))
    picture.box(110, 92, 830, 110, c.mix(c.CLAY, c.INK, 0.35), radius=9)


def _bedside(picture: Canvas) -> None:
    picture.box(330, 640, 560, 900, c.STRAW, radius=10)
    picture.box(346, 664, 544, 760, c.mix(c.STRAW, c.WHITE, 0.3), radius=8)
    picture.box(346, 776, 544, 876, c.mix(c.STRAW, c.WHITE, 0.3), radius=8)
    for height in (712, 826):
        picture.circle((445, height), 9, c.DEEP)
    picture.polygon([(400, 640), (470, 640), (484, 560), (386, 560)], c.TEAL)
    for end in ((380, 470), (435, 430), (494, 474)):
        picture.curve([(435, 565), ((435 + end[0]) / 2, 520), end], c.mix(c.TEAL, c.OCHRE, 0.25), 8)
        picture.circle(end, 30, c.CORAL)
        picture.circle(end, 12, c.STRAW)
    picture.box(506, 592, 540, 640, c.alpha(c.WHITE, 0.9), radius=6)


def house_and_garden(picture: Canvas) -> None:
    """A low house with a ramp, a bench under a tree and a path through a garden."""
    picture.background(c.mix(c.SEA, c.MIST, 0.55), c.CREAM)
    picture.circle((1330, 200), 88, c.mix(c.STRAW, c.WHITE, 0.25))
    _cloud(picture, 300, 180, 1.1)
    _cloud(picture, 980, 140, 0.8)
    _hill(picture, 640, 150, c.mix(c.MINT, c.MIST, 0.25))
    _hill(picture, 720, 60, c.mix(c.SEA, c.MINT, 0.55))
    _tree(picture, 380, 700, 1.9, c.mix(c.TEAL, c.SEA, 0.25))
    picture.box(0, 716, 1600, 1000, c.mix(c.SEA, c.MINT, 0.75))
    picture.box_shadow(560, 440, 1300, 720)
    picture.box(560, 430, 1300, 730, c.mix(c.CREAM, c.WHITE, 0.5))
    picture.polygon([(500, 440), (640, 290), (1220, 290), (1360, 440)], c.CLAY)
    picture.polygon([(500, 440), (1360, 440), (1345, 424), (515, 424)], c.mix(c.CLAY, c.INK, 0.3))
    _windows(picture, 620, 500, columns=2, rows=1, step=(150, 0), size=(108, 124), lit=0.5)
    _windows(picture, 1070, 500, columns=1, rows=1, step=(0, 0), size=(170, 124), lit=1)
    picture.box(926, 500, 1020, 730, c.TEAL, radius=6)
    picture.circle((1004, 620), 7, c.STRAW)
    path: list[Point] = [
        (916, 730),
        (1030, 730),
        (1010, 800),
        (1130, 900),
        (1200, 1010),
        (820, 1010),
        (880, 900),
        (940, 800),
    ]
    picture.shape(path, c.mix(c.SAND, c.WHITE, 0.2))
    _bench(picture)
    _flowers(picture)


def _bench(picture: Canvas) -> None:
    wood = c.mix(c.OCHRE, c.CLAY, 0.35)
    for x in (290, 520):
        picture.box(x, 770, x + 16, 880, c.mix(c.INK, c.CLAY, 0.3), radius=4)
    for height in (740, 776):
        picture.box(270, height, 556, height + 22, wood, radius=8)
    picture.box(262, 820, 564, 846, c.mix(wood, c.WHITE, 0.15), radius=8)


def _flowers(picture: Canvas) -> None:
    for _ in range(120):
        x, y = picture.random.uniform(-10, 1610), picture.random.uniform(800, 1000)
        if 760 < x < 1250 or 240 < x < 590:
            continue
        size = 5 + (y - 780) / 18
        picture.line([(x, y), (x, y + size * 3)], c.TEAL, 4)
        colour = picture.random.choice([c.CORAL, c.ROSE, c.WHITE, c.OCHRE])
        for petal in c.circle_points((x, y), size * 0.8, count=5):
            picture.circle(petal, size * 0.62, colour)
        picture.circle((x, y), size * 0.5, c.STRAW)
