"""Skin and face, and an ear with sound on its way in."""

import math

from cms.demo.drawings import canvas as c
from cms.demo.drawings.canvas import Canvas, Colour, Point

EPIDERMIS: Colour = (238, 184, 158)
DERMIS: Colour = (246, 210, 188)
FAT: Colour = (247, 226, 172)
MUSCLE: Colour = (206, 110, 96)


def _wave(height: float, swing: float, *, length: float = 200, turn: float = 0.0) -> list[Point]:
    """A gentle line across the picture at a height."""
    return [(x, height + swing * math.sin(x / length + turn)) for x in range(-20, 1641, 20)]


def _below(line: list[Point]) -> list[Point]:
    return [*line, (1640, 1020), (-20, 1020)]


def skin_layers(picture: Canvas) -> None:
    """Skin cut through: the outer layer, the dermis with its fibres, fat, the sheet below, muscle."""
    picture.background(c.mix(c.MIST, c.WHITE, 0.2), c.MIST)
    picture.scatter(20, [c.SEA, c.WHITE], smallest=5, largest=30, opacity=0.14)
    picture.polygon(_below(_wave(246, 14)), c.mix(EPIDERMIS, c.CLAY, 0.28))
    picture.polygon(_below(_wave(262, 14)), EPIDERMIS)
    picture.polygon(_below(_wave(346, 20, length=60)), DERMIS)
    _fibres(picture)
    _hair(picture, 300)
    _hair(picture, 1360)
    picture.polygon(_below(_wave(640, 16)), FAT)
    _fat(picture)
    picture.polygon(_below(_wave(838, 9)), c.mix(MUSCLE, c.WHITE, 0.75))
    picture.polygon(_below(_wave(866, 9)), MUSCLE)
    for step in range(6):
        picture.line(_wave(890 + step * 22, 9, turn=step / 9), c.mix(MUSCLE, c.WHITE, 0.22), 3)


def _fibres(picture: Canvas) -> None:
    for step in range(34):
        x, y = picture.random.uniform(0, 1560), picture.random.uniform(392, 600)
        tilt = picture.random.uniform(-26, 26)
        path = [(x, y), (x + 60, y + tilt), (x + 130, y - tilt), (x + 190, y)]
        colour = c.mix(DERMIS, c.CORAL, 0.5) if step % 3 else c.mix(DERMIS, c.WHITE, 0.65)
        picture.curve(path, colour, 5)


def _hair(picture: Canvas, x: float) -> None:
    shaft = [(x - 70, 30), (x - 46, 140), (x - 14, 300), (x + 8, 480), (x + 14, 560)]
    picture.curve([(px, py) for px, py in shaft[2:]], c.mix(EPIDERMIS, c.CLAY, 0.25), 44)
    picture.curve(shaft, c.mix(c.INK, c.CLAY, 0.35), 12)
    picture.circle((x + 14, 574), 28, c.mix(c.INK, c.CLAY, 0.45))
    picture.circle((x + 14, 584), 12, c.ROSE)


def _fat(picture: Canvas) -> None:
    for row in range(3):
        for column in range(22):
            x = column * 78 + (row % 2) * 39 + picture.random.uniform(-8, 8)
            y = 700 + row * 56 + picture.random.uniform(-6, 6)
            picture.circle((x, y), 40, c.mix(FAT, c.OCHRE, 0.45))
            picture.circle((x, y), 36, c.mix(FAT, c.WHITE, 0.35))


FACE: list[Point] = [
    (760, -40), (724, 80), (712, 190), (724, 270), (704, 330), (662, 420), (640, 462), (654, 490), (694, 500),
    (690, 530), (668, 548), (676, 572), (700, 582), (680, 602), (686, 634), (704, 650), (700, 690),
    (716, 734), (764, 752), (850, 742), (930, 728), (962, 770), (970, 880), (960, 1040),
    (1400, 1040), (1440, -40),
]  # fmt: skip


