"""Words of an answer that change nothing of what was understood: they are found by leaving them out, and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.unclear import quoted
from osteotwin.asking.when import MONTH_NAME
from osteotwin.errors import InputError
from osteotwin.inputs.everyday import is_everyday
from osteotwin.protocol.dose_instructions import is_instruction, without_instructions
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_remarks import bears_on_dose
from osteotwin.protocol.dose_words import dose_steps
from osteotwin.protocol.given import strange_words
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

_WORD: Final = later(r"(?<![\w'\u2019-])[^\W\d_]{3,}(?![\w\u00b2\u00b3])")
_NUTRIENT: Final = later(r"calci|vitamin", re.IGNORECASE)
#: What stands between joints of a sentence.
_ENDS: Final = r"(?=[,;.)\n]|$)"
_CLAUSE: Final = later(
    rf"(?:[,;(]|\.(?!\d))\s*(?P<clause>(?:[^,;.()\n]|(?<=\d)\.(?=\d)){{3,}}){_ENDS}|"
    rf"\s(?P<joined>(?:and|but|though|although) [^,;.()\n]{{3,}}){_ENDS}",
    re.IGNORECASE,
)
#: "before that", "vorher": of another time than now, whatever stands around it.
_THEN: Final = later(
    r"\b(?:(?:before|after|prior to|previous to|following|until|till|instead of) "
    r"(?:that|this|it|then|these|those|(?P<name>[^\W\d_]{4,}))|"
    r"previously|formerly|earlier|prior|afterwards?|thereafter|vorher|davor|zuvor|danach|hinterher|nachher|"
    r"avant|auparavant|apr\u00e8s|antes|despu\u00e9s)(?=\s*(?:[,;.)\n]|$))",
    re.IGNORECASE,
)
_JOINT: Final = later(r"^(?:and|but|though|although) ", re.IGNORECASE)
#: More are not left out for a look: each costs a reading.
_MOST: Final = 24
#: What things are counted, packed, measured and lifted by, of which one is told by the name or the number beside it.
_IDLE_WORDS: Final = """
    tablet tablets tablette tabletten comprimido comprimidos comprim\u00e9 comprim\u00e9s pill pills capsule capsules
    cap caps pump pumps patch patches shot shots injections vial dose dosage slice slices sliced piece pieces units unit
    cup cups bowl glass glasses pot reps rep repetitions wiederholungen repeticiones series serie sets set bar barbell
    machine legs arms hands seite total years year old vitamin vitamine vitamina body weight
    training workout exercise exercises session sessions class classes times plus
    ago split divided into doses carbonate citrate
    daily per each every one una uno eine einen ein der die das und mit con por avec pour les des about nur only
"""
_IDLE: Final = frozenset(f"{_IDLE_WORDS}".split())
#: Of a clause beside what is taken: who ordered it, what else it is called, how long it is planned.
_IDLE_OF_DRUGS: Final = """
    day days week weeks month months mcg mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday
    sunday today starting started begins prescribed prescriber prescribes endocrinologist endo urologist oncologist gp
    doctor dr nurse injects injected known otherwise called citrate acetate sodium hydrochloride planned plan total sure
    st\u00fcck stk bo\u00eete boites pack packung posologie recommand\u00e9e recommended
    aromatase inhibitor bisphosphonate
    comprim\u00e9 much other drugs drug medications medicines meds brand generic
