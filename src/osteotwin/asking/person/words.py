"""Who it is, in words → the keys of ``[person]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.person.beside import names_in
from osteotwin.asking.person.birth import Told, age_then, birth_of, in_words_of_birth, of_age, of_year
from osteotwin.asking.person.denials import ask_of_denials
from osteotwin.asking.person.forms import Slot
from osteotwin.asking.person.fracture_lists import with_counts
from osteotwin.asking.person.fractures import fracture_in
from osteotwin.asking.person.health_words import OPEN
from osteotwin.asking.person.in_short import in_full
from osteotwin.asking.person.labels import without_labels
from osteotwin.asking.person.lists import ask_of_lists, denied_together
from osteotwin.asking.person.may_be import unread
from osteotwin.asking.person.measures import ask_age_or_weight, check_feet, is_same, with_now, with_weight
from osteotwin.asking.person.no_matter import conditions_in, sentence_of, set_aside
from osteotwin.asking.person.open_words import AVOIDED, ask_of_about, ask_what_lacks
from osteotwin.asking.person.periods import (
    check_fractures,
    check_last_period,
    check_periods,
    with_menopause,
)
from osteotwin.asking.person.phrase_values import conditions_named, of_piece
from osteotwin.asking.person.phrases import in_plain_words
from osteotwin.asking.person.prose import slots_in_prose
from osteotwin.asking.person.sex_at_birth import sex_at_birth, with_sex
from osteotwin.asking.person.slots import (
    clauses_of,
    parts_of_person,
    plain_words,
    slots_in,
)
from osteotwin.asking.person.smoking_words import habits_apart
from osteotwin.asking.person.spoken import as_typed, in_forms
from osteotwin.asking.person.then import ask_of_then
from osteotwin.asking.person.trouble import pointed
from osteotwin.asking.person.whose import ask_whose
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.condition_names import by_words
from osteotwin.importing.found import Found, Place
from osteotwin.importing.frax import frax_in
from osteotwin.units import listed
from osteotwin.units.patterns import later

_QUESTION: Final = "person"
_GLUED: Final = (
    # "41m", "63 F", "M/41".
    later(r"(?:(?<=^\d\d)|(?<=[,;] \d\d)) ?/? ?(?=[mf]\b)", re.IGNORECASE),
    later(r"(?:(?<=^[mf])|(?<=[,;] [mf])) ?/? ?(?=\d\d\b(?![.,]\d|['’\"]))", re.IGNORECASE),
    later(r"(?<=\d) (?=\d ?(?:'|’|ft\b|feet\b|foot\b))", re.IGNORECASE),
    later(r"(?:(?<=['’]\d)|(?<=['’]\d\d)) (?=\d)"),
    later(r"(?:(?<=\bmale)|(?<=\bman)|(?<=\bold)|(?<=\byears)|(?<=\binches)|(?<=[\"”]))\. (?=[a-z0-9])",
               re.IGNORECASE),
    # "54 year old man 5'11" 190 lb" without commas.
    later(r"(?<=[a-z])(?<!ft)(?<!feet)(?<!foot)(?<!st)(?<!stone)"
               r"(?<!weight)(?<!height)(?<!weighs)(?<!weigh)(?<!wt)(?<!ht) "
               r"(?=(?:\d+ ?(?:ft|feet|')|\d+(?:\.\d+)? ?(?:cm|m|kg|lbs?|pounds?|st|stone|in|inches)\b))",
               re.IGNORECASE),
    later(r"(?<=[\"”″']) (?=\d)"),
    later(r"(?<=[0-9a-z]) (?=(?:male|man|female|woman|guy)\b)", re.IGNORECASE),
    later(r"(?<=[0-9a-z]) (?=(?:born|(?:height|weight|weighs)(?=[^,;]*\d))\b)", re.IGNORECASE),
    later(r"(?:(?<=man)|(?<=male)) (?=\d)", re.IGNORECASE),
)  # fmt: skip
#: "At the age of 86, ..." before all else is of now, and so is "at age 32 I am ...".
_AT_AGE: Final = later(
    r"^\s*(?:(?:i am|i'm) )?at (?:the )?age (?:of )?(?=\d{2}\b)|"
    r"(?:(?<=and )|(?<=[.,;] ))at (?:the )?age (?:of )?(?=\d{2},? i(?:['\u2019]m| am|['\u2019]ve| have)\b)",
    re.IGNORECASE,
)
_I_AM: Final = later(r"\bage (\d{2}),? (?=i(?:['\u2019]m| am|['\u2019]ve| have)\b)", re.IGNORECASE)
_SPLIT: Final = later(
    r"\s*(?:,(?!\d)|;|\n|\band\b(?! of\b)|\b(?:und|et)\b|(?<!\d )\by\b(?! ?/?o\b| medi[oa]\b))\s*",
    re.IGNORECASE,
)


def read_person_words(text: str, today: date, order: str | None) -> tuple[Found, ...]:
    """Return what an answer says of the person.

    Raises
    ------
    UnclearAnswerError
    """
    try:
        return _read(text, today, order)
    except UnclearAnswerError as unclear:
        (one,) = unclear.problems
        found = as_typed(one.found, text, today)
        raise UnclearAnswerError(one.field, found, one.expected, one.fix, one.ways) from None


def _read(text: str, today: date, order: str | None) -> tuple[Found, ...]:
    as_told = text
    text = with_counts(without_labels(habits_apart(in_forms(in_full(text), today))))
    check_feet(text)
    ask_age_or_weight(text)
    ask_whose(text)
    ask_of_then(text)
    then = age_then(in_words_of_birth(text))
    born, rest = sex_at_birth(_I_AM.sub(r"; age \1; ", _AT_AGE.sub("age ", then.text)))
    keys: dict[str, Any] = {"sex": born} if born else {}
    frax, rest = frax_in(rest)
    keys |= frax
    notes: list[str] = []
    conditions: list[str] = []
    noted: list[str] = []
    other_weights: list[str] = []
    births: list[tuple[date, str]] = []
    not_smoking = ""
    told = list(_told(rest, today, order))
    ask_of_lists([(piece, [Slot(*one) for one in found]) for piece, found in told])
    for piece, found in told:
        for key, value, note in found:
            if key == "birth_date":
                births.append((value, note))
                continue
            if note:
                notes.append(note)
            if key in ("", "others") and value and not (key and note):
                noted.append(value)
            if key in ("", "denied", "others"):
                continue
            if key == "open":
                expected, fix = OPEN[value.replace("_", " ")]
                raise UnclearAnswerError(_QUESTION, quoted(piece), expected, fix)
            if key == "not_smoking":
                not_smoking = piece
                continue
            if key == "other_weight":
                other_weights.append(value)
                continue
            if key == "conditions":
                conditions.append(value)
            elif key in keys and keys[key] != value and not is_same(key, keys[key], value):
                raise UnclearAnswerError(_QUESTION, f"two answers on {key.replace('_', ' ')}: {keys[key]} and {value}",
                                         "one of them", "write it once")  # fmt: skip
            else:
                keys.setdefault(key, value)
    born_on, about = birth_of(births, then)
    if born_on is not None:
        keys["birth_date"] = born_on
    notes += [*filter(None, [about]), *with_weight(keys), *with_sex(keys, conditions, text, noted)]
    check_periods(keys, conditions, today)
    check_last_period(keys, as_told)
    check_fractures(keys, today)
    notes += [*with_now(keys, other_weights), *with_menopause(keys, today)]
    if noted:
        notes.insert(0, f"in no number here: {listed(noted)}")
    if "smoking" in conditions and not_smoking:
        raise UnclearAnswerError(_QUESTION, f"two answers on smoking, one of them {quoted(not_smoking)}", "one of them",
                                 'write "smoker" only where it goes on')  # fmt: skip
    if conditions:
        keys["conditions"] = list(dict.fromkeys(conditions))
    return (Found(("person",), keys, Place(""), text, "; ".join(notes)),) if keys or notes else ()


def _told(text: str, today: date, order: str | None) -> Iterator[tuple[str, Told]]:
    """Yield the parts of an answer with what each says, by its slots or by its phrases.

    Raises
    ------
    UnclearAnswerError
    """
    waiting: list[str] = []
    for part in [*denied_together(text, parts_of_person(text)), ""]:
        ask_of_about(part)
        ask_of_denials(part)
        slots = slots_in(part) if part else None
        if slots is None and part:
            waiting.append(part)
            continue
        if waiting:
            yield from _of_run(", ".join(waiting), text, today, order)
            waiting = []
        if slots is not None:
            yield part, _with_birth(slots, today)


def _of_run(run: str, text: str, today: date, order: str | None) -> Iterator[tuple[str, Told]]:
    """Yield the parts of a text that no slots hold one by one, with what each says."""
    if AVOIDED.search(run):
        raise UnclearAnswerError(_QUESTION, quoted(run), "conditions that are there",
                                 'leave out all that are not there, or write "no" before each')  # fmt: skip
    if (slots := slots_in(run)) is not None:
        yield run, _with_birth(slots, today)
        return
    clauses = clauses_of(run)
    if any(slots_in(clause) is not None for clause in clauses):
        for clause in clauses:
            yield from _of_run(clause, text, today, order)
        return
    try:
        told = [(piece, of_piece(piece, today, order)) for piece in _pieces(run)]
    except UnclearAnswerError:
        told = [one for part in parts_of_person(run) for one in _of_part(part, text, today, order)]
    yield from told


def _of_part(part: str, text: str, today: date, order: str | None) -> list[tuple[str, Told]]:
    """Return what one part says by its phrases, else by what stands plainly in a sentence."""
    if (broke := fracture_in(plain_words(part))) is not None:
        return [(part, _with_birth(broke, today))]
    told: list[tuple[str, Told]] = []
    for piece in _pieces(part):
        try:
            told.append((piece, of_piece(piece, today, order)))
        except UnclearAnswerError as unclear:
            if (slots := slots_in_prose(part)) is not None:
                return [(part, _with_birth(slots, today))]
            if not drugs_in(piece) and (there := conditions_in(piece)) is not None:
                told.append((piece, _with_birth(there, today)))
                continue
            named = conditions_named(piece) or by_words(piece, certain=False)
            aside = None if named else set_aside(piece, sentence_of(piece, text))
            if aside is not None:
                told.append((piece, _with_birth(aside, today)))
                continue
            if unclear.problems == unread(piece).problems:
                ask_what_lacks(part)
                if names := names_in(part):
                    raise UnclearAnswerError(
                        _QUESTION, f"{quoted(part)}, which may not be there, or no more", "conditions that are there",
                        f'write "{", ".join(names)}" alone where it is there, else leave it out',
                    ) from None  # fmt: skip
                raise unread(
                    part, pointed(part)
                ) from None  # his sentence, not the words at which it was parted
            raise
    return told


def _with_birth(slots: Iterable[Slot], today: date) -> Told:
    found: Told = []
    for slot in slots:
        if slot.key == "age":
            found += of_age(slot.value, today)
        else:
            found.append(
                of_year(slot.value) if slot.key == "birth_year" else (slot.key, slot.value, slot.note)
            )
    return found


def _pieces(text: str) -> list[str]:
    joined = in_plain_words("; ".join(pieces_of(text)))
    # The comma of "14 May, 1972" parts nothing.
    joined = re.sub(r"(?<=[a-z0-9]),(?= ?(?:19|20)\d{2}\b)", "", joined)
    for glued in _GLUED:
        joined = glued.sub("; ", joined)
    return [piece.strip(" .") for piece in _SPLIT.split(joined) if piece.strip(" .")]
