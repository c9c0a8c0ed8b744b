"""Of whom the young adults are from whom a report counts its T-scores, where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from osteotwin.importing.found import Found, Gathered
from osteotwin.importing.lines import LONGEST_LINE, Text
from osteotwin.units.patterns import later

_SEXES: Final = (
    ("female", r"(?:females?|wom[ae]n'?s?|weiblich\w*|frauen|femenin\w*|mujeres|femmes?)"),
    ("male", r"(?:(?<!fe)males?|men'?s?|m\u00e4nnlich\w*|m\u00e4nnern?|masculin\w*|hombres|hommes?)"),
)
_PEOPLE: Final = (
    r"(?:references?|referen[zc]\w*|r\u00e9f\u00e9rence\w*|database|datenbank|normative|norms?|normwerte?n?|normalwerte?n?|"
    r"normkollektiv\w*|kollektiv|population|nhanes(?:\s?(?:iii|3))?|young(?: normal)?(?: adults?)?|jung\w*|peak)"
)
_GAP: Final = r"[^\d:.;]{0,20}[:=(]?\s*[^\d:.;]{0,20}?"
#: What stands before the sex of the person, and not of a reference.
_HIS: Final = r"(?<!sex: )(?<!gender: )(?<!sex )(?<!gender )"
#: A sex right beside what the score counts from.
_OF: Final = tuple(
    (
        sex,
        later(rf"{_HIS}\b{word}\b[^\d:.;]{{0,20}}\b{_PEOPLE}\b|\b{_PEOPLE}\b{_GAP}\b{word}\b", re.IGNORECASE),
    )
    for sex, word in _SEXES
)
_SCORE: Final = later(r"(?:score|wert|\b[tz]\b)\D{0,30}\d", re.IGNORECASE)


def references_in(words: str) -> frozenset[str]:
    """Return of which sex the young adults of a line are; two where it speaks of both.

    Examples
    --------
    >>> sorted(references_in("T-score -1.2 (female reference)")), sorted(references_in("Sex: Male  Reference: USA"))
    (['female'], [])
    """
    return frozenset(sex for sex, pattern in _OF if pattern.search(words))


def with_references(rows: Iterable[Found], text: Text, gathered: Gathered) -> list[Found]:
    """Return scores with whom they count from, where their line says it, or a line that holds for all."""
    told = {line.place: references_in(line.text[:LONGEST_LINE]) for line in text.lines}
    for_all = frozenset[str]().union(
        *(told[line.place] for line in text.lines if not _SCORE.search(line.text[:LONGEST_LINE]))
    )
    kept: list[Found] = []
    for one in rows:
        what, own = str(one.keys["what"]), told.get(one.place, frozenset[str]())
        sexes = own or for_all
        if (
            what.startswith("z_score")
            and own
            and not re.search(r"\bt\W?\s?(?:score|wert)?\b", one.said, re.IGNORECASE)
        ):
            gathered.leave(
                one.place, one.said, "a Z-score of another reference; write it by hand if it is the usual one"
            )
        elif not what.startswith("t_score") or not sexes:
            kept.append(one)
        elif len(sexes) > 1:
            why = (
                "it speaks of a female and of a male reference; write the score by hand, with the one of both"
            )
            gathered.leave(one.place, one.said, why)
        else:
            kept.append(replace(one, keys={**one.keys, "reference": next(iter(sexes))}))
    return kept
