"""Paper and figures: what a treatment costs, what to ask, a register of trials; portraits and the logo."""

import math

from cms.demo.drawings import canvas as c
from cms.demo.drawings.canvas import Canvas, Colour, Point


def cost_chart(picture: Canvas) -> None:
    """Bars that grow, each with a span, and stacks of coins."""
    picture.background(c.CREAM, c.mix(c.SAND, c.CREAM, 0.3))
    picture.box_shadow(180, 120, 1420, 860, opacity=0.14)
    picture.box(180, 110, 1420, 850, c.WHITE, radius=36)
    for step in range(6):
        height = 220 + step * 100
        picture.box(260, height, 1340, height + 3, c.MIST)
    for index, (low, high, colour) in enumerate(
        ((620, 560, c.MINT), (590, 500, c.SEA), (540, 430, c.TEAL), (520, 320, c.DEEP), (450, 240, c.CORAL))
    ):
        left = 310 + index * 150
        picture.box(left, low, left + 90, 720, c.mix(colour, c.WHITE, 0.55), radius=12)
        picture.box(left, high, left + 90, low + 14, colour, radius=12)
    for stack, count in ((1120, 4), (1230, 7)):
        for coin in range(count):
            _coin(picture, stack, 716 - coin * 30)
    picture.box(230, 720, 1370, 728, c.INK, radius=4)


def _coin(picture: Canvas, x: float, y: float) -> None:
    picture.box(x - 48, y - 24, x + 48, y + 2, c.mix(c.OCHRE, c.CLAY, 0.3), radius=12)
    picture.ellipse((x, y - 24), 48, 14, c.OCHRE)
    picture.ellipse((x, y - 25), 36, 9, c.mix(c.OCHRE, c.WHITE, 0.35))


def checklist(picture: Canvas) -> None:
    """A clipboard with ticked lines and a stethoscope beside it."""
    picture.background(c.MIST, c.mix(c.MINT, c.MIST, 0.5))
    picture.scatter(18, [c.WHITE, c.SEA], smallest=10, largest=70, opacity=0.12)
    picture.box_shadow(300, 110, 900, 930, opacity=0.25)
    picture.box(300, 90, 900, 920, c.mix(c.OCHRE, c.CLAY, 0.3), radius=30)
    picture.box(340, 150, 860, 884, c.WHITE, radius=10)
    picture.box(490, 60, 710, 140, c.DEEP, radius=24)
    picture.circle((600, 76), 20, c.mix(c.DEEP, c.WHITE, 0.5))
    for index in range(6):
        height = 228 + index * 106
        picture.box(386, height - 28, 442, height + 28, c.mix(c.MINT, c.WHITE, 0.3), radius=12)
        if index != 4:
            picture.line([(398, height), (411, height + 14), (434, height - 16)], c.TEAL, 9)
        picture.box(
            474, height - 20, 474 + (330, 270, 350, 240, 320, 290)[index], height - 4, c.SEA, radius=8
        )
        picture.box(
            474, height + 10, 474 + (230, 320, 180, 290, 260, 200)[index], height + 22, c.MIST, radius=6
        )
    _stethoscope(picture)


def _stethoscope(picture: Canvas) -> None:
    tube = c.mix(c.INK, c.TEAL, 0.25)
    for side in (-1, 1):
        arm = [(1180 + side * 150, 150), (1180 + side * 160, 300), (1180 + side * 110, 440), (1180, 520)]
        picture.curve(arm, c.mix(c.INK, c.WHITE, 0.5), 16)
        picture.circle((1180 + side * 150, 142), 22, tube)
    picture.curve([(1180, 520), (1176, 660), (1230, 800), (1350, 820), (1420, 720), (1400, 620)], tube, 28)
    picture.circle((1180, 520), 28, tube)
    picture.shadow(c.circle_points((1396, 580), 84), opacity=0.3)
    picture.circle((1396, 580), 84, c.mix(c.INK, c.WHITE, 0.55))
    picture.circle((1396, 580), 66, c.WHITE)
    picture.circle((1396, 580), 44, c.MIST)


def trial_register(picture: Canvas) -> None:
    """Cards of a register in rows, one under a magnifying glass."""
    picture.background(c.mix(c.DEEP, c.INK, 0.35), c.DEEP)
    picture.glow((1000, 520), 640, c.TEAL, 0.7)
    states = [c.SEA, c.CORAL, c.STRAW]
    for row in range(4):
        for column in range(4):
            _card(picture, 120 + column * 350, 90 + row * 214, states[(row * 2 + column) % 3])
    picture.shadow(c.circle_points((1010, 520), 210), offset=(20, 40), opacity=0.5)
    picture.line([(1160, 670), (1350, 860)], c.STRAW, 52)
    picture.line([(1150, 660), (1200, 710)], c.mix(c.STRAW, c.INK, 0.3), 34)
    picture.circle((1010, 520), 216, c.STRAW)
    picture.circle((1010, 520), 190, c.mix(c.MIST, c.WHITE, 0.6))
    picture.box(880, 452, 1140, 484, c.DEEP, radius=14)
    picture.box(880, 508, 1090, 526, c.SEA, radius=9)
    picture.box(880, 544, 1120, 562, c.MINT, radius=9)
    picture.box(880, 590, 1000, 626, c.CORAL, radius=18)
    picture.arc((1010, 520), 164, 200, 250, c.WHITE, 14)


def _card(picture: Canvas, left: float, top: float, state: Colour) -> None:
    picture.box(left, top, left + 310, top + 174, c.mix(c.MIST, c.DEEP, 0.12), radius=18)
    picture.box(left + 24, top + 26, left + 210, top + 46, c.TEAL, radius=10)
    picture.box(left + 24, top + 66, left + 280, top + 80, c.mix(c.MINT, c.SEA, 0.3), radius=7)
    picture.box(left + 24, top + 94, left + 236, top + 108, c.mix(c.MINT, c.SEA, 0.3), radius=7)
    picture.box(left + 24, top + 126, left + 124, top + 152, state, radius=13)


