"""What is told of a time that is not now, or with a mark that leaves open whether it is so: asked before all is read.

Who smoked at 20 may smoke no more, and what broke off with an operation is no more; but diabetes of 2015 goes on.
"""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.person.asides import KIN
from osteotwin.asking.person.health_names import plain_beside
from osteotwin.asking.person.health_words import without_names
from osteotwin.asking.person.slots import may_be_over, parts_of_person, plain_words, slots_in, told_at
from osteotwin.asking.person.times import BEGAN, END, without_times
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

#: What comes and goes, so that a time tells whether it is there.
_COMES_AND_GOES: Final = (
    "smoking", "alcohol", "falls", "pregnancy", "premenopausal", "amenorrhea", "lactose_intolerance", "malabsorption",
    "hyperparathyroidism", "knee_pain", "hip_pain", "back_pain", "shoulder_pain", "low_energy_availability",
    "hypercalcemia", "hypocalcemia",
)  # fmt: skip
#: Operations, of which a year tells when they were.
_OPERATED: Final = later(r"bypass|sleeve|surgery|resection")
_YEAR: Final = r"(?:19|20)\d\d"
_AS_A_CHILD: Final = (
    r"(?:(?:as an?|als|de|comme) (?:child|kid|boy|girl|teen\w*|kind|jugendliche[rn]?|ni\u00f1[oa]|enfant)|in (?:my |"
    r"his |her )?(?:childhood|youth|teens|school|kindergarten)|when (?:i was )?(?:young|little|small))"
)
_AGES_AGO: Final = (
    rf"(?:{_AS_A_CHILD}|(?:in|during) (?:my|his|her|the) (?:(?:early|mid|late) )?(?:(?:19|20)?\d0'?s|army|(?:twen|thir|"
    r"for|fif|six|seven|eigh)ties)|(?:an?|\d+|\w+) (?:years?|decades?) ago|(?:il y a|hace|vor) \w+ \w+|long ago|in the "
    r"past|at diagnosis|when diagnosed|back then|fr\u00fcher|previously|formerly|once|when (?:i|he|she) was \d\d)"
)
_POINT: Final = (
    rf"(?:(?:(?:in|from|around|during|until|till|up to|im|en) )*{_YEAR}|{_AGES_AGO}|(?:until )?last year|"
    r"(?:at|mit|\u00e0|a los)(?: age)? [1-9]\d(?! ?(?:a|per|/|cig|years|%|kg|lb|cm))|(?:history|hx|h/o|old))"
)
_BEHIND: Final = later(rf"[\s(,:-]*(?:only )?{_POINT}{END}")
#: A part that may be told of the one beside it.
_LOOSE: Final = later(
    rf"\(?(?:{_POINT}(?: to {_YEAR})?|(?P<open>apparently|supposedly|allegedly|i (?:think|guess|believe)|not known|"
    r"unknown|no info\w*|n/?a|\?|[-\u2212/]|\(?[-\u2212]\)?))\)?$"
)
_BEFORE: Final = later(
    rf"(?:(?:^|\bin )(?<!born in ){_YEAR}|(?:^|[\s(]){_AGES_AGO}|\blast year|\b(?:was|were)|\bat [1-9]\d|"
    rf"{_YEAR} to {_YEAR}|\((?:history|hx)\)|^old)"
    r"[\s:,)-]*(?:an? |the |my |i was )*$"
)
#: Of what goes on for life: a time that may be of then.
_ENDED: Final = (
    rf"(?:last year|{_AS_A_CHILD}|once|(?:from )?{_YEAR} to {_YEAR}|until {_YEAR}|previously|formerly|"
    r"back then|in the past)"
)
_ENDED_BEHIND: Final = later(rf"[\s(,:-]*{_ENDED}{END}")
_ENDED_BEFORE: Final = later(rf"\b{_ENDED}[\s:,)-]*(?:an? |the |my )*$")
_OF_CANCER: Final = later(r"[\s(]*(?:breast )?cancer|[\s(]*at (?:the )?(?:diagnosis|time)" + END)
_SIZE_THEN: Final = later(
    r"[\s(,:-]*(?:(?<=\()old|last year|at diagnosis|then|previously|formerly|back then)" + END
)
_SIZE_BEFORE: Final = later(
    r"(?:\bthen|\blast year|\bat diagnosis|\bold|\bprevious(?:ly)?|\bformer(?:ly)?)[\s:,)-]*(?:my |the |i was )*$"
)
_GLAND_OUT: Final = later(
    r"\b(?:hyperparathyroid\w*|phpt)\b(?![^.;\n]*\b(?:no|not|await\w*|before|planned) )[^.;\n]*"
    r"\b(?:surg\w+|operat\w+|operiert|opr\w+|parathyroidectomy|remov\w+|cured)\b",
    re.IGNORECASE,
)
_SIZES: Final = ("height", "weight", "age")
_NAMED: Final = later(r"(?P<name>[^:=?]{2,40}?) ?[:=?] ?(?P<rest>.*)$")
_MARKED: Final = later(
    r"(?P<name>.{2,40}?) ?(?P<rest>\(0\)|\(f\)|\(?(?:n/?a|not known|unknown|no info\w*)\)?|[-\u2212/])$"
)
_SERIES: Final = later(r"(?P<name>[a-z][a-z ]*?) (?P<rest>[01] [a-z][a-z ]*? [01])\b")
_LABEL: Final = later(
    r"(?:current )?(?:smok(?:ing|er)|tobacco|falls|raucher(?:in)?|fumador[ae]?|fumeu(?:r|se))$"
)
_IS_THERE: Final = later(
    r"(?:yes|y|ja|oui|s\u00ed|si|positive|pos|present|true|t|x|since|for|type|[1-9]\d?|i{1,2}|iv?|(?:er|pr|her2)[+-]?|"
    rf"\+|{KIN})"
)


