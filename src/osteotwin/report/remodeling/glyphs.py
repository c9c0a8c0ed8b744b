"""What stands for cells and signals in the picture: shapes that tell apart without color, as many as there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from osteotwin.report.svg import coordinate, element

Place = tuple[float, float, bool]


@dataclass(frozen=True)
class Crowd:
    """One signal or kind of cell as glyphs.

    Attributes
    ----------
    signal : str
    today : int
        So many glyphs stand for the amount of today.
    shape : str
        One of :data:`SHAPES`.
    places : tuple of (float, float, bool)
        Their middles in the order in which they appear, and whether they are mirrored; no more are drawn.
    """

    signal: str
    today: int
    shape: str
    places: tuple[Place, ...]

    def drawn(self, ratio: float | None, identifier: str) -> str:
        """Return the glyphs at a ratio to today; of the last one as much shows as is left over.

        Parameters
        ----------
        ratio : float or None
        identifier : str
            Of the picture, whose :func:`shapes` they use.
        """
        parts: list[str] = []
        for index, (x, y, mirrored) in enumerate(self.places):
            moved = f"translate({coordinate(x)} {coordinate(y)}){' scale(-1 1)' if mirrored else ''}"
            much = f"{shown(ratio, self.today, index):.2f}"
            parts.append(element("use", href=f"#{identifier}-{self.shape}", transform=moved, opacity=much))
        return "".join(parts)


def shapes(identifier: str) -> str:
    """Return the shapes that the glyphs of a picture use."""
    drawn = (
        element("path", class_=f"glyph {name}", d=path, id=f"{identifier}-{name}")
        for name, path in SHAPES.items()
    )
    return element("defs", "".join(drawn))


def shown(ratio: float | None, today: int, index: int) -> float:
    """Return how much of a glyph shows: 1 of all that are there, a part of the last."""
    return 0.0 if ratio is None else min(max(ratio * today - index, 0.0), 1.0)


def rows(left: float, bottom: float, across: float, up: float, per_row: int, count: int) -> tuple[Place, ...]:
    """Return places in rows from left to right, each row above the one before."""
    return tuple(
        (left + across * (index % per_row), bottom - up * (index // per_row), False) for index in range(count)
    )


def at(*places: tuple[float, float]) -> tuple[Place, ...]:
    """Return given places."""
    return tuple((x, y, False) for x, y in places)


def towards(left: float, right: float, y: float, step: float, count: int) -> tuple[Place, ...]:
    """Return places from both edges inward, by turns; those from the right look the other way."""
    inward = [step * (index // 2) for index in range(count)]
    return tuple(
        (left + by, y, False) if index % 2 == 0 else (right - by, y, True) for index, by in enumerate(inward)
    )


#: name -> path around the middle
SHAPES: Final = {
    "estradiol": "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0Z",
    "rankl": "M0 -4.6L4.6 3.6L-4.6 3.6Z",
    "opg": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
    "sclerostin": "M0 -4.6L4.6 0L0 4.6L-4.6 0Z",
    "osteoclast": (
        "M-15 8C-18 -4 -12 -14 -2 -14C8 -15 17 -8 16 4L14 9L9 7L5 11L0 8L-5 11L-9 7Z"
        "M-8 -5a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0ZM2 -7a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0Z"
        "M-2 1a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0Z"
    ),
    "osteoblast": (
        "M-7.5 -9h15a1.5 1.5 0 0 1 1.5 1.5v15a1.5 1.5 0 0 1 -1.5 1.5h-15a1.5 1.5 0 0 1 -1.5 -1.5v-15"
        "a1.5 1.5 0 0 1 1.5 -1.5ZM-3.4 -2a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0Z"
    ),
    "osteocyte": ("M-11 0C-7 -6 7 -6 11 0C7 6 -7 6 -11 0ZM-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0Z"),
    "load": "M-4 -8L4 0L-4 8",
}
