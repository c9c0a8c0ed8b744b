"""What fills no field: what is denied or taken back, of others, of another time, a limit, a wish, or in two ways."""

from __future__ import annotations

from functools import cache
from typing import Final

from osteotwin.protocol.turning_words import of_classes
from osteotwin.units.patterns import later

_CLAUSE: Final = later(
    r"[.!?](?=\s|$)|[;\n]|\b(?:but|aber|mais|pero|maar|(?<!or )so|and (?=(?:i|take|taking|eat|eating)\b))\b|"
    r",\s*(?=(?:and |but )?(?:(?:now|jetzt|maintenant|ahora|nu)\b|(?:no|without|ohne|kein\w*|sans|sin|geen) \w))"
)
#: Words, and those that are tied: "don't", "as-needed", "wife's".
_WORDS: Final = (later(r"[^\W\d_]+"), later(r"[^\W\d_]+['-][^\W\d_]+"))
#: Denials beside the words that deny alone.
_DENIES: Final = later(
    r"(?i)\b(?:avoid\w*|hate|used to|formerly|quit|instead of|fr\u00fcher|constipat\w*|bloat\w*)\b|"
    r"\bfree\b|n['\u2019]t\b"
)
#: That somebody does not know how much denies nothing.
_NOT_KNOWN: Final = later(
    r"(?i)\b(?:no (?:idea|clue)|not sure|(?:don['\u2019]?t|do not|can['\u2019]?t|cannot) (?:know|remember|recall))\b"
)
#: What stands before "no sorry" up to what is said instead.
_TAKEN_BACK: Final = later(
    r"(?i)(?P<before>^|[,.;\n]|\b(?:and|plus|with|und|et|y)\b)(?:(?!\b(?:and|plus|with|und|et|y)\b)[^,.;\n])*?"
    r"\b(?:no,? (?:sorry|wait)|i mean(?:t)?(?: to say)?|correction|scratch that|make that)\b[\s,:]*(?P<then>-?\s*\d)?"
)
#: Limits and wishes, and what was.
_TURNED: Final = later(
    r"(?i)\b(?:can(?! of\b)|will|going to|plan(?!k)\w*|goals?|target\w*|aim\w*|normal|range|reference|until|till|"
    r"before|was|were|had|did|less|more|under|over|above|below|max\w*|up to|at (?:most|least)|forbid\w*|exclud\w*|"
    r"except|"
    r"start(?:ing)? (?:in|from|next)|someday|on (?:some|\d+) of|some (?:days|weeks))\b|"
    r"\b(?:doctor|doc|gp|dr|physio|pt|surgeon|nurse|trainer|coach|dieti[ct]ian)\b[^.;,]*\b(?:says?|said|told|tells|ordered|gave|gives|makes|made)\b|"
    r"(?:^|[,;.]|\b(?:and|while|but))\s*(?:he|she)\b|"
    r"\d ?(?:-|\u2013|to|bis|\u00e0|or|oder|ou) ?\d"
)
#: Another time: a measurement has its day, and is not turned by it.
_OF_THEN: Final = later(
    r"(?i)\b(?:next|last) (?:week|month|year|spring|summer|autumn|fall|winter)\b|\b(?:tomorrow|soon|ago|back then)\b|"
    r"\bin (?:my|the) (?:teens|twenties|thirties|forties|fifties|new year|army|\d0['\u2019]?s)\b|"
    r"\bas an? (?:kid|child|boy|girl|teen\w*|student)\b|\b(?:at|in) (?:high ?)?(?:school|college|uni\w*)\b"
)
#: What was is no more.
_OVER: Final = later(
    r"(?i)\bnothing (?:now|since|any ?more|at the moment|these days)|"
    r"\b(?:no longer|not any ?more|stopped|gave up|quit)\b"
)
#: Whoever is walked with tells of no other person.
_PETS: Final = frozenset(("dog", "cat", "horse"))


