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
from osteotwin.asking.supplements.vocabulary import PUNCTUATION
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: What changes a dose, or says that it is none.
SAYS_MORE: Final = later(
    r"\b(?:winter|summer|only|if|when|needed|doctor|doc|gp|suggest\w*|recommend\w*|advis\w*|should|could|would|"
    r"thinking|"
    r"plan\w*|deficien\w*|level|low|test\w*|start\w*|until|stop\w*|used|was|were|instead|sometimes|occasionally|"
    r"rarely|seldom|hardly|almost|nearly|never|ever|forg\w+|missed|skip\w*|except|unless|"
    r"each|per|"
    r"total|half|double|calcium|magnesium|zinc|k2?|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|"
    r"not?|don.?t|or|and|then|but|since|for|"
    r"selten|manchmal|gelegentlich|fr\u00fcher|nahm|hatte|soll\w*|statt|bis|oder|aber|wenn|bei bedarf|"
    r"rarement|parfois|jamais|avant|prenais|jusqu\S*|ou|mais|si|au lieu|"
    r"raramente|nunca|casi|antes|tomaba|hasta|o|pero|en vez|senza|prendevo|non|mai|prima|forse|ma|"
    r"had|been|took|quit|ran|off|less|more|than|up to|over|under|below|above|max\w*|min\w*|past|last|next|"
    r"previous\w*|former\w*|"
    r"need\w*|want\w*|try|trying|hope|suppose\w*|told|prescribed|ordered|bought|she|he|they|we|her|his|their|you)\b|[;/&+<>]",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\s,;:()]+")


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
    strange = strange_words(rest)
    dose = f"{amounts[0]} {often}"
    if len(strange) > 1 or (strange and _OTHER_LANGUAGE.search(piece)):
        raise UnclearAnswerError(
            "food", f'"{" ".join(strange)}" in {quoted(piece)}, which is not understood',
            "one nutrient, how much and how often", f'write "{_name(words)} {dose}" if it changes nothing',
        )  # fmt: skip
    return DoseBeside(dose, " ".join(strange))


def strange_words(text: str) -> list[str]:
    """Return the words of a text that are of no supplement, and of nothing that is said around one.

    Examples
    --------
    >>> strange_words("ma m\u00e8re prend calcium carbonate 500 mg daily")
    ['ma', 'm\u00e8re', 'prend']
    """
    plain = in_lower_case(text)
    found: list[str] = []
    at = 0
    while at < len(plain):
        if (gap := PUNCTUATION.match(plain, at)) is not None:
            at = gap.end()
        elif (step := token_at(plain, at)) is not None:
            at = step[1]
        else:
            word = _WORD.match(plain, at)
            at = at + 1 if word is None else word.end()
            found += [] if word is None else [word[0].strip(".")]
    return [_as_written(word, text) for word in found if word]


def _as_written(word: str, text: str) -> str:
    written = re.search(re.escape(word), text, re.IGNORECASE)
    return word if written is None else written[0]


def _name(words: re.Pattern[str]) -> str:
    return "calcium" if words.search("calcium") else "vitamin D"


#: Languages of which a word may be a verb that turns what is said.
_OTHER_LANGUAGE: Final = later(r"\bvitamin[ae]\b|\b(?:je|ich|io|yo|di|de|del|von|du|des)\b", re.IGNORECASE)
