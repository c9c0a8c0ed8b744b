"""What a "no" denies: the condition that stands directly behind it, and nothing that stands farther off.

"No HRT because of breast cancer" denies the treatment and tells the cancer. So a denial takes a condition away only
where nothing but words that are listed here stands between and behind; else it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from osteotwin.asking.person.alcohol_words import alcohol_at
from osteotwin.asking.person.asides import KIN
from osteotwin.asking.person.health_words import condition_at
from osteotwin.asking.person.slots import GAP, is_filler_at, may_be_over, plain_words, told_at
from osteotwin.asking.person.smoking_words import smoking_at
from osteotwin.asking.person.times import END, TIME
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import listed
from osteotwin.units.patterns import later

_NO: Final = later(
    r"(?<![\w'-])(?:(?:no|not|never|neither|without|denies|denied|nil|negative for|nunca|nicht|nie|keine?[nrm]?|sans|"
    r"sin|ni|weder|pas d[eu']|jamais|(?:is|am|are|was|were|do|does|did|have|has|had|ca|could|would)n't)(?![\w-])|"
    r"non[- ]?(?=\w))"
)
#: Between a denial and what it denies.
_BETWEEN: Final = later(
    r"(?:(?:personal|medical|past|previous|prior|known|documented|reported|fragility|osteoporotic|low[- ]trauma)(?= )|"
    r"(?:family |medical |personal )*(?:history|hx)(?= of)|(?:diagnosis|diagnosed)(?= of| with)|been|be|ever|had|have|"
    r"has|of|with|as|any|an?|the|either|suffer(?:ed)?(?: from)?|i|he|she|told(?: that)? i have|tengo|he tenido|padezco|"
    r"de|hatte|gehabt|habe|ich|jemals|eu)" + END
)
#: Before what goes on or is over; what was there may be there no more.
_NOW: Final = later(r"(?:current(?:ly)?|now|at present|at the moment|(?:signs?|evidence)(?= of))" + END)
_LONGER: Final = later(r"(?:longer|any ?more)" + END)
_BEHIND: Final = later(
    r"(?:since (?:(?:the )?age (?:of )?)?40|at all|so far|to date|ever(?: before)?|either|whatsoever|"
    r"in (?:my|his|her) life|as an adult|history|diagnosis|"
    r"diagnosed|known|found|seen|reported|present|noted|documented|on (?:x-?rays?|scans?|imaging|mri|dexa|dxa)|"
    r"in (?:the|my|his|her) family)" + END
)
#: Since when, and for how long, a habit is none.
_SINCE: Final = later(
    rf"(?:(?:since|for|in the (?:last|past)) (?:(?:the )?{TIME.pattern}|years|ages|decades)|(?:last|this|past) year|"
    r"any ?more|any longer|now|currently|daily|every day|tobacco|cigarettes|alcohol|cigars?|a pipe)" + END
)
_OR: Final = later(r" ?(?:(?:or|nor|oder|noch|ni|ou|o)(?!\w)|/|,)")
_BUT: Final = later(
    r"(?:but|except|apart from|aside from|besides|au\u00dfer|sauf|salvo|aber|mais|pero)" + END
)
_AND: Final = later(r"(?:and|et|und|y|&|\+)" + END)
#: Only some of what is named.
_WHICH: Final = later(
    r"(?:other|further|new|second|recent|serious|significant|major|relevant|chronic(?! kidney)|heavy|light|daily|"
    r"active|regular|still) "
)
#: Of somebody else: "parents never broke a hip".
_OF_KIN: Final = later(rf"\b{KIN}(?: (?:have|has|had))? $")
_NO_PROBLEM: Final = later(r"(?:(?:an?|any|big|real) )*(?:issue|problem|concern|risk)s?" + END)
#: Said of a sex that it is not.
_A_SEX: Final = later(r"(?:an? )?(?:man|woman|male|female)" + END)
_HABIT: Final = later(r"(?:smok\w+|alcohol|etoh|drink\w*|falls?|fell|fallen|cigar\w+|tobacco)")
_BODY: Final = ("age", "sex", "height", "weight", "bare_weight", "bmi", "menopause_age", "birth_year")
_ASKED_FOR: Final = ("conditions", "open", "vertebral_fracture", "fragility_fractures", "not_smoking")


def ask_of_denials(part: str) -> None:
    """Ask for a condition of which a "no" in a part may deny something else.

    Examples
    --------
    >>> ask_of_denials("no known diabetes or RA")
    >>> ask_of_denials("no HRT because of breast cancer")
    Traceback (most recent call last):
    ...
    osteotwin.asking.unclear.UnclearAnswerError: ...

    Raises
    ------
    UnclearAnswerError
    """
    text = plain_words(part)
    at = 0
    while (no := _NO.search(text, at)) is not None:
        whole = told_at(text, no.start())
        at = max(no.end(), whole[1] if whole is not None else 0)
        if _OF_KIN.search(text[: no.start()]):
            continue
        behind = _NO.search(text, at)
        stretch = text[: behind.start() if behind is not None else None]
        if _A_SEX.match(stretch, _skipped(stretch, at)):
            raise UnclearAnswerError("person", quoted(part), "the sex at birth", 'write "male" or "female"')
        is_plain = _is_whole(stretch, at) if whole is not None else _is_list(stretch, at)
        names = [] if is_plain else [*_names(stretch, no.start() if whole is not None else at)]
        if behind is not None and whole is None and not re.search(r"\w", _BETWEEN.sub("", stretch[at:])):
            names = [*_names(text, at)]  # "never without RA"
        if _NO_PROBLEM.match(stretch, _skipped(stretch, at)) or text.startswith("not known", no.start()):
            names = [*_names(text, 0)]  # "diabetes not an issue"
        if names:
            _ask(part, [*dict.fromkeys(names)])


def _is_whole(text: str, at: int) -> bool:
    """Tell whether what stands behind a denial that is whole, such as "never smoked", takes nothing of it back."""
    at = _behind(text, at, of_habit=True)
    if (link := _OR.match(text, at)) is not None:
        return _is_list(text, link.end())
    return _is_tail(text, at, governs=False)


def _is_list(text: str, at: int) -> bool:
    """Tell whether a denial governs a list of names and no other word."""
    while True:
        begin = at
        at = _between(text, at)
        end = _name(
            text, at, set(_NOW.findall(text[begin:at])), has_longer=bool(_LONGER.search(text[begin:at]))
        )
        if end is None:
            return False
        there = condition_at(text, at)
        of_now = (
            _NOW.match(text, _skipped(text, end)) if there is None or there[0] not in may_be_over() else None
        )
        end = of_now.end() if of_now is not None else end
        at = _behind(text, end, of_habit=_HABIT.search(text[at:end]) is not None)
        if (link := _OR.match(text, at)) is None:
            return _is_tail(text, at, governs=True)
        at = link.end()


def _name(text: str, at: int, now: set[str], *, has_longer: bool) -> int | None:
    """Return where a name ends that a denial takes away; ``None`` where none stands, or one that denies itself."""
    step = told_at(text, at, is_denied=True)
    if step is None or any(slot.key in _BODY for slot in step[0]):
        return None
    end = step[1]
    smoking, alcohol, condition = smoking_at(text, at), alcohol_at(text, at), condition_at(text, at)
    if smoking is not None and smoking[1] == end and (smoking[0] != "now" or re.search(r"\d", text[at:end])):
        return None  # "never quit smoking", "not smoking 20 a day"
    if alcohol is not None and alcohol[2] == end and (alcohol[1] is not None or not alcohol[0]):
        return None  # "never stopped drinking", "no problem drinking 4 beers a day"
    if now and condition is not None and condition[0] in may_be_over() and condition[0] != "falls":
        return None
    if _WHICH.match(text[at:end]) and any(_names(text[at:end], 0)):
        return None  # "not a heavy smoker", "no serious falls"
    return None if has_longer and not _HABIT.match(text[at:end]) else end


def _between(text: str, at: int) -> int:
    """Return where the words end that may stand between a denial and what it denies."""
    while True:
        at = _skipped(text, at)
        word = next(filter(None, (one.match(text, at) for one in (_BETWEEN, _NOW, _LONGER))), None)
        if word is None or ((told := told_at(text, at, is_denied=True)) is not None and told[1] > word.end()):
            return at
        at = word.end()


def _behind(text: str, at: int, *, of_habit: bool) -> int:
    """Return where the words end that may stand behind what is denied."""
    while True:
        start = _skipped(text, at)
        words = [_BEHIND.match(text, start), _SINCE.match(text, start) if of_habit else None]
        ends = [word.end() for word in words if word is not None]
        if not ends:
            return at
        at = max(ends)


def _is_tail(text: str, at: int, *, governs: bool) -> bool:
    """Tell whether nothing stands behind what is denied but a size of the body, or what it does not govern."""
    while (at := _skipped(text, at)) < len(text):
        if _BUT.match(text, at):
            return True
        if (link := _AND.match(text, at)) is not None:
            after = _skipped(text, link.end())
            return told_at(text, after) is not None or not any(_names(text, after))
        step = told_at(text, at)
        if step is not None and (not governs or all(slot.key in _BODY for slot in step[0])):
            at = step[1]
            continue
        filler = is_filler_at(text, at) if step is None else None
        if filler is None or (governs and _NOW.match(text, at)):
            return False
        at = filler
    return True


def _skipped(text: str, at: int) -> int:
    gap = GAP.match(text, at)
    return gap.end() if gap is not None and "/" not in gap[0] else at


def _names(text: str, at: int) -> Iterator[str]:
    """Yield what a text holds from a place on of what a person's file asks for."""
    while (word := _WORD.search(text, at)) is not None:
        step = told_at(text, word.start())
        is_asked = step is not None and any(slot.key in _ASKED_FOR for slot in step[0])
        at = step[1] if step is not None and is_asked else word.end()
        alcohol = alcohol_at(text, word.start())
        if alcohol is not None:
            at = max(at, alcohol[2])
            yield "alcohol"
        elif step is not None and any(
            slot.value == "smoking" or slot.key == "not_smoking" for slot in step[0]
        ):
            yield "smoking"
        elif step is not None and any(slot.key == "fragility_fractures" for slot in step[0]):
            yield "fractures"
        elif is_asked:
            yield text[word.start() : at]
        elif _HABIT.match(word[0]):
            yield "falls" if word[0].startswith("f") else "smoking" if word[0][0] in "sct" else "alcohol"
        elif _BROKE.match(word[0]):
            yield "fractures"


_WORD: Final = later(r"(?<![\w'.-])[\w'\u00c0-\u024f-]+")
_BROKE: Final = later(r"(?:fractur\w+|broken?)$")
#: How it is written where it is there, and where it is not.
_THERE: Final = {"smoking": "smoker", "alcohol": "3 units of alcohol a day", "fractures": "1 fracture"}
_NONE: Final = {"smoking": "non-smoker"}


def _ask(part: str, names: list[str]) -> None:
    written = (re.search(re.escape(name), part, re.IGNORECASE) for name in names)
    names = [found[0] if found is not None else name for found, name in zip(written, names, strict=True)]
    there = ", ".join(_THERE.get(name, name) for name in names)
    none = ", ".join(_NONE.get(name, f"no {name}") for name in names)
    numbers = ", with your own number" if re.search(r"\d", there) else ""
    raise UnclearAnswerError(
        "person", f"{quoted(part)}, where it is open what is denied", f"whether it is there: {listed(names)}",
        f'write "{there}"{numbers} if so, else "{none}"',
    )  # fmt: skip
