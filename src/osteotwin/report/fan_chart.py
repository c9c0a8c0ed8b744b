"""The outlook of one site as a fan from the last scan: what was measured, what is expected, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from osteotwin.report.figures import (
    Bands,
    Curve,
    drawing,
    end_labels,
    label_width,
    level_lines,
    year_marks,
)
from osteotwin.report.formatting import number
from osteotwin.report.svg import Scale, band, element, label, line

#: T-scores at which a zone begins, from above; and what the zone beneath is called.
ZONES: Final = ((-1.0, "low", "Low bone mass"), (-2.5, "osteoporosis", "Osteoporosis"))


@dataclass(frozen=True)
class Point:
    """One scan.

    Attributes
    ----------
    year : float [year]
        From today; negative before.
    value, error : float [percent]
        Difference from today's density, and half of the 95 % interval of the scan.
    """

    year: float
    value: float
    error: float


@dataclass(frozen=True)
class ScoreAxis:
    """T- or Z-scores beside the percent axis: percent = ``zero`` + ``unit`` x score.

    Attributes
    ----------
    letter : str
        ``"T"`` or ``"Z"``.
    zero, unit : float [percent]
    zones : bool
        Whether the scores make a diagnosis.
    treatment : float or None
        Score from which guidelines treat this person.
    treatment_name : str
        What is written at its line.
    """

    letter: str
    zero: float
    unit: float
    zones: bool
    treatment: float | None = None
    treatment_name: str = ""

    def percent(self, score: float) -> float:
        """Return the difference from today's density at a score."""
        return self.zero + self.unit * score


@dataclass(frozen=True)
class Fan:
    """What the chart of a site shows.

    Attributes
    ----------
    years : sequence of float [year]
    curves : sequence of Curve
        The plan first.
    bands : Bands
        Of the plan.
    points : sequence of Point
    score : ScoreAxis or None
    least_significant : float or None [percent]
        Smaller changes two scans cannot tell.
    """

    years: Sequence[float]
    curves: Sequence[Curve]
    bands: Bands
    points: Sequence[Point]
    score: ScoreAxis | None
    least_significant: float | None


@dataclass(frozen=True)
class Frame:
    """The axes that all sites share.

    Attributes
    ----------
    first, last : float [year]
    marks : sequence of float [percent]
    """

    first: float
    last: float
    marks: Sequence[float]


def fan_chart(
    identifier: str, title: str, description: str, fan: Fan, frame: Frame, *, narrow: bool
) -> Markup:
    """Return the chart of one site.

    Parameters
    ----------
    identifier : str
        Unique in the document; the ids of title and description start with it.
    narrow : bool
        True for the telephone's and the paper's version: numbers without names at the line ends.
    """
    names = 0.0 if narrow else label_width(fan.curves)
    width, height = (340.0, 240.0) if narrow else (900.0, 310.0)
    left, top, bottom, beside = 40.0, 12.0, 30.0, 36.0 if fan.score else 8.0
    right = width - (52.0 if narrow else names + 30.0) - beside
    across = Scale(frame.first, max(frame.last, frame.first + 1e-6), left, right)
    up = Scale(frame.marks[0], frame.marks[-1], height - bottom, top)
    today = across(0.0)
    zones, zone_names = _zones(fan.score, up, left, right)
    parts = [
        *zones,
        *_change_that_scans_tell(fan.least_significant, up, today, right),
        *level_lines(tuple(frame.marks), up, left, right),
        *year_marks(across, height - bottom, 3 if narrow else 8),
        *_scores(fan.score, up, right),
        element("line", class_="today", x1=today, x2=today, y1=top, y2=height - bottom),
        element("path", class_="band-90", d=band(fan.years, fan.bands.low90, fan.bands.high90, across, up)),
        element("path", class_="band-50", d=band(fan.years, fan.bands.low50, fan.bands.high50, across, up)),
        *zone_names,
        *(
            element("path", class_=f"curve {curve.style}", d=line(fan.years, curve.values, across, up))
            for curve in reversed(fan.curves)
        ),
        *_treatment(fan.score, up, left, right, narrow=narrow),
        *_points(fan.points, across, up),
        element("line", class_="cursor", x1=left, x2=left, y1=top, y2=height - bottom),
        *end_labels(fan.curves, up, right + beside, top, height - bottom, narrow=narrow),
    ]
    return drawing(identifier, title, description, width, height, parts, plot=(today, right), kind="fan")


