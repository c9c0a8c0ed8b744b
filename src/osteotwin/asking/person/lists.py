"""What governs a list of what somebody has: a denial, another person, a label or a mark stands for several names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.person.forms import Slot
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units import listed
from osteotwin.units.patterns import later

_DENIAL: Final = later(
    r"^(?:(?:i |he |she )?(?:(?:have|has|had) )?(?:no\b|never\b|neither\b|not\b|denies\b|negative for\b|"
    r"without\b|nil\b|"
    r"(?:do|does|did|have|has)(?: not|n't)\b)|keine?n?\b|sin\b|sans\b|pas d)"
)
#: A head under which nothing is there.
_NONE_OF: Final = later(
    r"^(?:none(?: of (?:these|the following|them))?(?: of)?|(?:pertinent )?negatives?|(?:denies|"
    r"no)(?: any)?(?: history)?"
    r"(?: of)?(?: the following)?|negative for|not present|absent) ?[:=-] ?"
)
_LAST: Final = later(r"^(?:or|nor|oder|ou|ni|noch)\b|\b(?:or|nor|oder)\b")
#: One who tells of himself, or a name that only a person bears: "no fractures, smoker".
_OF_HIMSELF: Final = later(
    r"^(?:and |but )?(?:(?:but|aber|mais|pero|con|avec|mit)\b|i\b|i'|he\b|she\b|ich\b|je\b|yo\b|have\b|has\b|"
    r"had\b|am\b|is\b|with\b|yes\b|(?:current |"
    r"former |ex-?|"
    r"heavy |light |active |non-?)*(?:smoker|smokes|raucher|fumeur|fumador)|drinks|diabetic|hypertensive|asthmatic|"
    r"osteoporotic|hypogonadal|pre-?menopausal|post|pregnant|known|diagnosed|currently|treated|"
    r"(?:my |(?:the )?)(?:mother|father|mum|mom|dad|parent)s? (?:also )?(?:broke|fractured|had|has)\b)"
)


def denied_together(text: str, parts: Sequence[str]) -> list[str]:
    """Return the parts of a text with a list that is denied as a whole in one: "no falls, smoking, or RA".

    Examples
    --------
    >>> denied_together("male, no falls, RA, or smoking", ["male", "no falls", "RA", "or smoking"])
    ['male', 'no falls or RA or smoking']
    >>> denied_together("none of: diabetes, RA", ["none of: diabetes", "RA"])
    ['no diabetes or RA']
    """
    found: list[str] = []
    at = read_to = 0
    while at < len(parts):
        begins = [at]
        ends = _ENDS_BENEATH_HEAD if parts[at].endswith(":") else _ENDS
        read_to = max(text.find(parts[at], read_to), read_to) + len(parts[at])
        for n in range(at + 1, len(parts)):
            start = text.find(parts[n], read_to)
            if start < 0 or ends.search(text, read_to, start):
                break
            begins.append(n)
            read_to = start + len(parts[n])
        found += _of_sentence([parts[n] for n in begins])
        at = begins[-1] + 1
    return found


#: Where a list ends, and where one does that stands beneath its head.
_ENDS: Final = later(r"[.;]|(?<!,)\n")
_ENDS_BENEATH_HEAD: Final = later(r"[.;]|\n\s*\n")


def _of_sentence(parts: Sequence[str]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(parts):
        head = _NONE_OF.match(parts[at].casefold())
        end = _end_of_list(parts, at, to_the_end=head is not None)
        first = f"no {parts[at][head.end() :]}" if head is not None else parts[at]
        rest = [
            _LAST.sub("", one, count=1).strip() if _begins_with_or(one) else one
            for one in parts[at + 1 : end]
        ]
        found.append(" or ".join([first, *rest]))
        at = end
    return found


def _begins_with_or(part: str) -> bool:
    return re.match(r"(?:or|nor|oder|ou|ni|noch)\b", part.casefold()) is not None


def _end_of_list(parts: Sequence[str], at: int, *, to_the_end: bool) -> int:
    """Return where a list that is denied from its first part on ends; behind that part where none is."""
    if not to_the_end and not _DENIAL.match(parts[at].casefold().replace("\u2019", "'")):
        return at + 1
    end = at + 1
    for one in parts[at + 1 :]:
        said = one.casefold()
        if (
            re.search(r"\d|[:;=]", said)
            or _OF_HIMSELF.match(said)
            or (_DENIAL.match(said) and not to_the_end)
        ):
            break
        end += 1
        if _LAST.search(said) and not to_the_end:
            return end
    return end if to_the_end else at + 1


def ask_of_lists(told: Sequence[tuple[str, Sequence[Slot]]]) -> None:
    """Ask for names of a list of which another part, before or behind, denies one or tells one of somebody else.

    Raises
    ------
    UnclearAnswerError
    """
    before = governs = bare = ""
    knows_age = False
    for at, (part, slots) in enumerate(told):
        said = _said(part)
        first = slots[0].key if slots else ""
        is_size = governs == "others" and first in _SIZES and not knows_age and _IS_OLD.search(before)
        if governs and (
            is_size or (first in _NAMES and not (_OF_HIMSELF.match(said) or _IS_THEN.search(said)))
        ):
            _ask_behind(_names_from(told[at:]), before, governs)
        labelled = LABELLED_NO.match(unmarked(said))
        if bare and labelled and not _HABIT.search(labelled["what"]):
            name = labelled["what"].strip()
            raise UnclearAnswerError(
                "person", f"{quoted(bare)} before {quoted(part)}, which may deny both", "whether it is there",
                f'write "{bare}: yes, {name}: no" if it is, else "no {bare}, no {name}"',
            )  # fmt: skip
        is_name = len(slots) == 1 and first == "conditions" and not _OF_HIMSELF.match(said)
        knows_age = knows_age or any(slot.key == "birth_date" for slot in slots)
        goes_on = bool(slots) and not any(slot.key for slot in slots) and not _OF_HIMSELF.match(said)
        governs, was = _governs(said, slots) or (governs if goes_on else ""), governs
        before = before if goes_on and was else part
        bare = part if is_name and ":" not in unmarked(said) else ""


def _said(part: str) -> str:
    return part.casefold().replace("\u2019", "'")


def _names_from(told: Sequence[tuple[str, Sequence[Slot]]]) -> list[str]:
    """Return the parts at the head that may all go on with one list."""
    first = told[0][1][0].key
    found = [re.sub(r"^(?:[-*\u2022] )?(?:(?:and|or) )?", "", told[0][0])]
    for part, slots in told[1:]:
        keys = {slot.key for slot in slots}
        if not keys or keys - {*(_SIZES if first in _SIZES else _NAMES)} or _OF_HIMSELF.match(_said(part)):
            break
        found.append(re.sub(r"^(?:[-*\u2022] )?(?:(?:and|or) )?", "", part))
    return found


_NAMES: Final = ("conditions", "vertebral_fracture")
_SIZES: Final = ("height", "weight")
#: What is denied has no age and no year.
_IS_THEN: Final = later(r"\b(?:at|aged?|in) (?:age )?\d\d\b|(?<!\d)(?:19|20)\d\d(?!\d)")
_IS_OLD: Final = later(r"\bis \d{2}\b")
_HABIT: Final = later(r"smok|tobac|cigar|alcohol|etoh|raucher|frax|fract|hip|falls?\b")
#: "RA: no", "falls - none".
LABELLED_NO: Final = later(
    r"^(?P<what>[^:?]{2,40}?)(?: ?[:=?] ?(?:no|none|nil|nein|never|n|non|negative|0|zero|[-\u2212/]|"
    r"false|absent|denied|"
    r"denies)|"
    r" (?:negative|absent|0|-|\u2212|none|nil))$"
)


def _ask_behind(names: Sequence[str], before: str, kind: str) -> None:
    several = listed([quoted(name) for name in names])
    are_there = ", ".join(names)
    if kind == "denied":
        denied = ", ".join(f"no {name}" for name in names)
        raise UnclearAnswerError(
            "person", f"{several} behind {quoted(before)}, which may deny {'both' if len(names) == 1 else 'all of it'}",
            "whether it is there" if len(names) == 1 else "which of it is there",
            f'write "{are_there}" before "{before}" if so, else write "{denied}" in its place',
        )  # fmt: skip
    raise UnclearAnswerError(
        "person", f"{several} behind {quoted(before)}, which may tell {'both' if len(names) == 1 else 'all of it'} of "
        "somebody else",
        "whether it is of the person of the file",
        f'if it is, write "{are_there}" before "{before}", else leave it out',
    )  # fmt: skip


def _governs(said: str, slots: Sequence[Slot]) -> str:
    keys = {slot.key for slot in slots}
    if "others" in keys:
        return "others"
    none = any(slot.key == "fragility_fractures" and slot.value == 0 for slot in slots)
    return "denied" if "denied" in keys or (none and _DENIAL.match(said) is not None) else ""


#: Boxes, signs and short words that say of the name beside them whether it is there.
_YES_MARK: Final = (
    r"(?:\u2611|\u2713|\u2714|\u2705|\[ ?x ?\]|\[\u2713\]|\(\+\)|\((?:yes|y|positive|pos|ja|oui|s\u00ed)\))"
)
_NO_MARK: Final = (
    r"(?:\u2610|\u2717|\u2718|\u274c|\[ ?\]|\([-\u2212]\)|\((?:no|n|negative|neg|none|nil|nein|non|never)\))"
)
_MARKED: Final = (
    (later(rf"^(?:{_YES_MARK} ?(?P<before>[^:]+)|(?P<behind>[^:]+?) ?{_YES_MARK})$"), "yes"),
    (later(rf"^(?:{_NO_MARK} ?(?P<before>[^:]+)|(?P<behind>[^:]+?) ?{_NO_MARK})$"), "no"),
    (later(r"^(?P<behind>[^:]+?)(?: ?- ?| |\? ?)(?:yes|pos|ja)$"), "yes"),
    (later(r"^(?P<behind>[^:]+?)(?: ?- ?| |\? ?)(?:no|neg|nein)$"), "no"),
)  # fmt: skip
_ANY_MARK: Final = later(rf"{_YES_MARK}|{_NO_MARK}|\u2612")


def unmarked(part: str) -> str:
    """Return a part with a mark beside its name as "name: yes" or "name: no".

    Examples
    --------
    >>> unmarked("diabetes \u2610"), unmarked("[x] ra"), unmarked("diabetes neg"), unmarked("ra")
    ('diabetes: no', 'ra: yes', 'diabetes: no', 'ra')
    """
    for words, said in _MARKED:
        found = words.match(part)
        if found is not None:
            name = found.groupdict().get("before") or found["behind"]
            return part if _ANY_MARK.search(name) else f"{name.strip()}: {said}"
    return part
