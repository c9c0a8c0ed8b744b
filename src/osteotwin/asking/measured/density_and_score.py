"""A density beside the scores that tell it once more."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.measured.not_measured import IN_NAMES
from osteotwin.asking.measured.words import NUMBER
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.body.sites import DXA_SITES
from osteotwin.importing.scan_words import most_vertebrae, number_named, site_of
from osteotwin.observing.scores import bmd_of_t_score
from osteotwin.units.patterns import later

_NAMED: Final = later(r"\b(?:BMD|[TZ][- ]?scores?)\b", re.IGNORECASE)
CALLED: Final = {"bmd": "density", "t_score": "T-score", "z_score": "Z-score"}


def without_scores(piece: str) -> tuple[str, str]:
    """Return what is said of one site without the scores that tell its density once more, and a note of them."""
    masked = IN_NAMES.sub(lambda one: " " * len(one[0]), piece)
    values = [*NUMBER.finditer(masked)]
    if len(values) < 2:
        return piece, ""
    starts = [0, *(value.end("number") for value in values)]
    named = [number_named(piece[start : value.start()]) for start, value in zip(starts, values, strict=False)]
    kinds = ["bmd" if (one["unit"] or "").casefold().startswith("g/") else name
             for one, name in zip(values, named, strict=True)]  # fmt: skip
    guessed = any(kinds) and None in kinds
    plain = _ONE_OR_TWO_DECIMALS if {"t_score", "z_score"} & {*kinds} else _DENSITY
    kinds = [
        kind or ("bmd" if plain.fullmatch(one["number"]) else "")
        for one, kind in zip(values, kinds, strict=True)
    ]
    # Of three vertebrae the score counts, and not the density.
    first = ("t_score", "bmd") if most_vertebrae(piece) else ("bmd", "t_score")
    wanted = next((kind for kind in first if kinds.count(kind) == 1), None)
    if wanted is None or not {*kinds} <= {"bmd", "t_score", "z_score"} or len({*kinds}) < len(kinds):
        return piece, ""
    at = kinds.index(wanted)
    # The name of the site stands before the first number.
    site = _NAMED.sub(" ", piece[: values[0].start()]) if at else ""
    end = values[at].end() if (values[at]["unit"] or "").casefold().startswith("g/") else starts[at + 1]
    kept = f"{site} {piece[starts[at] : end]}".strip()
    if guessed and wanted == "bmd":
        kept = f"BMD {kept}"
    left = [
        f"{CALLED[kind]} {value['number']}"
        for kind, value in zip(kinds, values, strict=True)
        if kind != wanted
    ]
    if wanted == "bmd" and "t_score" in kinds:
        _check_same(piece, values[at]["number"], values[kinds.index("t_score")]["number"])
    return kept, f"{' and '.join(left)} beside it not used"


#: A number that can be nothing but a density, beside a score.
_DENSITY: Final = later(r"[01][.,]\d{3}")
#: Before a score with its name and sign, it is the density that the score tells once more.
_ONE_OR_TWO_DECIMALS: Final = later(r"0[.,][3-9]\d{0,2}|1[.,][0-6]\d{0,2}")
#: Makers' scales, and men and women, lie less far apart: of the neck of the femur young men measure 1.07 by Lunar, and
#: the young women of NHANES III, from whom its T-scores count, 0.86 [g/cm2].
_FARTHEST: Final = 0.25
#: Above it a density is told in mg/cm2.
_LARGEST: Final = 3.0


def _check_same(piece: str, density: str, score: str) -> None:
    """Ask where a density and the T-score beside it cannot be of one scan.

    Raises
    ------
    UnclearAnswerError
    """
    site = site_of(piece)
    bmd, number = (float(one.replace(",", ".")) for one in (density, score))
    if site not in DXA_SITES or bmd > _LARGEST:
        return
    meant = [one for sex in ("male", "female") if (one := bmd_of_t_score(site, number, sex)) is not None]
    if meant and not min(meant) - _FARTHEST < bmd < max(meant) + _FARTHEST:
        raise UnclearAnswerError(
            "scans", f"{quoted(piece)}, where a T-score of {number:g} stands for about {meant[-1]:.2f} g/cm2",
            "a density and a T-score of one scan", "correct one of them, or leave out the one that is not right",
        )  # fmt: skip
