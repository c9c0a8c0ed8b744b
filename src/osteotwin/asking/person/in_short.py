"""What people and clinics say in short of who it is: "wrist # 2021", "ER+", "lisinopril for BP", "54/183/84"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from osteotwin.units.patterns import later

_BONE: Final = (
    r"wrists?|hips?|nof|femur|ankles?|ribs?|humerus|shoulder|elbow|colles'?|radius|tibia|fibula|pelvis|"
    r"vertebrae?|spine|foot|hand|finger|toe|collarbone|clavicle"
)
_YEAR: Final = r"(?:19|20)\d\d"
_COMMAS: Final = later(r"\s*,(?:\s*,)+\s*|\s+,\s*")
_A_DAY: Final = r"\d{1,2} ?(?:cig(?:arette)?s? ?)?(?:a|per|/) ?day"


def _receptors(found: re.Match[str]) -> str:
    """Return what a tumour has, each apart, and its year before it; that a receptor is not there is in no number."""
    told = [
        f"{_FACTOR if one['what'].casefold() == 'her' else one['what']} positive"
        for one in _RECEPTOR.finditer(found["of"])
        if one["sign"] == "+"
    ]
    return ", ".join([found["year"] or "", *told, ""])


def _in_a_row(found: re.Match[str]) -> str:
    """Return age, height and weight with their units; as they are where the last can hardly be kilograms."""
    is_usual = _LEAST_BMI <= float(found["kg"]) / (float(found["cm"]) / 100) ** 2 <= _MOST_BMI
    return f"{found['sex']}{found['age']} years, {found['cm']} cm, {found['kg']} kg" if is_usual else found[0]


def _behind_birth(found: re.Match[str]) -> str:
    """Return height and weight behind a year of birth with their units; as they are where they hardly are those."""
    is_usual = _LEAST_BMI <= float(found["kg"]) / (float(found["cm"]) / 100) ** 2 <= _MOST_BMI
    return f"{found['born']}, {found['cm']} cm, {found['kg']} kg" if is_usual else found[0]


#: Of most adults [kg/m2].
_LEAST_BMI, _MOST_BMI = 17.0, 40.0
#: Of which HER2 is the second.
_FACTOR: Final = "growth factor receptor"
_RECEPTOR: Final = later(r"(?P<what>er|pr|her)(?:-?2)? ?(?P<sign>[+-])", re.IGNORECASE)
_IN_FULL: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (later(pattern, re.IGNORECASE), full)
    for pattern, full in (
        # Said of what is there, or is not, it tells nothing more.
        (r",? ?\b(?:thank (?:god|goodness|heavens)|touch wood|knock on wood|fingers crossed)\b", ""),
        (
            r"\b(?:i(?:'ve| have)? )?never (?:broke|broken|fractured) (?:a bone|any bones?|anything)\b",
            "no fractures",
        ),
        (
            r"\b(?:my )?(?:husband|wife|partner|mum|mom|dad) smokes,? (?:but |and )?i (?:don'?t|do not)(?: smoke)?\b",
            "I do not smoke",
        ),
        (
            r"(?:\b(?:abt|about|around|approx\.?) |~ ?|,? ?(?<!\w))(?P<n>[1-5]\d) ?% ?(?:bf|body ?fat)\b,?",
            r", \g<n> % body fat, ",
        ),
        (r"\bprobs\b", "problems"),
        (r"\bnothing wrong(?: with| w)?(?: me| him| her)?\b", "healthy"),
        (
            r"\b(?:(?:otherwise )?(?:healthy|fit|well|fine)|no (?:other )?(?:health )?(?:problems|issues)),? "
            r"(?:apart from|except(?: for)?|other than|bar|aside from) (?=[a-z])",
            "",
        ),
        (r"\btype (?P<n>[12]|one|two)\b(?! ?(?:diab|dm\b|collagen|muscle))", r"type \g<n> diabetes"),
        (r"(?<=[a-z)]) \+ (?=[a-z])", ", "),
        (r"(?<!\w)bc(?= (?:in |dx|diag|since |stage|\(?(?:19|20)\d\d))", "breast cancer"),
        # Age and sex in one, before words that belong to neither.
        (r"^(?P<who>\s*(?:i'?m |i am )?[1-9]\d[mf])(?=\s+[a-z])", r"\g<who>,"),
        (r"^\s*(?:me|patient|pt|this is me|about me|stats?) ?[:=-] ?(?=\S)", ""),
        # A year of birth, height and weight in a row.
        (
            rf"\b(?P<born>born(?: in)? {_YEAR}|{_YEAR}(?= ?,))(?: ?/ ?|, ?| )"
            r"(?P<cm>1[4-9]\d|20\d)(?: ?cm)?(?: ?/ ?|, ?| )(?P<kg>[4-9]\d|1[0-4]\d)(?=\s*(?:[,;]|$))",
            _behind_birth,
        ),
        # A clinic's sign of a fracture; behind a number it is a pound.
        (rf"\b(?P<bone>{_BONE}) ?#(?=\s*(?:[,;.(]|$|\d|[a-z]))", r"\g<bone> fracture"),
        (rf"(?<![\w#])# ?(?=(?:(?:l|r|left|right) )?(?:{_BONE})\b)", "fractured "),
        # A tumour's receptors, behind the year in which it was found.
        (rf"(?P<of>(?:(?<!\w)(?:er|pr|her-?2) ?[+-](?:ve)?(?!\w),? ?)+)(?P<year>{_YEAR})?", _receptors),
        # What is taken for it tells that it is there.
        (
            r"(?<!\w)(?:on )?(?P<drug>[a-z]+(?:pril|sartan|dipine|[aeio]lol|zosin))"
            r"(?: \d+(?:\.\d+)? ?mg)? for (?:my |high )*(?:bp|blood pressure)\b",
            r"high blood pressure, \g<drug>",
        ),
        (
            rf"\b(?P<who>(?:ex|former)[- ]?smoker|used to smoke(?: {_A_DAY})?),? (?:but )?(?P<quit>quit|stopped|"
            rf"gave up)(?: in)? (?P<year>{_YEAR})(?:,? {_A_DAY} (?:before|then|back then))?(?![\w-])",
            r"\g<who> \g<quit> \g<year>",
        ),
        # Age, height and weight in a row.
        (
            r"^\s*(?P<sex>(?:m|f|male|female|man|woman)?,? ?)(?P<age>[2-9]\d)(?: ?/ ?|, ?| )"
            r"(?P<cm>1[4-9]\d|20\d)(?: ?/ ?|, ?| )(?P<kg>[4-9]\d|1[0-4]\d)"
            r"(?=\s*(?:[,;]|$))",
            _in_a_row,
        ),
    )
)


def in_full(text: str) -> str:
    """Return an answer with what is told in short written out.

    Examples
    --------
    >>> in_full("54/183/84, wrist # 2021"), in_full("ILC ER+ 2023, on ramipril for BP")
    ('54 years, 183 cm, 84 kg, wrist fracture 2021', 'ILC 2023, ER positive, high blood pressure, ramipril')
    """
    full = text
    for pattern, written in _IN_FULL:
        full = pattern.sub(written, full)
    if full == text or not full.strip(" ,;."):
        return text
    return _COMMAS.sub(", ", full).strip(" ,")