def is_plain(text: str, *, is_dated: bool = False) -> bool:
    """Tell whether amounts of a text that is not understood may be taken for what is done, eaten or measured now.

    Parameters
    ----------
    text : str
    is_dated : bool
        Of what was measured: it may be of another time.

    Examples
    --------
    >>> is_plain("bench 5x5 80kg Mon"), is_plain("my wife runs 30 min"), is_plain("walk 30-60 min daily")
    (True, False, False)
    """
    return not (
        _TURNED.search(text)
        or (not is_dated and _OF_THEN.search(text))
        or _holds(text, _turning())
        or _denies(text)
    )


def is_turned_on(text: str) -> bool:
    """Tell whether what is joined to a text by "and" may be denied, wished or of somebody else, as it is.

    Examples
    --------
    >>> is_turned_on("my wife runs"), is_turned_on("planning to eat sardines"), is_turned_on("1-2 eggs")
    (True, True, False)
    """
    return is_of_others(text) or _denies(text) or _WISHED.search(text) is not None


_WISHED: Final = later(
    r"(?i)\b(?:plan\w*|going to|thinking|consider\w*|want\w*|should|could|would|will|hop(?:e|ing)|goals?|target|aim\w*|"
    r"was|were|had|did)\b"
)


def is_of_others(text: str) -> bool:
    """Tell whether a text tells of somebody else.

    Examples
    --------
    >>> is_of_others("my mother's hip"), is_of_others("walks with the dog")
    (True, False)
    """
    return _holds(text, of_classes("others") - _PETS)


def is_over(text: str) -> bool:
    """Tell whether a text tells of what is done no more.

    Examples
    --------
    >>> is_over("swimming 5 x 90 min a week; nothing now"), is_over("nothing but swimming")
    (True, False)
    """
    return _OVER.search(text) is not None


def but_for_denied(text: str) -> str:
    """Return a text without the clauses in which something is denied, or taken back: of their names none is certain.

    Examples
    --------
    >>> but_for_denied("never eat fish or cheese, hate both. milk only in my tea")
    'milk only in my tea'
    >>> but_for_denied("squats 5x5; no cardio"), but_for_denied("exemestane and Fosamax no sorry Actonel")
    ('squats 5x5', 'exemestane and Actonel')
    """
    kept = _TAKEN_BACK.sub(
        lambda found: found[0].replace("no", "") if found["then"] else f"{found['before']} ", text
    )
    return "; ".join(
        " ".join(part.split()) for one in _CLAUSE.split(kept) if (part := one.strip()) and not _denies(part)
    )


#: What has ended, with why: up to what is said of now.
_STOPPED: Final = later(
    r"(?i)\b(?:stopped|ceased|quit|gave up|given up|discontinued|came off|come off|off|no longer take|took me off)\s+"
    r"(?:(?:taking|using|my|the|all|any|with|of)\s+)*(?!to\b|on\b|season\b)(?:(?!\b(?:but|now|instead|only|just|still)\b|"
    r"\band (?:now|i|take|taking|eat|drink|have|use|\d))[^,.;\n])+"
)


def but_for_stopped(text: str) -> str:
    """Return a text without what it says has ended.

    Examples
    --------
    >>> but_for_stopped("stopped calcium pills after a kidney stone, 2 glasses of milk")
    ', 2 glasses of milk'
    >>> but_for_stopped("off vitamin D and calcium since May and now 1 yogurt"), but_for_stopped("milk on days off")
    ('and now 1 yogurt', 'milk on days off')
    """
    return _STOPPED.sub("", text)


def _denies(text: str) -> bool:
    text = _NOT_KNOWN.sub(" ", text)
    return _DENIES.search(text) is not None or _holds(text, of_classes("denies"))


def _holds(text: str, words: frozenset[str]) -> bool:
    plain = text.casefold().replace("\u2019", "'")
    return any(not words.isdisjoint(one.findall(plain)) for one in _WORDS)


@cache
def _turning() -> frozenset[str]:
    """Return the words that tell of others, and those that leave open whether it is so."""
    return of_classes("others", "doubts") - _PETS
