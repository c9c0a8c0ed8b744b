"""The picture of a place of remodeling at one moment.

Every amount is a number of glyphs, so that the script of the page has nothing to do but show more or fewer of them. It
reads ``data-count`` and ``data-today`` (glyphs of a signal and how many stand for today), ``data-shift`` and
``data-stretch`` (what moves and what grows with a signal).
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from markupsafe import Markup

from osteotwin.report.remodeling.glyphs import Crowd, at, rows, shapes, towards
from osteotwin.report.svg import element, label

_WIDTH, _HEIGHT = 420, 480
_SURFACE: Final = 240.0
#: The surface moves by so much for the whole of the mineral [drawing unit], and no further than that.
SHIFT, MOST_SHIFT = 500.0, 40.0
#: A pit and a seam of new bone are drawn at most so many times as large as today, and at least so.
STRETCH: Final = (0.25, 2.5)
#: Dots of a row; two rows are the amount of today.
_ROW: Final = 10
_PIT: Final = "M30 240C46 240 48 272 78 274L162 274C190 272 192 240 206 240Z"

_CROWDS: Final = (
    Crowd("estradiol", 2 * _ROW, "estradiol", rows(108, 35, 15.6, 15, 2 * _ROW, 4 * _ROW)),
    Crowd("rankl", 2 * _ROW, "rankl", rows(22, 170, 18, 18, _ROW, 4 * _ROW)),
    Crowd("opg", 2 * _ROW, "opg", rows(234, 158, 18, 18, _ROW, 4 * _ROW)),
)
_GROUND: Final = (
    Crowd("sclerostin", 2 * _ROW, "sclerostin", rows(234, 326, 18, 18, _ROW, 3 * _ROW)),
    Crowd("osteoclasts", 4, "osteoclast", rows(60, 262, 38, 30, 4, 12)),
    Crowd("osteoblasts", 10, "osteoblast", rows(222, 222, 20.4, 20, _ROW, 2 * _ROW)),
    Crowd("osteocytes", 8, "osteocyte", at(
        (70, 362), (158, 368), (246, 360), (334, 366), (114, 404), (202, 410), (290, 404), (372, 408),
        (36, 398), (120, 434), (206, 438), (290, 436), (392, 362), (36, 432), (334, 436), (70, 310),
    )),
)  # fmt: skip
_LOAD: Final = Crowd("total_hip_stimulus", 10, "load", towards(14, 406, 458, 11, 24))
#: text, x, y, whether it moves with the surface
_LABELS: Final = (
    ("Estradiol", 14, 37, False), ("RANKL", 14, 84, False), ("OPG", 226, 84, False),
    ("Osteoclasts", 14, 200, False), ("Osteoblasts", 226, 184, False), ("Sclerostin", 226, 274, True),
    ("Osteocytes", 14, 340, True),
)  # fmt: skip


def picture(life: Mapping[str, Any], place: int, identifier: str, described: str) -> Markup:
    """Return the drawing of one life on one day.

    Parameters
    ----------
    life : mapping
        ``label`` and ``signals``, each with its ``ratio`` by day.
    place : int
        Of the day.
    identifier : str
        Ids in the document begin with it.
    described : str
        The same in words.
    """
    ratios = {name: signal["ratio"]["median"][place] for name, signal in life["signals"].items()}
    head = element(
        "title", escape(f"{life['label']}: a place of remodeling in the hip"), id=f"{identifier}-title"
    )
    head += element("desc", escape(described), id=f"{identifier}-description")
    parts = [
        shapes(identifier),
        element("rect", class_="vessel", x=0, y=10, width=_WIDTH, height=44),
        *(_crowd(crowd, ratios, identifier) for crowd in _CROWDS),
        element("line", class_="today", x1=0, x2=_WIDTH, y1=_SURFACE, y2=_SURFACE),
        element("g", "".join(_ground(ratios, identifier)), data_shift="bmd_total_hip",
                transform=f"translate(0 {shift(ratios.get('bmd_total_hip')):.2f})"),
        *(label(text, x, y, class_="what") for text, x, y, moves in _LABELS if not moves),
        _crowd(_LOAD, ratios, identifier),
        label("Load sensed", _WIDTH / 2, 461, class_="what", text_anchor="middle"),
    ]  # fmt: skip
    return Markup(
        element(
            "svg", head + "".join(parts), class_="remodeling", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img",
            aria_labelledby=f"{identifier}-title {identifier}-description",
        )
    )  # fmt: skip


def shift(mineral: float | None) -> float:
    """Return how far down the surface lies for a ratio of mineral to today."""
    return 0.0 if mineral is None else min(max((1.0 - mineral) * SHIFT, -MOST_SHIFT), MOST_SHIFT)


def stretch(ratio: float | None) -> str:
    """Return the transformation that makes what hangs from the surface larger by a ratio."""
    size = 1.0 if ratio is None else min(max(ratio, STRETCH[0]), STRETCH[1])
    return f"translate(0 {_SURFACE:.0f}) scale(1 {size:.3f}) translate(0 -{_SURFACE:.0f})"


def _crowd(crowd: Crowd, ratios: Mapping[str, float | None], identifier: str) -> str:
    return element(
        "g", crowd.drawn(ratios.get(crowd.signal), identifier), class_="crowd", data_count=crowd.signal,
        data_today=str(crowd.today),
    )  # fmt: skip


def _ground(ratios: Mapping[str, float | None], identifier: str) -> list[str]:
    """What rises and sinks with the mineral: bone, pit, seam and the cells on and in it."""
    return [
        element("rect", class_="bone", x=0, y=_SURFACE, width=_WIDTH, height=_HEIGHT),
        element("path", class_="canals", d=(
            "M70 362L158 368L246 360L334 366M114 404L202 410L290 404L372 408M70 362L114 404L158 368L202 410L246 360"
            "L290 404L334 366L372 408M70 362L78 278M158 368L150 278M246 360L220 250M334 366L412 250"
        )),
        element("path", class_="pit", d=_PIT, data_stretch="ctx", transform=stretch(ratios.get("ctx"))),
        element("rect", class_="osteoid", x=212, y=_SURFACE, width=_WIDTH - 212, height=11, data_stretch="p1np",
                transform=stretch(ratios.get("p1np"))),
        *(_crowd(crowd, ratios, identifier) for crowd in _GROUND),
        *(label(text, x, y, class_="what") for text, x, y, moves in _LABELS if moves),
    ]  # fmt: skip
