"""What scanners and those who read scans call regions, sides, makers and numbers."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.importing.hip_parts import with_parts_before
from osteotwin.units.patterns import later

#: site -> its wordings in English, German, French, Spanish, Italian, Portuguese and Dutch, the narrower ones first: the
#: neck of the femur is of the femur.
_SITES: Final = (
    ("radius_ultradistal", r"ultra\s*-?distal|\bu\.?d\.?\s*(?:radius|forearm)|(?:radius|forearm)\W{0,3}ud\b"),
    ("radius_33", r"(?:1/3|one[\s-]third|33\s*%|distal third)\W{0,3}(?:distal\W)?(?:radius|forearm)?|"
                  r"(?:radius|forearm)\W{0,3}(?:33|1/3|one[\s-]third)"),
    ("total_forearm", r"(?:total|whole)\W(?:radius|forearm)|(?:radius|forearm)\W{0,3}total"),
    ("total_body", r"(?:total|whole)[\s-]body|"
                   r"ganzk[oö]rper|corps entier|cuerpo (?:entero|total)|corpo (?:intero|total)"),
    ("femoral_neck", r"(?:fem(?:oral|ur)?\.?|hip)\W{0,3}(?:left|right|mean)?\W{0,3}neck|neck of (?:the )?femur|"
                     r"\bneck\b|(?:structure of )?neck of femur|"
                     r"col(?:l?um|lo|o)?\s+(?:d[uoe]l?\s+)?f[eéê]m[ou]r|"
                     r"schenkelhals|femurhals|^\W*hals\b|"
                     r"cuello (?:femoral|del? f[eé]mur)|(?:femur|hip|heup)\W{0,3}collum"),
    ("trochanter", r"(?<!inter)(?<!inter-)\btroch(?:anter)?\b"),
    ("total_hip", r"total\W{0,3}(?:proximal\W)?(?:left\W|right\W|mean\W)?(?:hip|femur)|hip\W{0,3}total|"
                  r"femur\W{0,3}(?:total|gesamt)|gesamt\W{0,3}(?:femur|h[uü]fte)|dual\s?femur\b.{0,30}\btotal\b|"
                  r"proximal(?:er|es)? femur|\bhips?\b|"
                  r"\bh[uü]fte(?:(?:\W{0,3}(?:links|rechts))?\W{0,3}(?:gesamt|total)|\b)|"
                  r"\bhanche|\bcadera|\bquadril|\banca\b|(?:totale\W{0,3})?\bheup\b|"
                  r"f[eéê]m(?:ur|ore)\s+(?:proximal|total)|f[eé]mur\W{0,3}entier"),
    ("lumbar_spine", r"lumbar|\bl-?spine\b|\bap[\s-]spine\b|\bl1\s*[-–to]+\s*l4\b|"
                     r"\bl[1-4]\s*[-–]\s*l?[1-4]\b(?![.,]\d)|"
                     r"lws\b|lwk\b|lendenwirbel|\bspine\b|\b(?:spinal|vertebral)\b(?!\s+(?:fract|fus|sten|surg|"
                     r"bod|compr|heigh|cord|def))|"
                     r"\blow(?:er)? back\b(?! (?:pain|ache|hurts))|(?<!brust)(?<!hals)wirbels[äa]ule|"
                     r"\b(?:rachis|columna|coluna|colonna)\b(?!\s+(?:cerv|dors|tor))|"
                     r"\u03bf\u03bc\u03c3\u03c3|\u03bf\u03c3\u03c6\u03c5\S*|\blomba(?:ire|r)|\blumbale? wervel"),
)  # fmt: skip
_COMPILED: Final = tuple((site, later(pattern, re.IGNORECASE)) for site, pattern in _SITES)
_FEMUR: Final = later(r"f[eéê]mur\b|\bfemore\b|\bfemoral\b", re.IGNORECASE)
_VERTEBRAE: Final = later(
    r"\bL(?:WK\s?)?([1-4])(?:\s*(?:[-–]|to|through|bis)\s*(?:L(?:WK\s?)?)?([1-4])(?!\d|[.,]\d))?\b(\s*\(L\d\s*[,)])?",
    re.IGNORECASE,
)
_ALONE: Final = r"\bL(?:WK\s?)?[1-5]\b(?!\s*(?:[-\u2013,/&]|to\b|and\b)\s*L?[1-5])"
_ONE_VERTEBRA: Final = later(
    rf"(?:spine|lumbar|vertebra|lws|wirbels[äa]ule|rachis|columna)\W{{1,3}}(?:vertebra\W{{1,3}})?{_ALONE}|"
    rf"(?<![-\u2013,/&\d]\s)(?<![-\u2013,/&\d]){_ALONE}\W{{0,3}}(?:vertebra\W{{1,3}})?(?:[tz][\s_-]?(?:score|"
    rf"wert)|bmd)",
    re.IGNORECASE,
)
_RATHER: Final = later(r"ward|inter-?troch|\binter\b|calcane|heel|humer|shaft|tibia|upper|neck lower|"
                            r"lower neck|mid\b|"
                            r"rib|pelvis|"
                            r"trunk|\b[tc][\s-]spine\b|\bthoracic\b|\bcervical\b|\blateral\b|\bqct\b|\bulna\b|"
                            r"\bhws\b|\bbws\b|\barms?\b|\blegs?\b|head",
                            re.IGNORECASE)  # fmt: skip
_LEFT: Final = later(
    r"\bleft\b|\blt\b|\blinke?[nrs]?\b|\bgauche\b|\bizquierd[oa]\b|\bsinistr[oa]\b|\besquerd[oa]\b|\(l\)|\b(?:li|sx)\."
    r"|(?<=[^\W\d_]\s)(?:li|sx)(?=\s+[-+\u2212]?\d)|"
    r"(?-i:(?<![\w/.])L(?=\.?\s+(?i:bmd|femur|hip|neck|total|fem\b|forearm|radius|troch|[tz]\b)|"
    r"\s+[-+]?\d+[.,]\d))",
    re.IGNORECASE,
)
_RIGHT: Final = later(
    r"\bright\b|\brt\b|\brechte?[nrs]?\b|\bdroite?\b|\bderech[oa]\b|\bdestr[oa]\b|\bdireit[oa]\b|\(r\)|"
    r"(?<=[^\W\d_]\s)(?:re|dx)(?:\.|(?=\s+[-+\u2212]?\d))|\bre\.(?=\s+(?:h[\u00fcu]ft|femur|schenkel|gesamt))|"
    r"(?-i:(?<![\w/.])R(?=\.?\s+(?i:bmd|femur|hip|neck|total|fem\b|forearm|radius|troch|[tz]\b)|"
    r"\s+[-+]?\d+[.,]\d))",
    re.IGNORECASE,
)
_MEAN: Final = later(
    r"\bmean\b|\bdual|\bboth\b|\bbilateral\b|\bmittel(?:wert)?\b|\bmoyenne\b|\bmedia\b", re.IGNORECASE
)
_MAKERS: Final = (
    ("hologic", later(r"hologic|horizon\s*(?:dxa|[acw]\b|w[i]?\b)|discovery\s*(?:dxa|[acw]\b|sl)|delphi|apex\s*\d|"
                           r"\bqdr\b", re.IGNORECASE)),
    ("lunar", later(r"\blunar\b|prodigy|idxa|dpx|encore|ge\s*healthcare|ge\s*medical", re.IGNORECASE)),
    ("norland", later(r"norland|stratos|medilink|osteocore", re.IGNORECASE)),
)  # fmt: skip
#: Of another maker's scanner, to which a density was converted.
_EQUIVALENT: Final = later(r"\b\w+[- ]equivalent\b", re.IGNORECASE)
#: What the numbers of a scan are called.
T_SCORE: Final = r"\b(?:[tт][\s-]?критери[йя]|t\s?[_.-]?\s?(?:scores?|werte?|index)|score\s?t)(?![a-z])"
Z_SCORE: Final = r"\b(?:z[\s-]?критери[йя]|z\s?[_.-]?\s?(?:scores?|werte?|index)|score\s?z)(?![a-z])"
SCORE_NAMED: Final = later(rf"{T_SCORE}|{Z_SCORE}", re.IGNORECASE)
DENSITY: Final = (
    r"\b(?:bmd|kmd|dmo)\b|bone (?:mineral )?density|mineral density|knochen(?:mineral)?dichte(?:messung)?|"
    r"densit(?:é|e|a|à|ade|ad) min[eé]ral[ea]? (?:osseuse|[oó]sea|ossea)"
)
#: A column of an earlier scan, and one of what changed since it.
PRIOR: Final = (
    r"\b(?:prior|previous|former|earlier|previously|zuvor|vorher|vorbefunde?|vorwerte?|voruntersuchung|"
    r"vormessung|pr[eé]c[eé]dent[e]?|anterior(?:es)?|ant[eé]riorit[eé]s?|ant[eé]rieure?s?|"
    r"previ[oa]|precedente|vorige)\b"
)
CHANGE: Final = (
    r"\bchanges?\b|\bchg\b|\bdiff(?:erence)?\b|\bdifferenz\b|\bdelta\b|Δ|\bver[aä]nderung|\b[aä]nderung|\bvariation\b|"
    r"\bvariaci[oó]n\b|\bvariazione\b|\bvaria[cç][aã]o\b|\bcambio\b|\bverschil\b|\bverandering\b"
)
_T: Final = later(T_SCORE, re.IGNORECASE)
_Z: Final = later(Z_SCORE, re.IGNORECASE)
_BMD: Final = later(rf"{DENSITY}|g/cm", re.IGNORECASE)
PRIOR_WORDS: Final = later(PRIOR, re.IGNORECASE)
_CHANGE: Final = later(rf"{CHANGE}|%|\bpercent|\bprozent|\bsince\b|\bversus\b|\bvs\b", re.IGNORECASE)
#: Sites of which the tables of endpoints have a score.
_SCORED: Final = ("lumbar_spine", "total_hip", "femoral_neck", "radius_33")


#: What clinics shorten the sites to.
_SHORT: Final = (
    (later(r"\b(?:FN|F\.? ?neck)\b"), "femoral neck"),
    (later(r"\bTH\b(?!\W?\d{1,2}(?![.,]?\d))"), "total hip"),
    (later(r"\bLS\b"), "lumbar spine"),
)


#: The total of the hip that a sentence names before it: "Left hip: neck T -1.9, total T -1.2".
_REST_OF_HIP: Final = later(
    r"(\b(?:hip|femur|h[uü]fte|hanche|cadera)\b(?:(?!\b(?:spine|lumbar|lws|rachis|columna|total)\b)(?:[^.;\n]|"
    r"(?<=\d)\.(?=\d))){1,60}?[,:]\s*)"
    r"total\b(?=\s*(?:mean\s+)?(?:[TZ]\b|BMD\b|[-+\u2212]?\d))",
    re.IGNORECASE,
)


def with_sites_in_full(text: str) -> str:
    """Return a text whose short names of sites are written out.

    Examples
    --------
    >>> with_sites_in_full("LS: -1.2, FN: -1.5")
    'lumbar spine: -1.2, femoral neck: -1.5'
    """
    for short, site in _SHORT:
        text = short.sub(site, text)
    return _REST_OF_HIP.sub(r"\1total hip", with_parts_before(text))


def site_of(text: str) -> str | None:
    """Return the site that a text names; ``"femur"`` where neck or whole is not said, ``None`` for any other."""
    if _RATHER.search(text):
        return None
    for site, pattern in _COMPILED:
        if pattern.search(text):
            return site
    return "femur" if _FEMUR.search(text) else None


def mentions_of(text: str) -> list[tuple[str, int, int]]:
    """Return site, start and end of each place that a text names, in order; of two that overlap the narrower one."""
    found: list[tuple[str, int, int]] = []
    for site, pattern in (*_COMPILED, ("femur", _FEMUR)):
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for _, start, end in found):
                found.append((site, *match.span()))
    return sorted(found, key=lambda one: one[1])


def vertebrae_of(text: str) -> str | None:
    """Return which lumbar vertebrae a text names, such as ``"L2-L4"``; ``None`` where it names none.

    Examples
    --------
    >>> vertebrae_of("AP Spine L1 - L4")
    'L1-L4'
    """
    match = _VERTEBRAE.search(text)
    if match is None:
        return None
    without = " without others" if match[3] else ""
    return (f"L{match[1]}-L{match[2]}" if match[2] else f"L{match[1]}") + without


def most_vertebrae(text: str) -> str:
    """Return three lumbar vertebrae of the four that a text names; empty where it names others.

    Their scores, which count from the same three of young adults, stand for the spine; their density does not.

    Examples
    --------
    >>> most_vertebrae("Spine L2-L4"), most_vertebrae("L1-L4"), most_vertebrae("L1-L2")
    ('L2-L4', '', '')
    """
    named = vertebrae_of(text)
    return named if named in ("L1-L3", "L2-L4") else ""


def is_one_vertebra(text: str) -> bool:
    """Tell whether a score or a density is of one vertebra, which stands beside its name or that of the spine.

    Examples
    --------
    >>> is_one_vertebra("spine L3 T-score -1.2"), is_one_vertebra("spine T-score -1.2, old fracture of L2")
    (True, False)
    """
    return _ONE_VERTEBRA.search(text) is not None


def side_of(text: str) -> str:
    """Return ``"left"``, ``"right"``, ``"mean"``, or empty where a text names no side or both."""
    left, right = bool(_LEFT.search(text)), bool(_RIGHT.search(text))
    if left != right:
        return "left" if left else "right"
    return "mean" if _MEAN.search(text) else ""


def makers_in(text: str) -> tuple[str, ...]:
    """Return the makers of scanners that a text names."""
    own = _EQUIVALENT.sub(" ", text)
    return tuple(maker for maker, pattern in _MAKERS if pattern.search(own))


def maker_of(text: str) -> str | None:
    """Return the maker of the scanner that a text names, or ``None`` where it names none or several."""
    found = makers_in(text)
    return found[0] if len(found) == 1 else None


def is_change(text: str) -> bool:
    """Tell whether a text names a change or a part of a hundred, which no density and no score is."""
    return _CHANGE.search(text) is not None


def is_prior(text: str) -> bool:
    """Tell whether a text names an earlier scan."""
    return PRIOR_WORDS.search(text) is not None


def number_named(text: str) -> str | None:
    """Return which number of a scan a text names: ``"bmd"``, ``"t_score"``, ``"z_score"``, or ``None``."""
    t, z = bool(_T.search(text)), bool(_Z.search(text))
    if t != z:
        return "t_score" if t else "z_score"
    return "bmd" if not t and _BMD.search(text) else None


def endpoint_of(number: str, site: str) -> str | None:
    """Return the endpoint that is a number of a site; ``None`` where a person's file has none."""
    if number == "bmd":
        return f"bmd_{site}"
    return f"{number}_{site}" if site in _SCORED else None
