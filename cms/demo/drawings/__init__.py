"""The demo's pictures, drawn by the project with Pillow: a catalogue of what there is and how to draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from cms.demo.drawings import canvas as c
from cms.demo.drawings import cells, knees, papers, places, skin
from cms.demo.drawings.canvas import Canvas, Point, encode

__all__ = ["CREDIT", "PICTURES", "Picture", "draw"]

CREDIT: Final = "Lutut Health, drawn for this demo"
EXTENSIONS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
LANDSCAPE: Final = (1600, 1000)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: its key in the demo, its words, its file and who draws it."""

    key: str
    title: str
    alt: str
    scene: Callable[[Canvas], None]
    file_format: str = "JPEG"
    size: tuple[int, int] = LANDSCAPE
    focus: Point = (0.5, 0.5)

    @property
    def filename(self) -> str:
        """The name under which the file is stored."""
        return f"demo-{self.key}.{EXTENSIONS[self.file_format]}"


def draw(picture: Picture) -> bytes:
    """Return the file of a picture; the same bytes whenever the same Pillow draws it."""
    canvas = Canvas(seed=picture.key, width=picture.size[0], height=picture.size[1])
    picture.scene(canvas)
    # PNG keeps every grain of noise and would grow to megabytes.
    finished = canvas.finish(grain=0 if picture.file_format == "PNG" else 11)
    return encode(finished, picture.file_format)


_PEOPLE: Final = {
    "aisha": partial(
        papers.portrait, hair=c.TEAL, coat=c.WHITE, skin=(226, 178, 146), veil=True, backdrop=c.MINT
    ),
    "daniel": partial(
        papers.portrait, hair=(46, 40, 44), coat=c.DEEP, skin=(240, 204, 174), backdrop=c.STRAW
    ),
    "meera": partial(
        papers.portrait, hair=(62, 40, 36), coat=c.CORAL, skin=(196, 142, 108), long=True, backdrop=c.MIST
    ),
}

_CATALOGUE: Final = (
    Picture(
        key="knee-joint",
        title="A healthy knee joint",
        alt="Drawing of a knee from the front: thigh bone above, shin bone below, a smooth blue layer of "
        "cartilage on both and the two menisci between them.",
        scene=knees.knee_joint,
        focus=(0.5, 0.53),
    ),
    Picture(
        key="knee-osteoarthritis",
        title="A healthy and a worn knee",
        alt="Drawing of two knees side by side. In the left one cartilage keeps the bones apart; in the "
        "right one the gap is narrow, the edges are rough and two sore spots glow red.",
        scene=knees.knee_osteoarthritis,
        file_format="PNG",
        focus=(0.74, 0.54),
    ),
    Picture(
        key="knee-injection",
        title="Injection into the knee",
        alt="Drawing of a syringe whose needle points at the narrow gap of a worn knee joint.",
        scene=knees.injection,
        focus=(0.62, 0.56),
    ),
    Picture(
        key="cell-cluster",
        title="A cluster of cells",
        alt="Drawing of a large coral-coloured cell among smaller cells in green, cream and pink.",
        scene=cells.cell_cluster,
    ),
    Picture(
        key="cell-lineage",
        title="What a stem cell can become",
        alt="Drawing of one round stem cell with three arrows to bone cells, cartilage cells and fat cells.",
        scene=cells.cell_lineage,
        file_format="WEBP",
        focus=(0.3, 0.5),
    ),
    Picture(
        key="blood-tubes",
        title="Blood before and after spinning",
        alt="Drawing of three tubes: red whole blood, spun blood in a yellow, a thin pale and a red layer, "
        "and a tube with the yellow plasma alone.",
        scene=cells.blood_tube,
        file_format="WEBP",
    ),
    Picture(
        key="skin-layers",
        title="The layers of the skin",
        alt="Drawing of skin cut through: the outer layer, the thicker layer with fibres and hair roots, "
        "fat, a thin sheet and muscle.",
        scene=skin.skin_layers,
        file_format="WEBP",
    ),
    Picture(
        key="face-and-energy",
        title="Energy at three depths of the face",
        alt="Drawing of a face from the side with rings at the cheek and jaw and a handpiece beside it.",
        scene=skin.face_and_energy,
        focus=(0.55, 0.5),
    ),
    Picture(
        key="ear",
        title="Sound reaching an ear",
        alt="Drawing of an outer ear with five curved lines of sound coming from the left.",
        scene=skin.ear,
    ),
    Picture(
        key="hospital",
        title="A hospital",
        alt="Drawing of a white hospital with a tall middle block, two low wings and trees in front.",
        scene=places.hospital,
        focus=(0.5, 0.45),
    ),
    Picture(
        key="city-skyline",
        title="A tropical city at dawn",
        alt="Drawing of a skyline with two tall tapering towers, a slim tower and low blocks behind trees.",
        scene=places.skyline,
        focus=(0.5, 0.4),
    ),
    Picture(
        key="hospital-room",
        title="A single hospital room",
        alt="Drawing of a made bed with a green blanket, a bedside table with flowers and a window with "
        "hills.",
        scene=places.ward_room,
        file_format="PNG",
        focus=(0.6, 0.6),
    ),
    Picture(
        key="house-and-garden",
        title="A house with a garden",
        alt="Drawing of a low white house with a red roof, a bench under a tree and a path through flowers.",
        scene=places.house_and_garden,
        focus=(0.55, 0.5),
    ),
    Picture(
        key="cost-chart",
        title="Prices with their spans",
        alt="Drawing of five bars of growing height, each with a darker upper part, and two stacks of coins.",
        scene=papers.cost_chart,
        file_format="PNG",
    ),
    Picture(
        key="checklist",
        title="A list of questions",
        alt="Drawing of a clipboard with ticked boxes and a stethoscope beside it.",
        scene=papers.checklist,
        focus=(0.38, 0.5),
    ),
    Picture(
        key="trial-register",
        title="A register of trials",
        alt="Drawing of rows of record cards, one of them under a magnifying glass.",
        scene=papers.trial_register,
        focus=(0.63, 0.52),
    ),
    Picture(
        key="everyday-help",
        title="Everyday help for sore knees",
        alt="Drawing of a walking shoe, a rolled exercise band and a cold pack on a table.",
        scene=papers.still_life,
    ),
    *(
        Picture(
            key=f"portrait-{key}",
            title=f"Portrait for the demo: {key.title()}",
            alt="Simple drawing of a person's head and shoulders.",
            scene=scene,
            size=(1000, 1000),
            focus=(0.5, 0.42),
        )
        for key, scene in _PEOPLE.items()
    ),
    Picture(
        key="logo",
        title="Logo of the demo publisher",
        alt="Lutut Health",
        scene=papers.logo,
        file_format="PNG",
        size=(800, 800),
    ),
)

PICTURES: Final = {picture.key: picture for picture in _CATALOGUE}
