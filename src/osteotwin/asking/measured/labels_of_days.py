"""What stands beside a day and labels it alone, as in "Last checked 3 March 2026"; and answers without any number."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.measured.not_measured import EXAMPLE
from osteotwin.asking.pieces import is_none
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.importing.words_file import words_of_lines
from osteotwin.units.patterns import later

#: Words that label a day, whatever stands behind it.
_LABEL: Final = words_of_lines("of_days").pattern
_BEFORE: Final = later(
    rf"(?P<begin>(?:^|(?<=[;\n]))\s*)(?:(?:{_LABEL})[\s,:-]+)+(?={DATE.pattern})", re.IGNORECASE
)
_BEHIND: Final = later(
    rf"(?P<of_value>(?:^|(?<=[;\n]))\s*(?:{DATE.pattern}))(?P<join>[ \t,:-]+)(?:baseline|initial)[ \t,:-]+(?=\S)",
    re.IGNORECASE,
)


def without_labels_of_days(text: str) -> str:
    """Return an answer whose days, where they begin a part, stand without the words that label them.

    Examples
    --------
    >>> without_labels_of_days("Last checked 3 March 2026: E2 <5 pg/mL")
    '3 March 2026: E2 <5 pg/mL'
    >>> without_labels_of_days("5/9/24 - Baseline CTX 451")
    '5/9/24 - CTX 451'
    >>> without_labels_of_days("Baseline CTX 451; 5/9/24 CTX 400")
    'Baseline CTX 451; 5/9/24 CTX 400'
    """
    return _BEHIND.sub(r"\g<of_value>\g<join>", _BEFORE.sub(r"\g<begin>", text))


def ask_of_no_number(question: str, text: str) -> None:
    """Ask for values of an answer that holds none: who knows no number may say so.

    Raises
    ------
    UnclearAnswerError
    """
    if not any(sign.isdigit() for sign in text) and not is_none(text):
        values = (
            "densities or scores with their day and site"
            if question == "scans"
            else "values with their unit and day"
        )
        raise UnclearAnswerError(
            question, f"no number in {quoted(text.strip())}", values,
            f'write "none" where no number is known, else {EXAMPLE[question]}', ways=("none",),
        )  # fmt: skip
