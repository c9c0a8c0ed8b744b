"""One drug in words → its name and its dose: a number may be of either."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from osteotwin.asking.drugs.dose_words import is_dose, is_rhythm, steps_of
from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.drugs.questions import DOSE_BEGINS
from osteotwin.asking.drugs.tablets import tablets_with_d
from osteotwin.asking.drugs.taken import is_shown
from osteotwin.asking.drugs.told_drugs import tells_more
from osteotwin.asking.pieces import MOST_LISTED
from osteotwin.protocol.dose_asides import DOSE_IS
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.product_strengths import only_strength
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: "Testogel 1.62 % pump"
_OF_SHARE: Final = later(r"[^\d,;]*\d[\d.]* ?%[^\d,;]*")
#: "Alendron-HEXAL once weekly 70 mg"
_OFTEN_BEGINS: Final = later(r"\s(?=(?:once|twice|every|daily|weekly|monthly)\b[^,;]*\d)", re.IGNORECASE)


def name_and_dose(piece: str) -> tuple[str, str]:
    """Return the name and the dose of "arimidex 0.5 mg twice a week"; a number may belong to a name."""
    if (tablets := tablets_with_d(piece)) is not None:
        return tablets
    if (counted := _tablets_first(piece)) is not None:
        return counted
    if _OF_SHARE.fullmatch(piece) and known_kind(piece) is not None:
        return piece, ""
    cuts = [
        found.start()
        for begins in (DOSE_BEGINS, _OFTEN_BEGINS)
        for found in islice(begins.finditer(piece), MOST_LISTED)
    ]
    parts = [(_OF_BEHIND.sub("", piece[:cut].strip(" ,:")), piece[cut:].strip(" ,")) for cut in cuts]
    before: list[tuple[str, str]] = []
    if (first := _AMOUNT_FIRST.match(piece)) is not None:  # "200 mg spironolactone daily"
        words = first["rest"].split()
        before = [
            (" ".join(words[:count]), f"{first['amount']} {' '.join(words[count:])}".strip())
            for count in range(min(len(words), _LONGEST_NAME), 0, -1)
            if count == 1 or not is_rhythm(words[count - 1])
        ]
        if (
            whole := next(
                (
                    one
                    for one in before
                    if (is_shown(one[0]) or known_kind(one[0]) == "supplement") and steps_of(one[1])
                ),
                None,
            )
        ) is not None:
            return whole
    doses = [(name, dose) for name, dose in parts if is_dose(dose) or is_dose(dose, name)]
    steps = steps_of(piece) if in_digits(piece)[:1].isdigit() else None
    begins_with_number = steps and len(steps[0].drugs) == 1
    if doses and not (
        begins_with_number and known_kind(doses[0][0]) is None
    ):  # "Androgel 1.62 % 2 pumps a day": the name may hold a number
        clear = [
            (name, dose) for name, dose in doses[1:] if name.endswith("%") and known_kind(name) is not None
        ]
        is_open = known_kind(doses[0][0]) is None or is_shown(doses[0][0])
        first = next((part for part in parts if is_shown(part[0])), None) if is_open else None
        if first is not None and not tells_more(first[1]):
            return first  # its strength is of what is shown, too
        return doses[0] if steps_of(doses[0][1]) or not clear else clear[0]
    if begins_with_number and steps:
        return load_drugs()[steps[0].drugs[0]].label, piece
    shown = ((name, dose) for name, dose in (*parts, *before) if is_shown(name))
    plain = ((name, dose) for name, dose in shown if not tells_more(dose) or len(steps_of(dose) or ()) == 1)
    return next(plain, (piece, ""))


#: "quarter tab of adex twice a week"
_TABLETS_FIRST: Final = later(
    r"(?P<count>(?:a )?(?:half|quarter)(?: of)?(?: an?| the)?|1/[24]|\d(?:\.\d+)?|\.\d+|[\u00bd\u00bc]|one|two|an?) "
    r"?(?P<form>tab(?:let)?s?|pills?) (?:of )?(?:my )?(?P<rest>[a-z].+)",
    re.IGNORECASE,
)


def _tablets_first(piece: str) -> tuple[str, str] | None:
    """Return the name and the dose where what is counted stands before the name, and is sold in one strength."""
    first = _TABLETS_FIRST.fullmatch(piece)
    if first is None:
        return None
    words = first["rest"].split()
    for count in range(min(len(words) - 1, _LONGEST_NAME), 0, -1):
        name, dose = " ".join(words[:count]), f"{first['count']} {first['form']} {' '.join(words[count:])}"
        if known_kind(name) == "drug" and only_strength(name, dose)[0] and is_dose(dose, name):
            return name, dose
    return None


_OF_BEHIND: Final = later(
    rf"[ ,.:]+(?:of|at|take|taking|inject|injecting|apply|use|give|swallow|sig|is taken|{DOSE_IS})[:,]?$",
    re.IGNORECASE,
)
_AMOUNT_FIRST: Final = later(
    r"(?P<amount>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?|grains?)) (?:of )?(?P<rest>.+)",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 4
