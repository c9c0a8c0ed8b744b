"""Which drugs, how much and how often, since when → the entries of a person's file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from math import inf
from typing import Any, Final

from osteotwin.asking.counted_days import with_counted_days
from osteotwin.asking.drugs.changed_now import changed_now
from osteotwin.asking.drugs.denied import without_denied
from osteotwin.asking.drugs.dose_words import AMOUNT, is_rhythm, is_single, steps_of, without_unit
from osteotwin.asking.drugs.earlier_dose import both_doses
from osteotwin.asking.drugs.either_drug import ask_either
from osteotwin.asking.drugs.flares import ask_flares
from osteotwin.asking.drugs.joined_abroad import with_and
from osteotwin.asking.drugs.lines import lines_of, sentences_of
from osteotwin.asking.drugs.name_and_dose import name_and_dose
from osteotwin.asking.drugs.named_twice import each_named_once
from osteotwin.asking.drugs.names import known_kind
from osteotwin.asking.drugs.not_taken import ask_earlier, ask_earlier_name, ask_whose, named_in, to_start
from osteotwin.asking.drugs.of_its_part import of_its_part
from osteotwin.asking.drugs.offered import among_words
from osteotwin.asking.drugs.plain_doses import in_plain_words, plain_dose
from osteotwin.asking.drugs.questions import ask_no_kinetics, clearer, tells_dose
from osteotwin.asking.drugs.same_day import HAS_END, IN_YEAR, PAST_SPAN, SINCE, ask_of_all
from osteotwin.asking.drugs.same_days import with_same_days
from osteotwin.asking.drugs.set_aside import what_follows, without_set_aside
from osteotwin.asking.drugs.shared_rhythm import ask_parts, ask_shared, ask_slashed
from osteotwin.asking.drugs.slots import slots_of
from osteotwin.asking.drugs.so_far import ask_day_of_event, ask_since_of_so_many, ask_years_of
from osteotwin.asking.drugs.story import told_of
from osteotwin.asking.drugs.tablets import tablets_with_d
from osteotwin.asking.drugs.taken import Taken, is_procedure
from osteotwin.asking.drugs.therapy import ask_therapy
from osteotwin.asking.drugs.told import told_drug
from osteotwin.asking.drugs.told_changes import CHANGED, tells_change
from osteotwin.asking.drugs.told_drugs import (
    ask_which_drug,
    comes_after,
    drugs_in,
    is_of_all,
    told_apart,
    with_past,
)
from osteotwin.asking.drugs.told_frame import with_day_behind, without_frame, without_taking
from osteotwin.asking.drugs.told_series import series_of
from osteotwin.asking.drugs.unread import ask_unread, names_lost
from osteotwin.asking.drugs.way_and_pack import ask_form, ask_pack, ask_side_by_side, ask_way
from osteotwin.asking.drugs.whose_day import (
    ask_start_of_course,
    ask_until_now,
    ask_whose_day,
    is_open_course,
    of_first,
)
from osteotwin.asking.drugs.with_vitamin_d import vitamin_apart
from osteotwin.asking.kept import kept
from osteotwin.asking.pieces import MOST_LISTED, is_none, pieces_of
from osteotwin.asking.remarks import without_remarks
from osteotwin.asking.tablets_of_a_day import ask_several_counts
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import DATE, MONTH_NAME, read_when
from osteotwin.protocol.calcium_tablets import what_counts
from osteotwin.protocol.dose_packs import without_pack
from osteotwin.protocol.syringe_marks import without_marks
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later

#: Outside brackets: within them stand other names of the same drug.
_OUTSIDE: Final = r"(?![^()]*\))"
_BETWEEN_NAMES: Final = later(rf"\s*(?:,|\band\b|\bplus\b|\+|&|/(?=\s*[a-z])){_OUTSIDE}\s*", re.IGNORECASE)
_BETWEEN_DRUGS: Final = later(rf"(?:,\s+(?:and\s+)?|\s+(?:and|plus|&|\+)\s+){_OUTSIDE}", re.IGNORECASE)
#: "orchiectomy 2024", "orchiectomy (March 2024)"
_DAY_BEHIND: Final = later(
    rf"[\s,(:]+(?:on |in )?(?P<when>(?:{MONTH_NAME} )?(?:19|20)\d{{2}}|{DATE.pattern})(?: ?[-\u2013])?\)?$",
    re.IGNORECASE,
)
#: "up to March 2024" is an end; "up to 20 mg" is an amount.
_UP_TO: Final = later(
    rf"\b(?:up (?:to|until|till)|up till) (?=(?:{MONTH_NAME} )?(?:\d{{1,2}},? )?(?:19|20)\d{{2}}\b)",
    re.IGNORECASE,
)
#: What begins a piece belongs to the one before it.
_FOLLOWS: Final = later(
    rf"\s*[;\n]+\s*(?=(?:and |then |but |i |was |have |got )*(?:then|now|later|afterwards?|"
    rf"after that|{CHANGED} (?:\w+ )?to)\b)",
    re.IGNORECASE,
)


def read_drugs(text: str, *, days_follow: bool = False) -> tuple[Taken, ...]:
    """Return the drugs that an answer names, with what it says of their doses and days besides.

    Parameters
    ----------
    text : str
    days_follow : bool
        Whether another answer tells the days that this one leaves out.

    Raises
    ------
    UnclearAnswerError
    """
    if is_none(text):
        return ()
    try:
        return _read(text, days_follow=days_follow)
    except UnclearAnswerError:
        pieces = pieces_of(text)
        if len(pieces) == 1 and (one := plain_dose(pieces[0])) is not None:
            return (one,)
        if (plain := in_plain_words(text)) is None:
            raise
    return _read(plain, days_follow=days_follow)


def _read(text: str, *, days_follow: bool) -> tuple[Taken, ...]:
    ask_slashed(text)
    text = with_counted_days(_A_BIT_OF.sub("", text))
    text, denied = without_denied(text)
    text, follows = what_follows(text)
    denied = "; ".join(filter(None, (denied, follows)))
    told = vitamin_apart(
        without_set_aside(each_named_once(without_frame(with_same_days(with_and(in_english(text))))))
    )
    plain = _UP_TO.sub("until ", without_remarks(without_marks(told)))
    ask_which_drug(plain)
    ask_until_now(plain)
    pieces = [to_start(with_day_behind(piece)) for piece in lines_of(_FOLLOWS.sub(", ", plain))]
    stories = [told_of(piece, _are_told_with_days) for piece in pieces]
    pieces = [piece for piece, _ in stories]
    each = [_asked_of_part(piece) for piece in pieces]
    whole = [drug for drugs in each for drug in drugs]
    for several in (*each, [] if whole and HAS_END.search(whole[-1]) else whole):
        if len(several) > 1 and not days_follow:
            ask_of_all(several)
    taken: list[Taken] = []
    for (piece, aside), drugs in zip(stories, each, strict=True):
        try:
            mine = _begun_together(piece, [one for drug in drugs for one in _named(drug)])
        except UnclearAnswerError as unclear:
            raise of_its_part(piece, named_in(piece, clearer(piece, unclear)), _asked_alone) from None
        mine = [of_first(piece, one) for one in mine]
        ask_unread(piece, tuple(mine), _are_told)
        ask_earlier_name(piece, [one.name for one in mine if not one.is_told])
        taken += [replace(mine[0], aside=aside), *mine[1:]] if mine else mine
    ask_therapy(told, taken)
    if not days_follow:
        ask_since_of_so_many(follows, taken)
    if denied and taken:
        taken[0] = replace(taken[0], aside="; ".join(filter(None, (taken[0].aside, denied))))
    return _of_one_week(tuple(taken))


#: "a bit of AndroFeme": how much nobody knows, and the name begins behind it.
_A_BIT_OF: Final = later(
    r"(?:(?<=^)|(?<=[;,\n])|(?<=[;,] )|(?<=\band ))(?:just )?(?:a (?:little )?"
    r"(?:bit|touch|dab|little|smidge|small amount) of|"
    r"a little) (?=[A-Za-z])",
    re.IGNORECASE,
)
#: "anastrozole 1 mg daily since May, along with HCG": both since then.
_ALONG: Final = later(r"\b(?:along|together) with\b|\balongside\b", re.IGNORECASE)


def _begun_together(piece: str, mine: list[Taken]) -> list[Taken]:
    """Return drugs of which one is taken along with the first, whose day alone is told, as begun with that."""
    if len(mine) < 2 or not _ALONG.search(piece) or not mine[0].since or any(one.since for one in mine[1:]):
        return mine
    return [replace(one, since=mine[0].since) for one in mine]


def _asked_of_part(piece: str) -> Sequence[str]:
    """Return the drugs of a piece; of a list of which one lacks something, a question about that one.

    Raises
    ------
    UnclearAnswerError
    """
    try:
        return _asked_of(piece)
    except UnclearAnswerError as unclear:
        raise of_its_part(piece, unclear, _asked_alone) from None


def _asked_alone(part: str) -> UnclearAnswerError | None:
    """Return what is asked of a part of a list by itself; ``None`` where it is read."""
    try:
        taken = [one for drug in _asked_of(part) for one in _named(drug)]
        ask_unread(part, tuple(taken), bool)
    except UnclearAnswerError as unclear:
        return unclear
    return None


def _asked_of(piece: str) -> Sequence[str]:
    """Return the drugs of a piece; of what is not taken, a question that says so.

    Raises
    ------
    UnclearAnswerError
    """
    ask_several_counts("drugs", piece)
    ask_no_kinetics(piece)
    ask_pack(piece)
    ask_whose(piece)
    ask_flares(piece)
    ask_years_of(piece)
    ask_day_of_event(piece)
    ask_way(piece)
    ask_form(piece)
    ask_side_by_side(piece)
    ask_either(piece, _is_read)
    if (both := both_doses(piece)) is not None and _are_read(both):
        return both
    ask_earlier(piece)
    ask_whose_day(piece)
    ask_parts(piece)
    try:
        return _drugs_of(piece)
    except UnclearAnswerError as unclear:
        raise named_in(piece, unclear) from None


def _of_one_week(taken: tuple[Taken, ...]) -> tuple[Taken, ...]:
    """Return drugs with the doses of one drug on several days of the week as one: "250 IU Sat, 250 IU Sun"."""
    found: list[Taken] = []
    for one in taken:
        same = next(
            (had for had in found if (had.name, had.since) == (one.name, one.since) and had.dose), None
        )
        both = steps_of(f"{same.dose}, {one.dose}") if same and one.dose else None
        if (
            same
            and both
            and len(both) == 1
            and _days_in(both) == _days_in(steps_of(same.dose)) + _days_in(steps_of(one.dose))
        ):
            found[found.index(same)] = replace(same, dose=f"{same.dose}, {one.dose}")
        else:
            found.append(one)
    return tuple(found)


def _days_in(steps: Any) -> float:
    """Return on how many named days of the week a dose is taken; infinitely many where it names none."""
    return sum(
        len(step.rhythm.weekdays) if step.rhythm and step.rhythm.weekdays else inf for step in steps or ()
    )


@kept
def _drugs_of(piece: str) -> tuple[str, ...]:
    """Return the drugs of a piece: as it lists or tells them, or, where that is not understood, by each of its words.

    Raises
    ------
    UnclearAnswerError
    """
    lost: list[str] = []
    unclear: UnclearAnswerError | None = None
    drugs: list[str] = []
    try:
        drugs = _apart(without_taking(with_past(piece)))
        taken = [one for drug in drugs for one in _named(drug)]
        lost = names_lost(piece, taken)
        if not lost and not any(tells_dose(one.name) for one in taken if not one.is_told):
            return tuple(drugs)
    except UnclearAnswerError as error:
        unclear = error
    for slots in (changed_now(piece), slots_of(piece), _of_sentences(piece)):
        if slots is not None and _are_read(slots):
            return tuple(slots)
    ask_shared(piece, _are_told)
    if lost:
        raise among_words(piece, drugs_in(piece))
    if unclear is not None and not drugs:
        raise unclear
    return tuple(drugs)


def _of_sentences(piece: str) -> list[str] | None:
    """Return the drugs of each sentence by itself; ``None`` for one sentence, or where one is not understood."""
    sentences = sentences_of(piece)
    try:
        return [drug for one in sentences for drug in _drugs_of(one)] if len(sentences) > 1 else None
    except UnclearAnswerError:
        return None


def _are_read(drugs: Sequence[str]) -> bool:
    try:
        taken = [one for drug in drugs for one in _named(drug)]
    except UnclearAnswerError:
        return False
    return not names_lost("; ".join(drugs), taken)


def _are_told(text: str) -> bool:
    """Tell whether an answer that is offered is read, each of its drugs."""
    try:
        for piece in pieces_of(text):
            ask_unread(piece, tuple(one for drug in _drugs_of(piece) for one in _named(drug)), bool)
    except UnclearAnswerError:
        return False
    return True


def _are_told_with_days(text: str) -> bool:
    """Tell whether a text is read, each of its drugs with its days."""
    try:
        for one in (one for drug in _drugs_of(text) for one in _named(drug)):
            if one.since:
                read_when("since", one.since, _ANY_DAY, "dmy")
    except UnclearAnswerError:
        return False
    return _are_told(text)


#: Whether words are a day does not hang on the day of today.
_ANY_DAY: Final = date(2100, 1, 15)


def _is_read(drug: str) -> bool:
    """Tell whether words are read as one drug."""
    try:
        return len(drugs := _drugs_of(drug)) == 1 and _are_read(drugs)
    except UnclearAnswerError:
        return False


def _apart(piece: str) -> list[str]:
    """Return the drugs of a piece as it lists them, or, where one is not understood so, as running words tell them."""
    if (series := series_of(piece)) is not None:
        return series
    if tells_change(piece) or comes_after(piece) or is_of_all(piece):
        return told_apart(piece)
    drugs = _each_drug(piece)
    try:
        taken = [one for drug in drugs for one in _named(drug)]
        if any(drugs_in(one.since) for one in taken):  # another drug stands behind a day
            return told_apart(piece)
    except UnclearAnswerError:
        return drugs if (told := told_apart(piece)) == [piece] else told
    return drugs


def _each_drug(piece: str) -> list[str]:
    """Return the parts of a piece that begin with a drug and its dose, where it lists several."""
    parts = _BETWEEN_DRUGS.split(piece)
    if not 1 < len(parts) <= MOST_LISTED or tablets_with_d(piece) is not None:
        return [piece]
    begins = [_begins_drug(part) for part in parts]
    if not begins[0] or not any(begins[1:]):
        return [piece]
    drugs: list[str] = []
    for part, is_new in zip(parts, begins, strict=True):
        if is_new:
            drugs.append(part)
        else:  # "Mon 0.5 mg, Thu 0.25 mg" is of one drug
            drugs[-1] += f", {part}"
    return drugs


@lru_cache(maxsize=1024)
def _begins_drug(part: str) -> bool:
    """Tell whether a part is a name alone, or a name with an amount or a dose."""
    if (since := SINCE.search(part)) is not None:
        part = part[: since.start()].strip(" ,")
    name, _ = name_and_dose(part)
    return known_kind(name) is not None or without_unit(part) is not None


@kept
def _named(piece: str) -> tuple[Taken, ...]:
    """Return the drugs of one piece: one with its dose and days, or several names."""
    if ")" in piece and "(" not in piece:
        piece = piece.replace(")", "").strip()
    since, is_tied = "", False
    if (past := PAST_SPAN.search(piece)) is not None:
        piece, since = piece[: past.start()].strip(" ,"), f"{past['span'] or past['now']} ago"
    elif (found := SINCE.search(piece)) is not None:
        is_tied = found[0].startswith(" ")
        piece, since = _rhythm_last(piece[: found.start()].strip(" ,-\u2013"), found["when"])
    elif (found := IN_YEAR.search(piece)) is not None:
        piece, since = _in_year(piece, found)
    elif (day := _DAY_BEHIND.search(piece)) is not None and (
        is_procedure(name := piece[: day.start()])
        or (known_kind(name) == "drug" and not re.search(r"\d", name))  # "letrozole 2023", its dose elsewhere
    ):
        piece, since = piece[: day.start()], day["when"]
    piece = without_pack(piece)
    counts = ""
    if re.match(r"calcium\b", piece, re.IGNORECASE):
        piece, counts = what_counts(piece)
    name, dose = name_and_dose(piece)
    if known_kind(name) is not None or dose:
        of_last = is_tied and is_open_course(name, dose)
        if of_last:
            ask_start_of_course(name, dose, since)
        return (replace(told_drug(name, dose, since), counts=counts, since_last=of_last),)
    parts = [part for part in _BETWEEN_NAMES.split(piece) if part]
    if len(parts) > 1 and all(known_kind(part) is not None for part in parts):
        return tuple(told_drug(part, "", since) for part in parts)
    return (told_drug(piece, "", since),)


def _rhythm_last(taken: str, when: str) -> tuple[str, str]:
    """Return a drug with the rhythm that stands behind its first day, and the day: "2.5 mg since 2020 daily"."""
    words = when.split()
    if AMOUNT.search(taken):
        for count in range(len(words) - 1, 0, -1):
            if is_rhythm(often := " ".join(words[-count:])):
                return f"{taken} {often}", " ".join(words[:-count])
    elif known_kind(taken) is not None and (dose := _DOSE_LAST.search(when)) is not None:
        return f"{taken} {dose['dose']}", when[: dose.start()]
    return taken, when


#: "letrozole since 2022 2.5 mg daily"
_DOSE_LAST: Final = later(
    r"[\s,:]+(?:at |on )?(?P<dose>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|\u03bcg|g|iu|units?)\b.*)$", re.IGNORECASE
)


def _in_year(piece: str, found: re.Match[str]) -> tuple[str, str]:
    """Return what was taken once in a year, and when; ask from when until when anything else was.

    Raises
    ------
    UnclearAnswerError
    """
    taken, year = piece[: found.start()].strip(" ,"), found["year"]
    name, dose = name_and_dose(taken)
    if is_single(dose) or is_procedure(name):
        return taken, found["when"]
    if not dose:
        return piece, ""
    raise UnclearAnswerError(
        "drugs", f"{quoted(piece)}, which does not tell from when until when", "both days, or since when",
        f'write "{taken} since {found["when"]}" if it goes on, else for example '
        f'"{taken} from March {year} to September {year}"',
    )  # fmt: skip