def face_and_energy(picture: Canvas) -> None:
    """A face from the side, with rings that reach different depths at the cheek and jaw."""
    picture.background(c.MIST, c.mix(c.MINT, c.MIST, 0.4))
    picture.glow((520, 430), 560, c.WHITE, 0.7)
    hair = [
        (700, -60),
        (1500, -60),
        (1480, 700),
        (1330, 860),
        (1200, 700),
        (1160, 400),
        (980, 150),
        (760, 60),
    ]
    picture.shape(FACE, c.mix(c.ROSE, c.CREAM, 0.35))
    picture.shape(hair, c.mix(c.INK, c.CLAY, 0.3))
    picture.shape([(1080, 400), (1140, 380), (1172, 440), (1150, 520), (1104, 560), (1082, 490)], c.ROSE)
    picture.curve([(1104, 430), (1136, 420), (1144, 470), (1116, 500)], c.mix(c.CLAY, c.ROSE, 0.4), 7)
    picture.curve([(742, 300), (790, 280), (850, 300)], c.mix(c.INK, c.CLAY, 0.3), 14)
    picture.curve([(762, 372), (800, 386), (848, 372)], c.mix(c.INK, c.CLAY, 0.2), 9)
    picture.curve([(682, 576), (720, 580), (752, 570)], c.CLAY, 8)
    for centre, reach in (((930, 520), 4), ((880, 660), 3), ((1010, 640), 2)):
        for ring in range(reach, 0, -1):
            picture.arc(centre, ring * 26, 0, 360, c.mix(c.TEAL, c.MINT, ring / 5), 5)
        picture.circle(centre, 11, c.TEAL)
    _handpiece(picture)


def _handpiece(picture: Canvas) -> None:
    body = [(300, 772), (360, 706), (560, 800), (700, 812), (700, 856), (540, 872)]
    picture.shadow(c.smooth(body), offset=(0, 30), opacity=0.2)
    picture.shape(body, c.WHITE)
    picture.shape([(330, 770), (372, 724), (540, 806), (640, 822), (540, 846)], c.mix(c.MINT, c.WHITE, 0.4))
    picture.box(690, 800, 736, 868, c.TEAL, radius=10)
    picture.curve([(316, 748), (220, 760), (160, 860), (60, 1020)], c.mix(c.INK, c.WHITE, 0.3), 22)


OUTER_EAR: list[Point] = [
    (640, 300), (700, 190), (820, 150), (940, 190), (1000, 310), (990, 440), (930, 540), (890, 640),
    (860, 760), (780, 830), (700, 800), (680, 710), (700, 620), (660, 520), (630, 410),
]  # fmt: skip


def ear(picture: Canvas) -> None:
    """An outer ear and sound waves that reach it."""
    picture.background(c.mix(c.DEEP, c.INK, 0.25), c.mix(c.TEAL, c.DEEP, 0.3))
    picture.glow((820, 480), 620, c.SEA, 0.55)
    for step, radius in enumerate((250, 360, 470, 580, 690)):
        picture.arc((760, 470), radius, 140, 220, c.mix(c.MINT, c.TEAL, step / 5.5), 16 - step * 2)
    picture.scatter(34, [c.MINT, c.WHITE], smallest=3, largest=10, opacity=0.18)
    picture.shadow(c.smooth(OUTER_EAR), offset=(14, 30), blur=40, opacity=0.35)
    picture.shape(OUTER_EAR, c.ROSE)
    inside = [
        (690, 330), (740, 240), (830, 212), (910, 250), (944, 330), (930, 430), (880, 520), (850, 620),
        (800, 690), (760, 640), (770, 560), (740, 500), (690, 430),
    ]  # fmt: skip
    picture.shape(inside, c.mix(c.ROSE, c.CORAL, 0.4))
    picture.curve([(742, 420), (770, 330), (840, 296), (890, 350), (872, 440), (830, 520)], c.ROSE, 34)
    bowl = [(752, 470), (800, 430), (846, 470), (838, 550), (800, 620), (768, 590), (772, 530)]
    picture.shape(bowl, c.mix(c.CORAL, c.CLAY, 0.55))
    picture.ellipse((786, 540), 22, 32, c.mix(c.CLAY, c.INK, 0.5))
    picture.shape([(690, 470), (736, 480), (756, 530), (736, 580), (694, 590)], c.mix(c.ROSE, c.WHITE, 0.12))
    picture.curve([(668, 420), (664, 330), (720, 220), (820, 180)], c.mix(c.ROSE, c.WHITE, 0.4), 12)
