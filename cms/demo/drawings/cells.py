"""Cells: a cluster, the kinds that one cell can become, and a tube of blood in its layers."""

import math

from cms.demo.drawings import canvas as c
from cms.demo.drawings.canvas import Canvas, Colour, Point


def _cell(picture: Canvas, centre: Point, radius: float, colour: Colour, *, wobble: float = 0.06) -> None:
    """A round cell with a rim, a nucleus and a highlight, a little uneven like a real one."""
    angles = c.circle_points(centre, radius, count=10, turn=picture.random.uniform(0, 6))
    rim = [_pull(point, centre, 1 + picture.random.uniform(-wobble, wobble)) for point in angles]
    picture.shadow(c.smooth(rim), offset=(0, radius * 0.1), blur=radius * 0.14, opacity=0.2)
    picture.shape(rim, c.mix(colour, c.INK, 0.12))
    picture.shape([_pull(point, centre, 0.955) for point in rim], c.mix(colour, c.WHITE, 0.34))
    inner = (centre[0] + radius * 0.03, centre[1] + radius * 0.04)
    picture.shape([_pull(point, inner, 0.86) for point in rim], c.mix(colour, c.WHITE, 0.5))
    _nucleus(picture, centre, radius, colour)
    picture.ellipse(
        (centre[0] - radius * 0.4, centre[1] - radius * 0.52),
        radius * 0.2,
        radius * 0.1,
        c.alpha(c.WHITE, 0.75),
    )


def _pull(point: Point, centre: Point, share: float) -> Point:
    return centre[0] + (point[0] - centre[0]) * share, centre[1] + (point[1] - centre[1]) * share


def _nucleus(picture: Canvas, centre: Point, radius: float, colour: Colour) -> None:
    turn = picture.random.uniform(0, 6.3)
    middle = (centre[0] + radius * 0.14 * math.cos(turn), centre[1] + radius * 0.14 * math.sin(turn))
    picture.circle(middle, radius * 0.42, c.mix(colour, c.INK, 0.1))
    picture.circle(middle, radius * 0.38, colour)
    for _ in range(7):
        angle, away = picture.random.uniform(0, 6.3), picture.random.uniform(0, 0.26) * radius
        grain = (middle[0] + away * math.cos(angle), middle[1] + away * math.sin(angle))
        picture.circle(grain, radius * picture.random.uniform(0.03, 0.07), c.mix(colour, c.INK, 0.24))


def cell_cluster(picture: Canvas) -> None:
    """A loose cluster of cells of several sizes."""
    picture.background(c.mix(c.DEEP, c.INK, 0.4), c.TEAL)
    picture.glow((860, 470), 760, c.SEA, 0.6)
    picture.scatter(60, [c.MINT, c.WHITE], smallest=3, largest=14, opacity=0.16)
    for x, y, radius, colour in (
        (250, 210, 92, c.SEA), (1390, 790, 110, c.SEA), (1340, 190, 78, c.ROSE), (260, 800, 70, c.STRAW),
        (560, 300, 150, c.MINT), (1040, 260, 138, c.STRAW), (470, 640, 128, c.ROSE),
        (1120, 690, 150, c.MINT), (800, 520, 214, c.CORAL), (770, 850, 84, c.STRAW), (1250, 470, 74, c.SEA),
    ):  # fmt: skip
        _cell(picture, (x, y), radius, colour)


def cell_lineage(picture: Canvas) -> None:
    """One stem cell on the left and three kinds of cell that it can become on the right."""
    picture.background(c.CREAM, c.mix(c.SAND, c.CREAM, 0.4))
    picture.glow((380, 500), 460, c.MINT, 0.6)
    for height, colour in ((215, c.STRAW), (500, c.SEA), (785, c.ROSE)):
        picture.box(1010, height - 122, 1470, height + 122, c.WHITE, radius=40)
        picture.box(1022, height - 110, 1458, height + 110, c.mix(colour, c.WHITE, 0.78), radius=32)
        path = c.smooth([(590, 500), (740, 500 + (height - 500) * 0.4), (950, height)], closed=False)
        picture.line(path, c.mix(c.TEAL, c.WHITE, 0.35), 9)
        picture.polygon([(944, height - 24), (990, height), (944, height + 24)], c.mix(c.TEAL, c.WHITE, 0.35))
    _cell(picture, (380, 500), 200, c.TEAL)
    _bone_cells(picture, 215)
    _cartilage_cells(picture, 500)
    _fat_cells(picture, 785)


