"""A chart of the report as a file of its own: SVG with its style inside, or PNG made of that."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any, Final

from osteotwin.errors import InputError, MissingLibraryError, OsteotwinError, Problem
from osteotwin.files import write_bytes
from osteotwin.inputs.names import choose
from osteotwin.report.bone import CHARTED, site_sections
from osteotwin.report.drawing_style import drawing_style
from osteotwin.report.figures import LONGEST_LABEL
from osteotwin.report.svg import element, label

#: Of a chart and of the lines of text above and beneath it, in drawing units.
_WIDTH, _HEIGHT, _MARGIN, _HEAD, _FOOT = 860.0, 350.0, 20.0, 64.0, 30.0
#: For names of plans in full, which the report's chart cuts short beside its key.
_ROOM: Final = 110.0
_OWN_RULES: Final = (
    ".chart { overflow: visible; }\n"
    ".chart .title { font-size: 17px; font-weight: 600; fill: #1b1f23; }\n"
    ".paper { fill: #ffffff; }"
)
#: Named too where the report leaves the choice to a browser: what draws a PNG knows no other than fonts by name.
_FONTS: Final = '"DejaVu Sans", "Noto Sans", "Cantarell", "FreeSans", sans-serif'
#: Pixels of a PNG for one drawing unit: sharp on paper at the width of a page.
_ZOOM: Final = 3


def render_figure(answer: Mapping[str, Any], site: str = "total_hip") -> str:
    """Return the chart of one site under the plan and without it as an SVG file, in the colors of paper.

    Parameters
    ----------
    answer : mapping
        The answer object (schema ``osteotwin/answer/2``).
    site : str
        One of those that the report draws: ``lumbar_spine``, ``total_hip``, ``femoral_neck``.

    Raises
    ------
    InputError
        If the report has no chart of that site.
    """
    sections = {section["id"].replace("-", "_"): section for section in site_sections(answer)}
    section = sections[choose(site, sections, "site")]
    title = f"{section['label']}: change of bone density since {answer['today']}, in percent"
    bands = "Median, and the shares of the virtual people who agree with what was measured: 50 % dark, 90 % light."
    versions = answer["versions"]
    source = (
        f"osteotwin {versions['code']}, parameter set {versions['parameter_set']}, "
        f"{answer['uncertainty']['people']} virtual people. A simulation, not medical advice."
    )
    width, height = _WIDTH + 2 * _MARGIN + _ROOM, _HEAD + _HEIGHT + _FOOT
    place = f'<svg x="{_MARGIN:g}" y="{_HEAD:g}" width="{_WIDTH:g}" height="{_HEIGHT:g}" '
    chart = str(section["wide"]).replace("<svg ", place, 1)
    for name in (escape(line["label"]) for line in section["key"] if len(line["label"]) > LONGEST_LABEL):
        chart = chart.replace(f"{name[: LONGEST_LABEL - 1]}…", name)
    parts = [
        element("style", escape(_style(), quote=False)),
        element("rect", class_="paper", width=width, height=height),
        label(title, _MARGIN, 28.0, class_="title"),
        label(bands, _MARGIN, 49.0),
        chart,
        label(source, _MARGIN, height - 12),
    ]
    return (
        element(
            "svg", "\n".join(parts), xmlns="http://www.w3.org/2000/svg", class_="chart",
            width=width, height=height, viewBox=f"0 0 {width:g} {height:g}",
        )
        + "\n"
    )  # fmt: skip


def check_figure_path(path: str | PathLike[str], site: str = "total_hip") -> Path:
    """Refuse, before any work is done, a path to which :func:`write_figure` could not write, or a site it cannot draw.

    Raises
    ------
    InputError
        If the ending is neither ``.svg`` nor ``.png``, or the report has no chart of that site.
    MissingLibraryError
        If a PNG is wanted and resvg is not installed (extra ``png``).
    """
    found = Path(path)
    if found.suffix not in (".svg", ".png"):
        problem = Problem(
            "--out", "", f'"{found}"', "a name that ends in .svg or .png", "give it one of these endings"
        )
        raise InputError([problem])
    if found.suffix == ".png":
        _require_resvg()
    choose(site, CHARTED, "site")
    return found


def write_figure(answer: Mapping[str, Any], path: str | PathLike[str], site: str = "total_hip") -> Path:
    """Write the chart of one site as SVG or PNG, by the ending of the path, whole or not at all.

    Raises
    ------
    InputError
        If the ending is another, or the report has no chart of that site.
    MissingLibraryError
        If a PNG is wanted and resvg is not installed (extra ``png``).
    OsteotwinError
        If a PNG is wanted and there is no font here to write with.
    OSError
        If it cannot be written.

    Examples
    --------
    >>> import osteotwin as ot
    >>> ot.write_figure(ot.run(ot.demo_path(), people=2), "hip.svg").name
    'hip.svg'
    """
    target = check_figure_path(path, site)
    drawn = render_figure(answer, site)
    return write_bytes(target, drawn.encode("utf-8") if target.suffix == ".svg" else _png(drawn))


def _style() -> str:
    return f"{drawing_style(_FONTS)}\n{_OWN_RULES}"


def _require_resvg() -> None:
    try:
        import resvg_py  # noqa: F401  # pyright: ignore[reportUnusedImport]
    except ModuleNotFoundError:
        raise MissingLibraryError("A PNG", "resvg", "png") from None


def _png(drawn: str) -> bytes:
    import resvg_py

    def draw(text: str, zoom: int) -> bytes:
        return bytes(resvg_py.svg_to_bytes(svg_string=text, zoom=zoom))

    nothing = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
    sample = (
        f"<style>{escape(_style(), quote=False)}</style>" + '<g class="chart"><text x="2" y="18">M</text></g>'
    )
    if draw(nothing.format(""), 1) == draw(nothing.format(sample), 1):
        message = (
            "A PNG needs a font, and none was found here. Fix: install one, such as DejaVu Sans, or write SVG"
        )
        raise OsteotwinError(message)
    return draw(drawn, _ZOOM)