def ask_of_then(text: str) -> None:
    """Ask for what an answer tells of another time, or marks as neither there nor not.

    Examples
    --------
    >>> ask_of_then("smoker since 1990, diabetes (2015)")
    >>> ask_of_then("smoker in my twenties")
    Traceback (most recent call last):
    ...
    osteotwin.asking.unclear.UnclearAnswerError: ...

    Raises
    ------
    UnclearAnswerError
    """
    if (operated := _GLAND_OUT.search(text)) is not None:
        raise UnclearAnswerError(
            "person", f"{quoted(operated[0])}, which may be over", "whether calcium or its hormone is still high",
            'write "hyperparathyroidism" alone if so, else leave both out',
        )  # fmt: skip
    parts = parts_of_person(text)
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        _ask_of_part(part)
        loose = [_LOOSE.match(one.casefold()) for one in (part, after)]
        if any(loose):
            _ask_of_part(f"{part} {after}")
        of_size = any(slot.key in _SIZES for slot in slots_in(part) or ()) if loose[1] is not None else False
        if loose[1] is not None and (of_size or (loose[1]["open"] and _is_condition(plain_words(part)))):
            raise UnclearAnswerError(
                "person", f"{quoted(after)} behind {quoted(part)}", "what is so now",
                f'write "{part}" alone if it is, else leave both out',
            )  # fmt: skip


def _ask_of_part(part: str) -> None:
    _ask_of_marks(part)
    said = plain_words(part)
    at = 0
    while (word := _WORD.search(said, at)) is not None:
        step = told_at(said, word.start())
        at = step[1] if step is not None else word.end()
        for slot in step[0] if step is not None else ():
            if slot.key == "conditions" and _is_of_then(said, word.start(), at, slot.value):
                name = said[word.start() : at]
                raise UnclearAnswerError(
                    "person", f"{quoted(part)}, which may be of another time", "what is there now",
                    'write "smoker" if it goes on, else "former smoker"' if slot.value == "smoking"
                    else f'write "{_as_said(name, part)}" alone if it is there now, else leave that word out',
                )  # fmt: skip
            is_old = slot.key in ("height", "weight") and said[at:].strip() == "old"
            is_then = _SIZE_THEN.match(said, at) or _SIZE_BEFORE.search(said[: word.start()])
            if slot.key in _SIZES and (is_old or is_then):
                raise UnclearAnswerError(
                    "person", f"{quoted(part)}, which may be of another time", f"the {slot.key} of now",
                    f'write "{_as_said(said[word.start() : at], part)}" alone if it is of now, else that of now',
                )  # fmt: skip


_WORD: Final = later(r"(?<![\w'.,])\w")


def _is_of_then(text: str, start: int, end: int, name: str) -> bool:
    """Tell whether a time beside a condition may say that it was, and is no more."""
    behind, before = _BEHIND.match(text, end), _BEFORE.search(text[:start])
    said = text[start:end]
    if name == "premenopausal" and _OF_CANCER.match(text, end):
        return True
    if name == "falls" and (behind or before):
        return (
            "last year" not in (behind or before or [""])[0]
            and "history" not in (behind or before or [""])[0]
        )
    if name == "smoking" and said.endswith("smoking") and behind is not None and "h" in behind[0]:
        return False  # "40 pack-year smoking history"
    if name in _COMES_AND_GOES and not _OPERATED.search(said):
        return (behind is not None or before is not None) and not BEGAN.search(text[:start])
    is_past = _ENDED_BEHIND.match(text, end) or _ENDED_BEFORE.search(text[:start])
    return name not in may_be_over() and is_past is not None and not BEGAN.search(text)


def _ask_of_marks(part: str) -> None:
    """Ask for a condition with a mark or a word behind its colon that does not say whether it is there."""
    said = " ".join(part.casefold().replace("\u2019", "'").split())
    found = _NAMED.match(said) or _MARKED.match(said) or _SERIES.match(said)
    if found is None or not _is_condition(found["name"].strip()):
        return
    plain = plain_words(part)
    whole = told_at(plain, 0)
    is_series = _SERIES.match(said) is not None
    is_none = plain.startswith("no ") and whole is None and not is_series
    if is_none or (whole is not None and whole[1] == len(plain) and not re.search(r"n/a|info|\bf$", said)):
        return
    words = re.findall(r"[\w+']+", without_names(without_times(found["rest"])))
    is_plain = bool(re.search(r"\w", found["rest"])) and all(
        word in plain_beside() or _IS_THERE.fullmatch(word) for word in words
    )
    if is_series or not is_plain:
        name = _as_said(found["name"].strip(), part)
        none = "non-smoker" if re.match("smok", name.casefold()) else f"no {name}"
        there = "smoker" if none == "non-smoker" else name
        raise UnclearAnswerError(
            "person", f"{quoted(part)}, where it is open what is there", f"whether it is there: {name}",
            f'write "{there}" if so, "{none}" if not; leave it out where it is not known',
        )  # fmt: skip


def _is_condition(name: str) -> bool:
    step = told_at(name, 0)
    return _LABEL.match(name) is not None or (
        step is not None
        and step[1] == len(name)
        and any(slot.key in ("conditions", "open", "vertebral_fracture") for slot in step[0])
    )


def _as_said(name: str, part: str) -> str:
    found = re.search(re.escape(name), part, re.IGNORECASE)
    return found[0] if found is not None else name