def _bone_cells(picture: Canvas, height: float) -> None:
    """Star-shaped, with arms that reach for each other."""
    for x in (1110, 1240, 1370):
        tips = c.circle_points((x, height), 84, count=7, turn=picture.random.uniform(0, 1))
        for tip in tips:
            picture.line([(x, height), tip], c.mix(c.OCHRE, c.WHITE, 0.15), 9)
        picture.circle((x, height), 40, c.OCHRE)
        picture.circle((x + 4, height + 2), 17, c.mix(c.OCHRE, c.INK, 0.45))


def _cartilage_cells(picture: Canvas, height: float) -> None:
    """In pairs, each pair in a clear pocket."""
    for x in (1110, 1240, 1370):
        picture.ellipse((x, height), 58, 76, c.mix(c.SEA, c.WHITE, 0.35))
        for step in (-32, 32):
            picture.ellipse((x, height + step), 38, 29, c.TEAL)
            picture.circle((x - 4, height + step), 11, c.mix(c.TEAL, c.INK, 0.6))


def _fat_cells(picture: Canvas, height: float) -> None:
    """Nearly filled by one pale drop, the nucleus pushed to the edge."""
    for x, y in ((1104, 0), (1196, -38), (1196, 46), (1290, 0), (1380, -34), (1380, 48)):
        picture.circle((x, height + y), 52, c.CORAL)
        picture.circle((x, height + y), 46, c.mix(c.STRAW, c.WHITE, 0.6))
        picture.ellipse((x + 36, height + y + 22), 13, 9, c.mix(c.CLAY, c.INK, 0.2))


def blood_tube(picture: Canvas) -> None:
    """Three tubes: whole blood, blood after spinning with its three layers, and the plasma alone."""
    picture.background(c.mix(c.MIST, c.WHITE, 0.4), c.MIST)
    picture.box(0, 830, 1600, 1000, c.mix(c.MINT, c.MIST, 0.35))
    _tube(picture, 400, [(1.0, c.CLAY)])
    _tube(picture, 800, [(0.5, c.OCHRE), (0.06, c.CREAM), (0.44, c.CLAY)])
    _tube(picture, 1200, [(0.42, c.WHITE), (0.58, c.OCHRE)])


def _tube(picture: Canvas, x: float, layers: list[tuple[float, Colour]]) -> None:
    """A closed tube; the layers from the top, each with its share of the height."""
    top, bottom, half = 250.0, 850.0, 82.0
    picture.ellipse((x, 868), 130, 22, c.alpha(c.INK, 0.16))
    picture.box(x - half - 12, top - 40, x + half + 12, bottom + 12, c.WHITE, radius=92)
    start = top
    for share, colour in layers:
        end = start + share * (bottom - top)
        is_last = end > bottom - 1
        picture.box(x - half, start, x + half, end, colour, radius=80 if is_last else 0)
        if is_last:
            picture.box(x - half, start, x + half, max(start + 1, end - 150), colour)
        picture.box(x - half, start, x + half, start + 7, c.mix(colour, c.WHITE, 0.45))
        start = end
    picture.box(x - half + 16, top + 20, x - half + 34, bottom - 110, c.alpha(c.WHITE, 0.4), radius=9)
    picture.box(x - half - 24, top - 120, x + half + 24, top - 6, c.DEEP, radius=18)
    picture.box(x - half - 24, top - 120, x + half + 24, top - 80, c.TEAL, radius=18)
    for step in range(5):
        picture.box(
            x + half - 40, top + 130 + step * 90, x + half, top + 135 + step * 90, c.alpha(c.INK, 0.35)
        )