def _zones(score: ScoreAxis | None, up: Scale, left: float, right: float) -> tuple[list[str], list[str]]:
    """Shade what lies beneath each line of the diagnosis; and its names, which no band may hide."""
    if score is None or not score.zones:
        return [], []
    ends = [score.percent(line) for line, _, _ in ZONES]
    parts: list[str] = []
    names: list[str] = []
    for (_, name, words), upper, lower in zip(ZONES, ends, [*ends[1:], up.low], strict=True):
        high, low = (min(max(end, up.low), up.high) for end in (upper, lower))
        if high - low <= 0.0:
            continue
        y, depth = up(high), up(low) - up(high)
        parts.append(element("rect", class_=f"zone {name}", x=left, width=right - left, y=y, height=depth))
        if depth > 16.0:
            names.append(label(words, left + 6, y + depth - 5, class_="zone-name"))
    return parts, names


def _treatment(score: ScoreAxis | None, up: Scale, left: float, right: float, *, narrow: bool) -> list[str]:
    """Draw the line from which guidelines treat this person, above all bands; the legend says whose guideline it is."""
    if score is None or not score.zones or score.treatment is None:
        return []
    level = score.percent(score.treatment)
    if not up.low < level < up.high:
        return []
    y = up(level)
    drawn = element("line", class_="treatment", x1=left, x2=right, y1=y, y2=y)
    words = f"treatment line, T {number(score.treatment)}"
    return (
        [drawn]
        if narrow
        else [drawn, label(words, right - 6, y - 5, class_="treatment-name", text_anchor="end")]
    )


def _change_that_scans_tell(least: float | None, up: Scale, today: float, right: float) -> list[str]:
    if least is None:
        return []
    high, low = min(least, up.high), max(-least, up.low)
    return [
        element(
            "rect", class_="cannot-tell", x=today, width=right - today, y=up(high), height=up(low) - up(high)
        )
    ]


def _scores(score: ScoreAxis | None, up: Scale, x: float) -> list[str]:
    """Mark the scores along the right side, at halves or wholes."""
    if score is None or score.unit <= 0.0:
        return []
    room = abs(up(score.percent(0.0)) - up(score.percent(0.5)))
    step = 0.5 if room >= 22.0 else 1.0 if room >= 11.0 else 2.0
    parts: list[str] = [label(score.letter, x + 8, up.end - 1, class_="tick score-name")]
    for index in range(-20, 21):
        value, y = index * step, up(score.percent(index * step))
        if up.end + 8.0 <= y <= up.start:
            parts.append(element("line", class_="axis", x1=x, x2=x + 4, y1=y, y2=y))
            text = number(value, 0 if value == int(value) else 1, sign=True)
            parts.append(label(text, x + 7, y + 4, class_="tick score"))
    return parts


def _points(points: Sequence[Point], across: Scale, up: Scale) -> list[str]:
    """Draw each scan with the error of its method, joined in time."""
    shown = [point for point in points if across.low <= point.year]
    if not shown:
        return []
    places = [(across(point.year), up(point.value)) for point in shown]
    joined = "L".join(f"{x:.1f} {y:.1f}" for x, y in [*places, (across(0.0), up(0.0))])
    parts = [element("path", class_="scans", d=f"M{joined}")]
    for point, (x, y) in zip(shown, places, strict=True):
        high, low = (
            min(max(end, up.low), up.high) for end in (point.value + point.error, point.value - point.error)
        )
        parts.append(element("line", class_="scan-error", x1=x, x2=x, y1=up(high), y2=up(low)))
        parts.append(element("circle", class_="scan-point", cx=x, cy=y, r=3.6))
    return parts