def still_life(picture: Canvas) -> None:
    """Everyday things for a sore knee: a walking shoe, a band for exercises, a cold pack, a cup."""
    picture.background(c.mix(c.CREAM, c.SAND, 0.3), c.SAND)
    picture.box(0, 700, 1600, 1000, c.mix(c.STRAW, c.SAND, 0.55))
    picture.glow((800, 420), 620, c.WHITE, 0.6)
    _shoe(picture)
    _band(picture)
    picture.shadow([(1130, 640), (1430, 640), (1430, 820), (1130, 820)], opacity=0.24)
    picture.box(1120, 560, 1440, 810, c.mix(c.SEA, c.MIST, 0.3), radius=60)
    picture.box(1150, 590, 1410, 780, c.mix(c.SEA, c.WHITE, 0.6), radius=44)
    for turn in range(3):
        across, up = 74 * math.cos(math.pi * turn / 3), 74 * math.sin(math.pi * turn / 3)
        picture.line([(1280 - across, 685 - up), (1280 + across, 685 + up)], c.TEAL, 11)


def _shoe(picture: Canvas) -> None:
    sole: list[Point] = [(150, 770), (640, 770), (700, 800), (690, 836), (160, 838), (136, 806)]
    upper: list[Point] = [
        (150, 780), (156, 600), (220, 540), (300, 590), (360, 560), (430, 620), (560, 690), (680, 730),
        (696, 784),
    ]  # fmt: skip
    picture.shadow(sole, opacity=0.3)
    picture.shape(upper, c.TEAL)
    picture.shape([(560, 700), (672, 734), (690, 782), (520, 784)], c.mix(c.TEAL, c.WHITE, 0.25))
    picture.shape(sole, c.WHITE)
    picture.box(170, 806, 676, 818, c.CORAL, radius=6)
    for step in range(4):
        picture.line([(350 + step * 46, 600 + step * 28), (402 + step * 44, 572 + step * 30)], c.CREAM, 11)
    picture.curve([(160, 600), (220, 560), (292, 606)], c.DEEP, 16)


def _band(picture: Canvas) -> None:
    picture.shadow(c.circle_points((900, 720), 120), offset=(0, 50), opacity=0.18)
    for step, radius in enumerate((150, 122, 94, 66)):
        picture.circle((900, 690), radius, c.mix(c.CORAL, c.CLAY, 0.1 + 0.14 * (step % 2)))
        picture.circle((900, 690), radius - 16, c.mix(c.CORAL, c.ROSE, 0.25))
    picture.circle((900, 690), 40, c.mix(c.STRAW, c.SAND, 0.5))
    picture.polygon([(898, 840), (1080, 858), (1080, 886), (880, 866)], c.mix(c.CORAL, c.CLAY, 0.15))


def portrait(
    picture: Canvas,
    *,
    hair: Colour,
    coat: Colour,
    skin: Colour,
    backdrop: Colour,
    veil: bool = False,
    long: bool = False,
) -> None:
    """A friendly head and shoulders without a face: the people of the demo do not exist."""
    middle = picture.width / 2
    picture.background(c.mix(backdrop, c.WHITE, 0.5), backdrop)
    picture.circle((middle, 430), 350, c.mix(backdrop, c.WHITE, 0.35))
    if long:
        picture.shape([(500, 150), (690, 220), (740, 460), (730, 760), (640, 800), (360, 800), (270, 760),
                       (260, 460), (310, 220)], hair)  # fmt: skip
    picture.shape([(130, 1040), (170, 820), (330, 740), (670, 740), (830, 820), (870, 1040)], coat)
    if veil:
        picture.shape([(500, 140), (690, 210), (740, 430), (720, 700), (640, 880), (360, 880), (280, 700),
                       (260, 430), (310, 210)], hair)  # fmt: skip
    else:
        picture.shape(
            [(500, 150), (680, 200), (716, 380), (690, 470), (310, 470), (284, 380), (320, 200)], hair
        )
        picture.shape([(430, 640), (570, 640), (590, 790), (500, 850), (410, 790)], c.mix(skin, c.CLAY, 0.18))
    picture.shape(
        [(500, 240), (630, 290), (650, 430), (610, 570), (500, 660), (390, 570), (350, 430), (370, 290)], skin
    )
    if not veil:
        picture.shape(
            [(350, 380), (372, 250), (520, 196), (650, 270), (654, 390), (590, 300), (440, 320)], hair
        )
    for eye in (448, 552):
        picture.arc((eye, 448), 24, 25, 155, c.mix(c.INK, c.CLAY, 0.2), 7)
    picture.arc((500, 520), 46, 30, 150, c.CLAY, 8)


def logo(picture: Canvas) -> None:
    """The publisher's sign: a leaf that is also a joint, two halves that meet."""
    picture.background(c.WHITE, c.WHITE)
    picture.box(0, 0, picture.width, picture.height, c.DEEP, radius=0)
    middle = picture.width / 2
    picture.shape([(middle, 90), (middle + 190, 250), (middle + 150, 420), (middle, 470), (middle - 150, 420),
                   (middle - 190, 250)], c.MINT)  # fmt: skip
    picture.shape([(middle - 150, 530), (middle, 500), (middle + 150, 530), (middle + 130, 660),
                   (middle, 720), (middle - 130, 660)], c.CORAL)  # fmt: skip
    picture.box(middle - 9, 170, middle + 9, 400, c.DEEP, radius=9)
