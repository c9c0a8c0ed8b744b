"""A treatment with hormones that is named beside what is read, and not told: "letrozole 2.5 mg daily on TRT"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.units.patterns import later

_KIND: Final = r"(?: (?:replacement|therapy|shots?|injections?|gel|cream|treatment))?"
#: How each is named, the classes of drugs that it may be, and how one is written.
_THERAPIES: Final = (
    (
        later(
            rf"\b(?:TRT|[Tt]estosterone{_KIND}|[Tt]est (?:shots?|therapy)|T (?:shots?|therapy|injections?|gel))"
            r"(?![-\w])|"
            r"(?:(?<=\bwith )|(?<=\bon )|(?<=\bmy )|(?<=\bplus )|(?<=\band )|(?<=\+ ))(?:T|[Tt]est)(?![-\w'\u2019/.])"
        ),
        ("testosterone",),
        "testosterone cypionate 100 mg weekly since March 2023",
    ),
    (
        later(
            r"(?:(?<=\band )|(?<=\bplus )|(?<=\bwith )|(?<=& )|(?<=\+ )|"
            r"(?<=also )|(?<=and my )|(?<=with my ))HRT\b"
        ),
        ("estradiol",),
        "estradiol patch 50 ug/day since March 2023",
    ),
    (
        later(r"\b[Hh]ormone therapy\b"),
        (
            "estradiol",
            "testosterone",
            "progestin",
            "aromatase_inhibitor",
            "serm",
            "gnrh_agonist",
            "gnrh_antagonist",
        ),
        "estradiol patch 50 ug/day since March 2023",
    ),
    (
        later(r"\b(?:HRT|GAHT|hormone replacement)\b"),
        ("estradiol", "testosterone", "progestin"),
        "estradiol patch 50 ug/day since March 2023",
    ),
    (
        later(r"\b(?:ADT|[Aa]ndrogen deprivation|[Cc]astrat(?:ed|ion)|[Oo]rchid?ectomy)\b"),
        ("gnrh_agonist", "gnrh_antagonist", "orchiectomy"),
        "leuprolide 22.5 mg every 3 months since March 2023",
    ),
)
#: A level of the blood, or what is not taken.
_BEFORE: Final = later(
    r"\b(?:low|lower|total|free|high|higher|normal|serum|no|not|non|without|off|never|stopped|stopping|quit|blocks?|"
    r"blocking|suppress\w*|raises?|raising|boosts?|boosting|increases?|increasing|natural|own|instead of|before|"
    r"not on|never on)(?: on| my| the| any)*\s*$",
    re.IGNORECASE,
)
_BEHIND: Final = later(
    r"\s*(?:levels?|labs?|tests?|scores?|was|is|were|came|dropped|fell|went|crashed|deficien\w*|production|numbers?|"
    r"(?:of |at |around |about |under |over |[=:<>] ?)?\d[\d.,]* ?(?:ng|nmol|pg|pmol))\b",
    re.IGNORECASE,
)


def ask_therapy(text: str, taken: Iterable[Taken]) -> None:
    """Ask of testosterone, of hormone therapy and of castration that are named and that nothing is read of.

    Parameters
    ----------
    text : str
        The whole answer.
    taken : iterable of Taken
        What it is read as.

    Raises
    ------
    UnclearAnswerError
    """
    mine = {drug.drug_class for one in taken for drug in products_named(one.name)}
    names = ", ".join(dict.fromkeys(one.name.split("(")[0].strip() for one in taken))
    for form, classes, example in _THERAPIES:
        if not names or not mine.isdisjoint(classes):
            continue
        for found in form.finditer(text):
            if _BEFORE.search(text[: found.start()]) or _BEHIND.match(text, found.end()):
                continue
            raise UnclearAnswerError(
                "drugs", f"{quoted(found[0])} beside {names}, of which nothing is told",
                "what is given, how much, how often and since when",
                f'write it behind a semicolon, as in "{example}", with your own drug, numbers and days; leave it out '
                "if it is not taken",
            )  # fmt: skip
