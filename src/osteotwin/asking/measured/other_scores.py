"""What reports print beside the values of a scan and that is none: the trabecular score, the probabilities of FRAX."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE
from osteotwin.importing.frax import frax_in
from osteotwin.units.named_days import WHOLE_MONTH
from osteotwin.units.patterns import later

_TBS: Final = later(
    r"(?:(?:^|[,;.(]|(?<=\d)|\band|\bwith)\s*)(?:my )?(?:TBS|trabecular bone score)"
    r"(?: ?L1 ?[-\u2013] ?L4)?(?: (?:score|value|was|is|of|at))*[\s:=]*[-+]?\d[.,]\d{1,4}(?![.,]?\d)"
    r"\s*(?:\([^()\d]*\))?\)?(?=\s*(?:[,;.)\n]|$|\s))",
    re.IGNORECASE,
)

_DAY: Final = later(rf"{DATE.pattern}|\b{WHOLE_MONTH}\b\.? (?:19|20)\d\d", re.IGNORECASE)
_STANDS_FOR: Final = "\x02"
#: "FRAX 7% / 1.2%": of the major fracture and of the hip.
_BARE: Final = later(
    r"[,;.(]\s*(?:10[- ]?(?:year|yr) )?FRAX\b[^,;\n%\d]{0,30}\d[\d.,]* ?%"
    r"(?:[\s,/&]*(?:and )?[^,;\n%\d]{0,20}\d[\d.,]* ?%)?"
    r"(?: (?:hip|major|mof))?\)?(?=\s*(?:[,;.)\n]|$))",
    re.IGNORECASE,
)


def without_other_scores(text: str) -> tuple[str, tuple[str, ...]]:
    """Return an answer without a trabecular bone score and probabilities of FRAX beside its values; and those, quoted.

    Raises
    ------
    UnclearAnswerError
        If nothing else is told.

    Examples
    --------
    >>> without_other_scores("spine T-score -2.1, TBS 1.28, 3 Nov 2026")
    ('spine T-score -2.1, 3 Nov 2026', ('TBS 1.28',))
    """
    gone: list[str] = []

    def kept(one: re.Match[str]) -> str:
        gone.append(one[0].strip(" ,;.()\n"))
        return ""

    rest = _TBS.sub(kept, text)
    # A day beside probabilities is of the scan.
    days = [one[0] for one in _DAY.finditer(rest)]
    told, plain = frax_in(_DAY.sub(_STANDS_FOR, rest))
    for day in days:
        plain = plain.replace(_STANDS_FOR, day, 1)
    if told:
        written = ", ".join(f"{key.replace('frax_', 'FRAX ')} {value}" for key, value in told.items())
        if not any(map(str.isdigit, DATE.sub(" ", plain))):
            raise UnclearAnswerError(
                "scans", f"probabilities of FRAX in {quoted(text.strip())}", "densities and scores",
                f'leave them out here, and write "{written}" in the answer on the person',
            )  # fmt: skip
        rest = plain
        gone.append(f"{written} (write it in the answer on the person)")
    elif (bare := _BARE.search(rest)) is not None and any(map(str.isdigit, rest[: bare.start()])):
        gone.append(f"{bare[0].strip(' ,;.()')} (write it in the answer on the person)")
        rest = f"{rest[: bare.start()]}{rest[bare.end() :]}"
    return (rest, tuple(gone)) if any(map(str.isdigit, rest)) else (text, ())
