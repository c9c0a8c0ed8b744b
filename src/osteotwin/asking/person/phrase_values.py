"""What one phrase says of the person: its sex, a measure, the menopause, fractures, a condition."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.person.beside import names_in, words_beside
from osteotwin.asking.person.birth import Told, birth_in
from osteotwin.asking.person.forms import WENT
from osteotwin.asking.person.may_be import unread
from osteotwin.asking.person.open_words import ask_what_lacks
from osteotwin.asking.person.phrases import HEIGHT, WEIGHT
from osteotwin.asking.person.slots import holds_more, may_be_over
from osteotwin.asking.person.times import AGO, BEGAN, TIME
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.condition_names import by_words
from osteotwin.inputs.names import find_name
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units import in_digits, listed
from osteotwin.units.patterns import later

_QUESTION: Final = "person"
_MALE: Final = later(r"(?:i am |i'm )?(?:an? )?(?:male|man|m|guy|boy|mann)(?: at birth)?")
_FEMALE: Final = later(r"(?:i am |i'm )?(?:an? )?(?:female|woman|f|lady|girl|frau)(?: at birth)?")
_MENOPAUSE: Final = later(
    r"(?:went through |had |in |reached )?(?:the )?(?:menopause|(?:post-?)?menopausal)"
    r"(?: at| since| at (?:the )?age(?: of)?| age)? ?(?P<n>\d{2}(?:\.\d)?)(?: years)?"
)
#: What may be said and tells nothing.
_NOTHING: Final = later(
    r"(?:otherwise |generally )?healthy|no (?:other |known )?(?:health )?(?:conditions?|problems?|issues?|diseases?)"
)
_SMOKED: Final = later(r"\b(?:ex|former|past|quit|stopped|gave up|used)\b")
_NOT_SMOKING: Final = later(
    r"(?:i |he |she )?(?:non-? ?smok\w+|never[- ]?smok\w+|(?:ex-? ?|former |past )smoker|not smoking|"
    r"(?:do|does)(?: not|n't) smoke|(?:has |have )?never smoked|used to smoke|(?:quit|stopped|gave up) smoking"
    rf"(?: (?:completely|altogether|for good|cold turkey|long ago|(?!for\b|until\b){TIME.pattern}))*)"
)
_SMOKING: Final = later(
    r"(?:i |he |she )?(?:currently )?smok(?:es?|er|ing)(?: (?:daily|now|currently|"
    r"\d+ (?:(?!\b(?:until|till|ago|quit|stopped|gave|but|not|no|used|before|last|previously|when)\b).)*))?"
)
_DENIED: Final = later(r"(?:not?(?: history of| known)?|without|never had|denies) (?P<what>.+)")
_BEFORE_40: Final = later(
    r"(?:1 |an? )?(?:fragility|(?:low|minimal)[- ](?:trauma|energy))(?: \w+)? fractures? "
    r"(?:(?:at(?: the)?(?: age)?(?: of)?|aged|before(?: the age of)?|when i was) [123]\d|before(?: the age of)? 40)"
    r"(?: years)?"
)
_NO_VERTEBRAL: Final = later(r"(?:0|no|none) (?:vertebral|spinal|spine|compression) fractures?")
_BROKE: Final = later(r"\b(?:broke|broken|fractur\w+)\b")
#: What lets a part of what is denied be there, or have been.
_BUT: Final = later(r"\b(?:but|except|only|since|until|longer|more|now|treated|apart)\b")
_MENOPAUSE_YEAR: Final = later(
    rf"(?:last period|{WENT}(?:menopause|(?:post[- ]?)?menopausal|post[- ]?menopause|wechseljahre|"
    rf"m\u00e9nopaus\u00e9?e|"
    r"menopausi?a))(?: was)?(?: in| since| seit| depuis| desde| en)? (?P<year>(?:19|20)\d{2})"
)
_SINCE_MENOPAUSE: Final = later(
    r"(?:in |after )?(?:the )?(?:menopause|(?:post[- ]?)?menopausal|post[- ]?menopause) (?:for |"
    r"since )?(?P<n>\d{1,2}) years?(?: ago)?|"
    r"(?P<m>\d{1,2}) years (?:after|past|since) (?:the )?menopause"
)
_OF_SPINE: Final = r"(?:(?:vertebral|spinal|spine|compression|vertebra|wedge) )"
_SEVERAL_VERTEBRAL: Final = later(
    rf"(?P<n>(?:[2-9]|several|multiple|a (?:few|couple of))(?= {_OF_SPINE})|"
    rf"(?:(?:th|[tld])-?\d{{1,2}}[/, ]+)+(?:th|[tld])-?\d{{1,2}}) {_OF_SPINE}*fractures?"
    r"(?:,? (?:in|from) (?:19|20)\d\d)?"
)
#: Drunk, and not how much.
_ALCOHOL: Final = later(r"alcohol(?: (?:daily|every day))?")
_FRACTURES: Final = later(
    r"(?P<n>\d{1,2}|no|none) (?:fragility |low[- ]trauma |broken )?(?:fractures?|bones?(?: broken)?|"
    r"breaks?)(?: since (?:the age of )?40)?"
)
_VERTEBRAL: Final = later(r"(?:1 |an? )?(?:vertebral|spinal|spine|compression) fractures?")
_PARENT_HIP: Final = later(
    r"(?:my |a )?(?:mum|mom|mam|mummy|mother|father|dad|parent)(?:'s)?(?: also)? (?:had |has |with |suffered )?"
    r"(?:(?:broke|broken|fractured|breaking) (?:her|his|their|a|one|an?other)? ?hip|"
    r"(?:an? )?(?:broken hip|hip fracture|fractured hip))\b.*"
)
_FELL: Final = later(
    r"(?:i(?:'ve)? )?(?:have )?(?:had )?(?:an? |\d+ |several |some |a few |a couple of )?(?:bad )?(?:fell|"
    r"fallen|falls?)\b.*"
    r"(?:twice|\d+ times|several times|(?:last|past|this) (?:year|12 months)|often|a lot)(?: over)?"
)
_LEAD: Final = later(r"^(?:height|weight|tall|weighs?|wt|ht)\b[ :=]*", re.IGNORECASE)


def of_piece(piece: str, today: date, order: str | None) -> Told:
    """Return what the phrase of a piece says.

    Raises
    ------
    UnclearAnswerError
    """
    said = piece.replace("\u2019", "'").casefold()
    if _NOT_SMOKING.fullmatch(said):
        return [("not_smoking", piece, f"{quoted(piece)} is no smoking now" if _SMOKED.search(said) else "")]
    if _NOTHING.fullmatch(said) or _NO_VERTEBRAL.fullmatch(said):
        return []
    if _is_denied(said):
        return [("denied", piece, "")]
    found = _read(piece, today, order)
    if found is None:
        ask_what_lacks(piece)
        _ask_drug(piece)
        raise unread(piece)
    return found


def _is_denied(said: str) -> bool:
    """Tell whether a piece says of conditions alone that they are not there."""
    found = _DENIED.fullmatch(said)
    return found is not None and not _BUT.search(said) and bool(conditions_named(found["what"]))


def conditions_named(text: str) -> tuple[str, ...]:
    """Return the conditions of a name as it is listed, or of words that plainly say some."""
    name = find_name(text, _listed_names())
    return (name,) if name is not None else by_words(text)


@cache
def _listed_names() -> dict[str, tuple[str, ...]]:
    return {name: (row.label, *row.aliases) for name, row in CONDITIONS.items()}


def _named(piece: str, condition: str) -> str:
    """Return the name of a condition as a piece has it."""
    return next(iter(names_in(piece)), CONDITIONS[condition].label.split(",")[0])


def _read(piece: str, today: date, order: str | None) -> Told | None:
    """Return keys, values and notes of one piece; ``None`` where it says nothing that is known."""
    said = in_digits(piece).strip(" .")
    if _MALE.fullmatch(said):
        return [("sex", "male", "")]
    if _FEMALE.fullmatch(said):
        return [("sex", "female", "")]
    if (born := birth_in(piece, said, today, order)) is not None:
        return born
    for key, quantity in (("height", HEIGHT), ("weight", WEIGHT)):
        for words in (_LEAD.sub("", piece.strip()), _LEAD.sub("", said)):
            try:
                quantity.read(words)
            except Mistake:
                continue
            return [(key, words, "")]
    if (found := _MENOPAUSE.fullmatch(said)) is not None:
        return [("menopause_age", f"{found['n']} years", "")]
    if (found := _SINCE_MENOPAUSE.fullmatch(said)) is not None:
        return [("menopause_year", today.year - int(found["n"] or found["m"]), "")]
    if (found := _MENOPAUSE_YEAR.fullmatch(said)) is not None and not (
        said.startswith("last period") and int(found["year"]) >= today.year  # of who still has them
    ):
        return [("menopause_year", int(found["year"]), "")]
    if _SMOKING.fullmatch(said):
        return [("conditions", "smoking", "")]
    if (found := _SEVERAL_VERTEBRAL.fullmatch(said)) is not None:
        levels = len(re.findall(r"\d+", found["n"]))
        count = found["n"] if found["n"].isdigit() else str(levels) if levels > 1 else "3"
        raise UnclearAnswerError(_QUESTION, quoted(piece), "a vertebral fracture, and how many fractures in all",
                                 f'write "vertebral fracture, {count} fractures" where so many bones broke in a fall '
                                 "from standing or without one")  # fmt: skip
    if _BEFORE_40.fullmatch(said):
        return [("conditions", "fracture_before_40", "")]
    if _VERTEBRAL.fullmatch(said):
        return [("vertebral_fracture", True, "")]
    if _PARENT_HIP.fullmatch(said):
        return [("conditions", "parent_hip_fracture", "")]
    if _BROKE.search(said) and _FRACTURES.fullmatch(said) is None:
        return None
    if _FELL.fullmatch(said):
        return [("conditions", "falls", "")]
    if (found := _FRACTURES.fullmatch(said)) is not None:
        return [("fragility_fractures", 0 if found["n"].startswith("no") else int(found["n"]), "")]
    conditions = conditions_named(piece) if not _ALCOHOL.fullmatch(said) else ()
    if conditions:
        _check_there(piece)
        past = None if BEGAN.search(said) or may_be_over() & {*conditions} else AGO.search(said)
        if holds_more(piece):
            return None
        is_name = find_name(piece, _listed_names()) is not None and "\u2612" not in piece
        words = [] if is_name else words_beside(piece) or ([past[0]] if past else [])
        if words:
            ask_what_lacks(piece)
            raise UnclearAnswerError(
                _QUESTION, f"{quoted(piece)}, where {listed([quoted(one.strip(' :')) for one in words])} may turn it",
                "what the person of the file has now", f'write "{_named(piece, conditions[0])}" alone if it is there, '
                                                       "else leave it out",
            )  # fmt: skip
    return [("conditions", conditions[0], "")] if len(conditions) == 1 else None


#: A condition that is feared, excluded or somebody else's.
_NOT_THERE: Final = later(
    r"\b(?:excluded|ruled out|afraid|fear\w*|worried|risk|possibl[ey]|suspect\w*|maybe|perhaps|family|mother|father|"
    r"mum|mom|dad|friends?|women|people|colleague\w*|neighbo\w+|(?:scans?|tests?|screen\w*|check\w*|research\w*) "
    r"(?:for|on)|brother|sister|wife|husband|uncle|aunt|grand\w+|son|daughter|cured|resolved|healed|prevent\w*|"
    r"avoid\w*|unlikely|never|neither|not|\w+n't|no longer|used to|without|free of|"
    r"anti|non|borderline|factor|negative|planned|considered|trying|asleep|0|zero|false)\b|\?|"
    r"\bpregnan\w*\b.*\b(?:(?:19|20)\d\d|twice|times)\b",
    re.IGNORECASE,
)


def _check_there(piece: str) -> None:
    """Ask whether a condition is there, and for the dose of a drug that is named beside it."""
    if _NOT_THERE.search(piece) and not _PARENT_HIP.fullmatch(piece.casefold()):
        raise UnclearAnswerError(_QUESTION, f"{quoted(piece)}, which may not be there", "conditions that are there",
                                 "write its name alone where it is there, else leave it out")  # fmt: skip
    if (drug := next(iter(drugs_in(piece)), "")) and len(piece.split()) > len(drug.split()):
        _ask_drug(piece)


def _ask_drug(piece: str) -> None:
    """Ask for the dose of a drug that is named in a piece.

    Raises
    ------
    UnclearAnswerError
    """
    drug = next(iter(drugs_in(piece)), None)
    if drug is not None:
        raise UnclearAnswerError(_QUESTION, f"{quoted(drug)} in {quoted(piece)}", "drugs among the drugs",
                                 'write it in the first answer with its dose, and leave it out here')  # fmt: skip