"""
_PLAIN: Final = later(
    r"^not \d[\d.]* ?[a-z]+ [a-z]+$|^for (?:subcutaneous|intramuscular|intravenous|oral) use$|not sure how much|"
    r"(?:wife|husband|partner|nurse) (?:injects|gives)(?: me)?(?: it)?$|"
    r"^(?:(?:for|in|now|about|almost|nearly|around|already|the|my) )*[^\W_]+ (?:day|week|month|year)s?"
    r"(?: (?:now|so far|already|in))?$",
    re.IGNORECASE,
)
_OF_DRUGS: Final = frozenset(f"{_IDLE_OF_DRUGS}".split())


def not_used(
    text: str, told: str, whole: object, meaning: Callable[[str], object], *, clauses: bool = False
) -> tuple[str, ...]:
    """Return the words of an answer without which the same is understood, but for those that mean nothing alone.

    Parameters
    ----------
    text : str
        An answer that is understood.
    told : str
        What is said of it: words that stand there are no news.
    whole : object
        What it means; of an answer that means nothing no word is named.
    meaning : callable
        Returns what another answer means; raises ``InputError`` where it is not understood.
    clauses : bool
        Whether whole clauses are left out, too.

    Examples
    --------
    >>> not_used("front squat", "squat.", True, lambda text: "squat" in text)
    ('front',)
    """
    found: dict[int, str] = {}
    for begin, end in _parts(text, told.casefold(), clauses=clauses) if whole else ():
        same = means_the_same(f"{text[:begin]} {text[end:]}", whole, meaning)
        if same and not any(begin < place + len(words) and place < end for place, words in found.items()):
            found[begin] = text[begin:end]
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def means_the_same(text: str, whole: object, meaning: Callable[[str], object]) -> bool:
    """Tell whether another answer means the same; one that is not understood does not."""
    try:
        return meaning(text) == whole
    except (InputError, ValueError):
        return False


def may_turn(words: str) -> bool:
    """Tell whether a clause beside what is taken, that is not used, has a word that may change it.

    Examples
    --------
    >>> may_turn("my doctor replaced it"), may_turn("1000 iu per week in total")
    (True, False)
    >>> may_turn("jabbed by the practice nurse")
    False
    """
    return (
        " " in words
        and not _PLAIN.search(words)
        and not drugs_in(words)
        and not _NUTRIENT.search(words)
        and not _is_of_any_dose(words)
        and any(
            not (is_everyday(word) or word in _IDLE or word in _OF_DRUGS)
            for word in (found[0].casefold() for found in _WORD.finditer(words))
        )
    )


def _is_of_any_dose(words: str) -> bool:
    """Tell whether a clause beside a dose is read as one that changes nothing of it: who gives it, and where."""
    if bears_on_dose(words.casefold()) or "used to" in words.casefold():
        return False
    try:
        return dose_steps(f"{_DOSE}, {words}") == dose_steps(_DOSE) and not strange_words("", words)
    except ValueError:
        return False


_DOSE: Final = "1 mg every 3 weeks"
#: A clause goes on with its days.
_NEXT_CLAUSE: Final = later(r"[;,\n](?!\s*(?:from )?(?:19|20)\d\d)|\b(?:now|then)\b")
_HAS_END: Final = later(
    r"\b(?:until|till|to (?=[a-z]* ?\d)|stopped|ended|bis|hasta|jusqu\S*)|\d ?[-\u2013] ?(?:19|20)\d\d",
    re.IGNORECASE,
)


def tells_another_time(words: str, text: str = "") -> bool:
    """Tell whether words that are not used tell that something was before, or comes later; not beside its own end.

    Examples
    --------
    >>> tells_another_time("before that"), tells_another_time("before breakfast")
    (True, False)
    >>> tells_another_time("previously", "previously tamoxifen 20 mg daily 2018-2021")
    False
    """
    then = _THEN.fullmatch(words)
    if then is None or (then["name"] and not drugs_in(then["name"])):
        return False
    clauses = [one for one in _NEXT_CLAUSE.split(text) if words in one]
    return not clauses or not all(map(_HAS_END.search, clauses))


def note_of(words: tuple[str, ...]) -> str:
    """Return what is said of words that are not used; empty for none.

    Examples
    --------
    >>> note_of(("front", "wide"))
    ' Not used: "front", "wide".'
    """
    return f" Not used: {', '.join(map(quoted, words))}." if words else ""


#: "July 2024", of which the year alone stands for July, and "once a week".
_OF_DAY_OR_RHYTHM: Final = later(
    rf"(?:{MONTH_NAME}|juli|mid|middle|spring|summer|autumn|fall|winter|mitte|sommer),?(?: of)? "
    r"?(?:19|20)\d\d|"
    r"days? (?:(?:a|per|each) week|on\b|off\b)|"
    r"once (?:a|an|per|every|each|in|daily|weekly|monthly|yearly)\b",
    re.IGNORECASE,
)


def _parts(text: str, said: str, *, clauses: bool) -> Iterator[tuple[int, int]]:
    """Yield where clauses, and then words, stand that may mean something and are not said again."""
    count = 0
    for then in _THEN.finditer(text):
        if tells_another_time(then[0]):
            yield then.span()
    for found in _CLAUSE.finditer(text) if clauses else ():
        name = "clause" if found["clause"] else "joined"
        clause = _JOINT.sub("", found[name].strip())
        if (
            len(clause.split()) > 1
            and not is_instruction(in_english(clause))
            and clause.casefold() not in said
        ):
            yield found.span(name)
            count += 1
    without = without_instructions(text.casefold())
    for word in _WORD.finditer(text):
        plain = word[0].casefold()
        if (
            plain in said
            or (clauses and products_named(plain))
            or plain in _IDLE
            or is_everyday(plain)
            or plain not in without
            or _OF_DAY_OR_RHYTHM.match(text, word.start())
        ):
            continue
        if count == _MOST:
            return
        count += 1
        yield word.span()
