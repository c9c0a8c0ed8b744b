"""A dose of a supplement with words beside it that its grammar lacks: those that turn nothing are set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.asking.food.eaten_clauses import often_apart
from osteotwin.asking.food.eaten_grammar import names_a_food
from osteotwin.asking.supplements.doubts import ask_turned
from osteotwin.asking.supplements.foods import AMOUNT
from osteotwin.asking.supplements.tokens import in_lower_case, token_at
from osteotwin.asking.unclear import UnclearAnswerError
from osteotwin.units import in_digits

#: What changes a dose, or says that it is none.
SAYS_MORE: Final = re.compile(
    r"\b(?:winter|summer|only|if|when|needed|doctor|doc|gp|suggest\w*|recommend\w*|advis\w*|should|could|would|"
    r"thinking|"
    r"plan\w*|deficien\w*|level|low|test\w*|start\w*|until|stop\w*|used|was|were|instead|sometimes|occasionally|"
    r"rarely|seldom|hardly|almost|nearly|never|ever|forg\w+|missed|skip\w*|except|unless|"
    r"each|per|"
    r"total|half|double|calcium|magnesium|zinc|k2?|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|"
    r"not?|don.?t|or|and|then|but|since|for|"
    r"selten|manchmal|gelegentlich|fr\u00fcher|nahm|hatte|soll\w*|statt|bis|oder|aber|wenn|bei bedarf|"
    r"rarement|parfois|jamais|avant|prenais|jusqu\S*|ou|mais|si|au lieu|"
    r"raramente|nunca|casi|antes|tomaba|hasta|o|pero|en vez)\b|[;/&+]",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\s,;:()]+")


@dataclass(frozen=True)
class DoseBeside:
    """A dose with how often, and the words beside it that were set aside."""

    dose: str
    aside: str


def dose_beside(piece: str, words: re.Pattern[str]) -> DoseBeside | None:
    """Return an amount and its rhythm of a piece in which names and forms stand beside; None where more is said.

    Parameters
    ----------
    piece : str
    words : pattern
        Of the nutrient.

    Raises
    ------
    UnclearAnswerError
        Where the words tell of somebody else, of another time, or of what is not taken.
    """
    said = in_digits(piece)
    try:
        what, _ = often_apart(said)
    except UnclearAnswerError:
        return None
    often = said[len(what) :].strip(" ,")
    amounts = AMOUNT.findall(what)
    rest = words.sub(" ", AMOUNT.sub(" ", what))
    if len(amounts) != 1 or not often or any(sign.isdigit() for sign in rest) or SAYS_MORE.search(piece):
        return None
    if names_a_food(rest):
        return None
    ask_turned(piece)
    strange = (word[0] for word in _WORD.finditer(rest) if token_at(in_lower_case(word[0]), 0) is None)
    return DoseBeside(
        f"{amounts[0]} {often}", " ".join(word.strip(".") for word in strange if word.strip("."))
    )
